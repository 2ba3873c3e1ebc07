import type { ValidatedPart, ValidationOptions } from "../config/validator.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";

/** Whose values are checked, and how. */
export interface ValidatedCall extends ValidationOptions {
  readonly definition: ProcessDefinition;
  readonly connection: Connection;
  /** Names of the outputs that are wanted. Undefined: all. */
  readonly requested: readonly string[] | undefined;
}

/**
 * Checks inputs or outputs with the validator of the call, else with that of the client.
 * @throws What `validateValues` throws; LoadError.
 */
export async function checkValues(
  call: ValidatedCall,
  part: ValidatedPart,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const validate = call.validate ?? call.connection.options.validate;
  if (!validate) return;
  const { validateValues } = await loadUnit(import("./validation.js"));
  await validateValues(validate, call, part, values);
}
