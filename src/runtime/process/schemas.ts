import type { JsonSchema, ProcessSchemas } from "../documents/documents.js";

/**
 * The JSON Schemas of a process from their texts; generated code calls it. A text is parsed when its schema is first
 * used, and every later use gets the same object.
 * @param id - The server's identifier of the process, verbatim.
 * @param inputs - JSON text of the schema of the inputs.
 * @param outputs - JSON text of the schema of the outputs.
 */
export function defineSchemas(
  id: string,
  inputs: string,
  outputs: string,
): ProcessSchemas {
  let inputsSchema: JsonSchema | undefined;
  let outputsSchema: JsonSchema | undefined;
  return {
    id,
    get inputs() {
      return (inputsSchema ??= JSON.parse(inputs) as JsonSchema);
    },
    get outputs() {
      return (outputsSchema ??= JSON.parse(outputs) as JsonSchema);
    },
  };
}
