import type { ServiceModel } from "../../src/generator/model/types.js";
import { reasonsToDiffer } from "./opinion-features.js";
import type { Schema } from "./schema.js";
import { compareTypes, type Comparison } from "./type-comparison.js";

/** How the types of two programs compare. */
export interface OpinionReport {
  readonly compared: number;
  readonly agreed: number;
  /** Values about which the programs have no right to differ. */
  readonly plain: number;
  /** Differences with a reason, counted by reasons. */
  readonly explained: ReadonlyMap<string, number>;
  /** Differences without one. */
  readonly unexplained: readonly string[];
}

/** Compares the types of a model with json-schema-to-typescript's, and sorts the differences by reason. */
export async function opinionOracle(
  model: ServiceModel,
): Promise<OpinionReport> {
  const processes = new Map(model.processes.map((one) => [one.id, one]));
  const schemaOf = ({ process, side, name }: Comparison): Schema => {
    const all = (processes.get(process)?.schemas[side] ?? {}) as Schema;
    const own = all.properties?.[name] ?? {};
    return { ...own, ...(all.$defs === undefined ? {} : { $defs: all.$defs }) };
  };
  const comparisons = await compareTypes(model);
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  let plain = 0;
  for (const comparison of comparisons) {
    const schema = schemaOf(comparison);
    const reasons = reasonsToDiffer(schema);
    if (reasons.length === 0) plain += 1;
    if (comparison.agrees) continue;
    const reason = reasons.join("; and ");
    if (reason === "") {
      const { process, side, name, message } = comparison;
      unexplained.push(
        `${process} ${side} ${name}: ${message ?? ""}\n${JSON.stringify(schema)}`,
      );
    } else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  }
  return {
    compared: comparisons.length,
    agreed: comparisons.filter(({ agrees }) => agrees).length,
    plain,
    explained,
    unexplained,
  };
}

/** The report as lines for people. */
export function opinionText(report: OpinionReport): string {
  const { compared, agreed, plain, explained, unexplained } = report;
  return [
    `types that agree with json-schema-to-typescript's: ${agreed} of ${compared}; where they must: ${plain - unexplained.length} of ${plain}`,
    ...[...explained].map(
      ([reason, count]) => `difference, ${count} times: ${reason}`,
    ),
    ...unexplained.slice(0, 6).map((text) => `UNEXPLAINED: ${text}`),
  ].join("\n");
}
