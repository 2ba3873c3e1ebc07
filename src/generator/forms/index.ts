/**
 * Schemas of process descriptions at run time, for forms: what the generator writes into a package,
 * of any description, also in a browser. It imports nothing of Node.js.
 *
 * @packageDocumentation
 */
export type { Diagnostic, Severity } from "../diagnostic.js";
export { initialInputs } from "./initial-inputs.js";
export { schemasOf, type DescribedSchemas } from "./schemas-of.js";
export type { JsonSchema, ProcessSchemas } from "../../runtime/index.js";
