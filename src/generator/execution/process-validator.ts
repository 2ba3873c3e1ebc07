import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import {
  ajvValidator,
  type ProcessSchemas,
  type Validator,
} from "../../runtime/index.js";

/** Checks inputs against the schemas that a package would export. Outputs are read by fit, and not checked. */
export function processValidator(schemas: ProcessSchemas): Validator {
  const ajv = new Ajv2020({ allErrors: true, formats: fullFormats });
  const validate = ajvValidator(ajv, schemas);
  return (id, part, values, content) =>
    part === "inputs" ? validate(id, part, values, content) : [];
}
