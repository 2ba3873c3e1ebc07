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

/** Result of the oracle: all counts, and all wrong cases. */
export interface OracleReport {
  /** Inputs and outputs with a schema. */
  readonly schemas: number;
  /** Those that have cases. */
  readonly tested: number;
  readonly accepted: Tally;
  readonly rejected: Tally;
  /** Errors of the package itself, because a type with an error accepts everything. */
  readonly broken: readonly Finding[];
  /** Counts of what is not tested, by reason. */
  readonly exceptions: ReadonlyMap<string, number>;
  readonly wrong: readonly WrongCase[];
}

/** How many cases there were, and how many had the expected outcome. */
export interface Tally {
  readonly right: number;
  readonly total: number;
}

/** A case with an unexpected outcome. */
export interface WrongCase {
  readonly case: ValueCase;
  readonly message: string;
}

/**
 * Checks that the compiler accepts the values that a JSON Schema validator accepts,
 * and rejects mutations that the validator rejects for a reason that a type can
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

/** Diagnostics after which a type is `unknown` although the schema is restricted. */
const OPEN_CODES: ReadonlySet<string> = new Set([
  "schema-contradiction",
  "schema-too-many-alternatives",
]);

interface Judged extends WrongCase {
  readonly right: boolean;
  /** Why TypeScript's behaviour explains the outcome. */
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
          : one.wanted === "rejected" && one.of.isServed(one.value)
            ? "values that the server's schema admits: what only follows from untyped keywords contradicts no type beside it"
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

/** Why TypeScript's or the validator's behaviour explains the outcome; undefined if it does not. */
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

/** TypeScript rejects unnamed properties in a literal, but not in an argument that has a type of its own. */
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
