import type { ModelResult } from "../../src/generator/model/build-model.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import { createProgram, findings, type Finding } from "./compile.js";
import { packageFiles } from "./package-files.js";
import {
  casesOf,
  typedValues,
  type TypedValue,
  type ValueCase,
} from "./value-cases.js";
import { literal, valueText } from "./value-text.js";

/** What the oracle found: every count, and every case that went wrong. */
export interface OracleReport {
  /** Inputs and outputs with a schema. */
  readonly schemas: number;
  /** Those that have cases. */
  readonly tested: number;
  readonly accepted: Tally;
  readonly rejected: Tally;
  /** What the compiler says about the package itself: a type with an error accepts everything. */
  readonly broken: readonly Finding[];
  /** Counts of what is not tested, by reason. */
  readonly exceptions: ReadonlyMap<string, number>;
  readonly wrong: readonly WrongCase[];
}

/** How many of how many came out as they must. */
export interface Tally {
  readonly right: number;
  readonly total: number;
}

/** A case that did not come out as it must. */
export interface WrongCase {
  readonly case: ValueCase;
  readonly message: string;
}

/**
 * Asks the compiler what it says about values that a JSON Schema validator
 * accepts, and about mutations that it rejects for a reason that a type can
 * express. All values are in one program.
 */
export async function valueOracle(
  { model, diagnostics }: ModelResult,
  seed: number,
): Promise<OracleReport> {
  const values = typedValues(model);
  const exceptions = new Map<string, number>();
  const except = (reason: string, count = 1) => {
    exceptions.set(reason, (exceptions.get(reason) ?? 0) + count);
  };
  const cases: ValueCase[] = [];
  let tested = 0;
  for (const [index, value] of values.entries()) {
    if (value.leftOut !== undefined) {
      except(value.leftOut);
      continue;
    }
    const own = casesOf(value, seed + index);
    if (own.accepted.length === 0) {
      except("schemas that no value satisfies, as far as two samplers found");
      continue;
    }
    tested += 1;
    own.inexpressible.forEach((count, reason) => {
      except(`mutations: ${reason}`, count);
    });
    cases.push(...own.accepted, ...own.rejected);
  }
  const open = new Set(
    diagnostics.flatMap(({ code, process }) =>
      OPEN_CODES.has(code) ? [process] : [],
    ),
  );
  const { judged, broken } = await judge(model, cases, (one) =>
    open.has(one.of.process.id),
  );
  const named = judged.filter(({ reason }) => reason !== undefined);
  for (const { reason } of named) except(`cases: ${reason ?? ""}`);
  const counted = judged.filter(({ reason }) => reason === undefined);
  return {
    schemas: values.length,
    tested,
    accepted: tally(counted, "accepted"),
    rejected: tally(counted, "rejected"),
    exceptions,
    broken,
    wrong: counted.filter(({ right }) => !right),
  };
}

/** Findings after which a type is `unknown`, though the schema is not. */
const OPEN_CODES: ReadonlySet<string> = new Set([
  "schema-contradiction",
  "schema-too-many-alternatives",
]);

interface Judged extends WrongCase {
  readonly right: boolean;
  /** Why a wrong outcome is TypeScript's way. */
  readonly reason?: string;
}

function tally(judged: readonly Judged[], wanted: ValueCase["wanted"]): Tally {
  const all = judged.filter((one) => one.case.wanted === wanted);
  return { right: all.filter(({ right }) => right).length, total: all.length };
}

async function judge(
  model: ServiceModel,
  cases: readonly ValueCase[],
  isOpen: (one: ValueCase) => boolean,
): Promise<{ readonly judged: readonly Judged[]; broken: readonly Finding[] }> {
  const files = new Map<string, ValueCase[]>();
  for (const one of cases) {
    const path = `checks/${one.of.process.fileName}.ts`;
    const own = files.get(path);
    if (own === undefined) files.set(path, [one]);
    else own.push(one);
  }
  const checks = [...files].map(([path, own]) => ({
    path,
    text: checkFile(own),
  }));
  const program = createProgram(
    [...(await packageFiles(model)), ...checks],
    (path) => path.startsWith("checks/"),
  );
  const found = new Map<string, Finding>();
  for (const finding of findings(program, (path) => files.has(path))) {
    found.set(`${finding.path}:${finding.line}`, finding);
  }
  const judged = [...files].flatMap(([path, own]) =>
    own.map((one, index): Judged => {
      const finding = found.get(`${path}:${HEADER_LINES + index + 1}`);
      const right = (finding === undefined) === (one.wanted === "accepted");
      const reason = right
        ? undefined
        : isOpen(one) && one.wanted === "rejected"
          ? "schemas that contradict themselves: their type is `unknown`, with a warning"
          : limitOfOracle(one, finding);
      return {
        case: one,
        right,
        message: finding?.message ?? "It compiles.",
        ...(reason === undefined ? {} : { reason }),
      };
    }),
  );
  const types = /^package\/(?:processes\/|types)/;
  return { judged, broken: findings(program, (path) => types.test(path)) };
}

/** Errors about properties that the type does not name, or objects with no others. */
const UNNAMED_PROPERTIES: ReadonlySet<number> = new Set([2353, 2559]);

/** Why a wrong outcome is TypeScript's or the validator's way, if it is. */
function limitOfOracle(
  one: ValueCase,
  finding: Finding | undefined,
): string | undefined {
  if (/"(?:constructor|toString)":/.test(JSON.stringify(one.of.schema))) {
    return "properties called as those of every object are (`constructor`, `toString`): TypeScript takes the inherited ones for them";
  }
  if (JSON.stringify(one.of.schema).includes('"__proto__":')) {
    return "properties called `__proto__`: the validator does not look at them";
  }
  return one.unnamed && UNNAMED_PROPERTIES.has(finding?.code ?? 0)
    ? "objects of which an open schema names no property that they have: TypeScript wants one in common"
    : undefined;
}

const HEADER_LINES = 3;

/** A file with a line for each case. */
function checkFile(cases: readonly ValueCase[]): string {
  const [first] = cases;
  if (first === undefined) return "";
  const { fileName, inputsTypeName, outputsTypeName } = first.of.process;
  return [
    `import type { ${inputsTypeName} as inputs, ${outputsTypeName} as outputs } from "../package/processes/${fileName}.js";`,
    "declare function check<Wanted>(): <Given extends Wanted>(value: Given) => void;",
    "export type Both = [inputs, outputs];",
    ...cases.map(caseLine),
    "",
  ].join("\n");
}

/** A literal may not have properties that the type does not name; an argument of a type of its own may. */
function caseLine(one: ValueCase, index: number): string {
  const type = typeOf(one.of);
  const value = valueText(one.value);
  return one.unnamed
    ? `check<${type}>()(${value});`
    : `export const case${index}: ${type} = ${value};`;
}

function typeOf({ side, name }: TypedValue): string {
  return `${side}[${literal(name)}]`;
}
