import { ownMember } from "../base/json.js";
import type { ValidatedPart, Validator } from "../config/validator.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { ConfigError, ValidationError } from "../errors/errors.js";
import { isContent } from "../execution/content.js";
import { escapePointer } from "../execution/execute-request.js";
import type { ValidatedCall } from "./check-values.js";

// What is loaded where there is a validator.

/**
 * Checks inputs or outputs with a validator; see `checkValues`.
 * @throws ValidationError: the values are not valid, and `onInvalid` is `throw`; ConfigError: `validate` is no
 * validator; what the validator throws.
 */
export async function validateValues(
  validate: Validator,
  call: ValidatedCall,
  part: ValidatedPart,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { definition, connection, requested } = call;
  // It may come from JavaScript, or from a program that was written for version 0.1.
  if (typeof validate !== "function") {
    throw new ConfigError(
      `validate must be a validator, such as ajvValidator(new Ajv2020(), schemas), not ${JSON.stringify(validate)}.`,
    );
  }
  const { id } = definition;
  const content = contentNames(definition, part, values);
  const found = await validate(id, part, values, content);
  const faults =
    part === "inputs" || requested === undefined
      ? found
      : found.filter(({ pointer }) => isBelow(pointer, requested));
  if (faults.length === 0) return;
  const failure = new ValidationError(id, part, faults);
  const onInvalid = call.onInvalid ?? connection.options.onInvalid;
  if (onInvalid !== "warn") throw failure;
  connection.warn({
    code: part === "inputs" ? "input-invalid" : "output-invalid",
    message: failure.message,
    processId: id,
  });
}

/** Whether a fault is of an output that was asked for, or of all of them: the others are missing because nobody wants them. */
function isBelow(pointer: string, names: readonly string[]): boolean {
  const [, name] = pointer.split("/");
  return (
    name === undefined || names.some((wanted) => escapePointer(wanted) === name)
  );
}

/** Names of the values that are content or links, by what they are or by what the process describes. */
function contentNames(
  definition: ProcessDefinition,
  part: ValidatedPart,
  values: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const described: Readonly<Record<string, { readonly form?: string }>> =
    definition[part] ?? {};
  const names = Object.keys(values).filter((name) => {
    const form = ownMember(described, name)?.form;
    return (
      form === "binary" ||
      form === "file" ||
      form === "link" ||
      [values[name]].flat().some(isContent)
    );
  });
  return new Set(names);
}
