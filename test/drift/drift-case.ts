import type { ChangeClass } from "../../src/generator/drift/change-class.js";

type Schema = Readonly<Record<string, unknown>>;

/** What a case says of a process; its id is `p`. */
export interface Described {
  readonly [member: string]: unknown;
  readonly inputs?: Readonly<Record<string, Schema>>;
  readonly outputs?: Readonly<Record<string, Schema>>;
}

/** One kind of change, with what proves its class. */
export interface DriftCase {
  readonly name: string;
  readonly before: Described;
  /** Undefined: the process is gone. */
  readonly after: Described | undefined;
  /** Sentences, without what marks their class. */
  readonly wanted: readonly (readonly [ChangeClass, string])[];
  /** What an old caller sends: code has it as a literal of the inputs' type. Default: nothing. */
  readonly inputs?: Schema;
  /** Code of these inputs, where it is not their JSON. */
  readonly inputsCode?: string;
  /** What else an old request has. */
  readonly request?: Schema;
  /** Header `Prefer` of an old request. */
  readonly prefer?: string;
  /** Code of an old caller that reads `results`. */
  readonly reads?: string;
  /** Names that an old caller imports besides the function `p` and its types. */
  readonly imports?: string;
  /** Codes of the compiler's errors in this code against the new package. Default: it compiles. */
  readonly errors?: readonly number[];
  /** The server's own reader of schemas lacks the keyword: the process validates its inputs itself. */
  readonly isStrict?: true;
  /** What the new server may give as output `r`. Default: what the old one gives, 1. */
  readonly result?: unknown;
  /** Output `r` is what the process got as input `x`. */
  readonly echoes?: true;
}

const NUMBER: Schema = { type: "number" };

/** A change of the schema of input `x`, which an old caller gives as `value`. */
export function inputCase(
  name: string,
  before: Schema,
  after: Schema,
  wanted: DriftCase["wanted"],
  value: unknown,
  more: Partial<DriftCase> = {},
): DriftCase {
  return {
    name: `input: ${name}`,
    before: described({ x: member(before) }, { r: { schema: NUMBER } }),
    after: described({ x: member(after) }, { r: { schema: NUMBER } }),
    wanted,
    ...(value === undefined ? {} : { inputs: { x: value } }),
    ...more,
  };
}

/** A change of the schema of output `r`, which the new server gives as `result`. */
export function outputCase(
  name: string,
  before: Schema,
  after: Schema,
  wanted: DriftCase["wanted"],
  result: unknown,
  more: Partial<DriftCase> = {},
): DriftCase {
  return {
    name: `output: ${name}`,
    before: described({}, { r: member(before) }),
    after: described({}, { r: member(after) }),
    wanted,
    result,
    ...more,
  };
}

/** A change of other members of the description. */
export function processCase(
  name: string,
  before: Described,
  after: Described | undefined,
  wanted: DriftCase["wanted"],
  more: Partial<DriftCase> = {},
): DriftCase {
  const whole = (part: Described): Described => ({
    inputs: {},
    outputs: { r: { schema: NUMBER } },
    ...part,
  });
  return {
    name: `process: ${name}`,
    before: whole(before),
    after: after === undefined ? undefined : whole(after),
    wanted,
    ...more,
  };
}

function described(
  inputs: Described["inputs"],
  outputs: Described["outputs"],
): Described {
  return { inputs, outputs } as Described;
}

/** A member of a description: a schema alone, or with what stands beside it. */
function member(schema: Schema): Schema {
  return "schema" in schema ? schema : { schema };
}
