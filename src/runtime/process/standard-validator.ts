import { hasMember } from "../base/json.js";
import type { Validator } from "../config/validator.js";
import { ConfigError, type ValidationFault } from "../errors/errors.js";
import { escapePointer } from "../execution/execute-request.js";

/** What is wrong with a value, as Standard Schema says it. */
export interface StandardIssue {
  readonly message: string;
  readonly path?:
    readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a check gives: without issues, the value is valid. */
export interface StandardResult {
  readonly value?: unknown;
  readonly issues?: readonly StandardIssue[] | undefined;
}

/** A schema of zod, Valibot, ArkType or any other library that implements Standard Schema, version 1: https://standardschema.dev. */
export interface StandardSchema {
  readonly "~standard": {
    readonly version: 1;
    validate(value: unknown): StandardResult | Promise<StandardResult>;
  };
}

/** The schemas of one process. A part without a schema is not checked. */
export interface StandardSchemas {
  readonly inputs?: StandardSchema | undefined;
  readonly outputs?: StandardSchema | undefined;
}

/**
 * A validator that checks values with schemas of any library that implements Standard Schema.
 *
 * A schema gets all inputs, or all outputs, as one object: files, bytes and dates as the program has them. Its result
 * is not used: inputs are sent, and outputs returned, as they were.
 * @param schemas - By the identifiers of the processes: `{ [primesBetween.process.id]: { inputs: z.object({ ... }) } }`.
 * @returns A validator that throws ConfigError for a process without schemas.
 */
export function standardValidator(
  schemas: Readonly<Record<string, StandardSchemas>>,
): Validator {
  return async (processId, part, values) => {
    if (!hasMember(schemas, processId)) {
      throw new ConfigError(
        `The validator has no schemas of process ${processId}: pass them to standardValidator, or validate: false to this call.`,
      );
    }
    const schema = schemas[processId]?.[part];
    const result = await schema?.["~standard"].validate(values);
    return (result?.issues ?? []).map(faultOf);
  };
}

function faultOf({ message, path = [] }: StandardIssue): ValidationFault {
  const pointer = path
    .map((part) => (typeof part === "object" ? part.key : part))
    .map((key) => `/${escapePointer(String(key))}`)
    .join("");
  return { pointer, message };
}
