import { isRecord } from "../base/json.js";
import type { ValidatedPart, Validator } from "../config/validator.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { ConfigError, type ValidationFault } from "../errors/errors.js";
import type { Job } from "../job/job.js";
import { isResultFile } from "../results/untyped-results.js";
import type { StandardIssue, StandardSchema } from "./standard-validator.js";

/**
 * A Standard Schema, version 1, as form libraries and others take it: https://standardschema.dev. Its result is the
 * value itself, neither copied nor changed.
 */
export interface StandardSchemaOf<Value> extends StandardSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** For compilers only. */
    readonly types?:
      { readonly input: Value; readonly output: Value } | undefined;
    /** Answers at once where the validator does, as that of ajv. */
    readonly validate: (
      value: unknown,
    ) => StandardResultOf<Value> | Promise<StandardResultOf<Value>>;
  };
}

/** What a check gives: the value, or what is wrong with it. */
type StandardResultOf<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** The Standard Schemas of one process. */
export interface StandardSchemasOf<Inputs, Outputs> {
  /** Of all inputs, as one object. */
  readonly inputs: StandardSchemaOf<Inputs>;
  /** Of all outputs, as one object; a call that asks for some of them gets fewer. */
  readonly outputs: StandardSchemaOf<Outputs>;
}

/** A process function, as far as it is used here. */
interface CheckedProcess<Inputs, Outputs> {
  submit(inputs: Inputs): Promise<Job<unknown>>;
  job(jobId: string): Job<Outputs>;
  readonly process: ProcessDefinition;
}

/**
 * Standard Schemas of the inputs and outputs of a process, typed by its function, for libraries that check values
 * themselves, such as those of forms. They find what `validate` finds: with `ajvValidator`, what the JSON Schemas of the
 * package say.
 *
 * Inputs and outputs that are described as content or as links are not checked, because JSON Schema cannot describe a
 * file as the caller passes or gets it. All others must be JSON.
 * @param validate - Such as `ajvValidator(new Ajv2020(), schemas.primesBetween)`. A client may have the same one.
 * @throws ConfigError: `validate` is no validator. What the validator throws, the schemas' `validate` throws.
 */
export function standardSchemas<Inputs, Outputs>(
  { process }: CheckedProcess<Inputs, Outputs>,
  validate: Validator,
): StandardSchemasOf<NonNullable<Inputs>, Outputs> {
  // It may come from JavaScript.
  if (typeof validate !== "function") {
    throw new ConfigError(
      "standardSchemas takes a validator, such as ajvValidator(new Ajv2020(), schemas), as its second argument.",
    );
  }
  return {
    inputs: standardSchema(process, "inputs", validate),
    outputs: standardSchema(process, "outputs", validate),
  };
}

function standardSchema<Value>(
  definition: ProcessDefinition,
  part: ValidatedPart,
  validate: Validator,
): StandardSchemaOf<Value> {
  return {
    "~standard": {
      version: 1,
      vendor: "s2gos-codegen",
      validate: (value) => {
        if (!isRecord(value)) {
          return { issues: [{ message: "must be an object" }] };
        }
        const resultOf = (
          faults: readonly ValidationFault[],
        ): StandardResultOf<Value> =>
          faults.length === 0
            ? { value: value as Value }
            : { issues: faults.map((fault) => issueOf(fault, value)) };
        const content = contentIn(definition[part], value);
        const found = validate(definition.id, part, value, content);
        return "then" in found ? found.then(resultOf) : resultOf(found);
      },
    },
  };
}

/**
 * Names of the values that are content or links. Which inputs may be, follows from the description alone: calls also see
 * it in the values, by code that pages load with their first file, and must be JSON where they do not check anything.
 */
function contentIn(
  described: Readonly<Record<string, { readonly form?: string }>> = {},
  values: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const names = Object.keys(described).filter((name) =>
    ["binary", "link", "file"].includes(described[name]?.form ?? ""),
  );
  const files = Object.keys(values).filter((name) =>
    [values[name]].flat().some(isResultFile),
  );
  return new Set([...names, ...files]);
}

/** A fault as an issue, whose path has numbers for the items of lists: form libraries tell these from names by that. */
function issueOf(
  { pointer, message }: ValidationFault,
  root: unknown,
): StandardIssue {
  let place: unknown = root;
  const path = pointer
    .split("/")
    .slice(1)
    .map((token) => {
      const name = token.replace(/~1/g, "/").replace(/~0/g, "~");
      const key = Array.isArray(place) && /^\d+$/.test(name) ? +name : name;
      place = (place as Record<string, unknown> | null | undefined)?.[key];
      return key;
    });
  return path.length === 0 ? { message } : { message, path };
}
