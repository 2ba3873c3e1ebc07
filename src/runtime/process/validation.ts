import { arrayOf, isRecord, ownMember } from "../base/json.js";
import type { ProcessSchemas } from "../documents/documents.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import {
  ConfigError,
  ValidationError,
  type ValidationFault,
} from "../errors/errors.js";
import { isContent } from "../execution/content.js";
import type { Connection } from "../http/connection.js";

/** A function that ajv compiles from a schema, as far as it is used here. */
interface Validate {
  (value: unknown): boolean;
  readonly errors?:
    | readonly { readonly instancePath: string; readonly message?: string }[]
    | null;
}

/** An instance of ajv, as far as it is used here. */
interface Validator {
  compile(schema: unknown): Validate;
}

/**
 * Checks inputs or outputs as the caller wants it: not at all, with a warning, or with an error.
 * @throws ValidationError, where `validate` is true; ConfigError: the package has no schemas, or `ajv` is not installed.
 */
export async function checkValues(
  definition: ProcessDefinition,
  part: keyof ProcessSchemas,
  values: Readonly<Record<string, unknown>>,
  {
    validate,
    connection,
  }: {
    readonly validate: boolean | "warn";
    readonly connection: Connection;
  },
): Promise<void> {
  if (validate === false) return;
  const failure = await validateValues(definition, part, values);
  if (failure === undefined) return;
  if (validate === true) throw failure;
  connection.warn({
    code: "output-invalid",
    message: failure.message,
    processId: definition.id,
  });
}

/**
 * Checks inputs or outputs against the JSON Schemas of the package, except content (bytes, files) and links, which
 * JSON Schema cannot describe as the caller passes and gets them.
 * @throws ConfigError: the package has no schemas, or `ajv` is not installed.
 */
async function validateValues(
  definition: ProcessDefinition,
  part: keyof ProcessSchemas,
  values: Readonly<Record<string, unknown>>,
): Promise<ValidationError | undefined> {
  const schemas = await definition.schemas?.();
  const root = schemas?.[part];
  if (!isRecord(root)) {
    throw new ConfigError(
      `validate needs the JSON Schemas of ${definition.id}, which this package was generated without.`,
    );
  }
  const validator = await loadValidator();
  const faults: ValidationFault[] = arrayOf(root["required"]).flatMap((name) =>
    typeof name === "string" && values[name] === undefined
      ? [{ pointer: `/${name}`, message: "is missing" }]
      : [],
  );
  const schemaOf = isRecord(root["properties"]) ? root["properties"] : {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || hasContent(definition, part, name, value)) {
      continue;
    }
    if (!Object.hasOwn(schemaOf, name)) {
      if (root["additionalProperties"] === false) {
        faults.push({ pointer: `/${name}`, message: "is not described" });
      }
      continue;
    }
    faults.push(...faultsOf(validator, root, name, schemaOf[name], value));
  }
  return faults.length === 0
    ? undefined
    : new ValidationError(definition.id, part, faults);
}

function faultsOf(
  validator: Validator,
  root: Readonly<Record<string, unknown>>,
  name: string,
  schema: unknown,
  value: unknown,
): readonly ValidationFault[] {
  if (!isRecord(schema)) return [];
  // The definitions of the root are copied next to the part, because its references lead to them.
  const { $defs, definitions } = root;
  const validate = validator.compile({
    ...($defs === undefined ? {} : { $defs }),
    ...(definitions === undefined ? {} : { definitions }),
    ...schema,
  });
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    pointer: `/${name}${error.instancePath}`,
    message: error.message ?? "is not valid",
  }));
}

/** Whether a value is content or a link, by what it is or by what the process describes. */
function hasContent(
  definition: ProcessDefinition,
  part: keyof ProcessSchemas,
  name: string,
  value: unknown,
): boolean {
  if ([value].flat().some(isContent)) return true;
  const form = ownMember<{ readonly form?: string }>(
    definition[part] ?? {},
    name,
  )?.form;
  return form === "binary" || form === "file" || form === "link";
}

async function loadValidator(): Promise<Validator> {
  // In variables, so that compilers and bundlers do not look for packages that only validation needs.
  const [specifier, formats] = ["ajv/dist/2020.js", "ajv-formats"];
  try {
    const { Ajv2020 } = (await import(specifier)) as {
      readonly Ajv2020: new (options: object) => Validator;
    };
    const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
    await addFormats(ajv, formats);
    return ajv;
  } catch (cause) {
    throw new ConfigError(`validate needs the package "ajv"; install it.`, {
      cause,
    });
  }
}

/** Adds the checks of formats (`date-time`, ...). Without the package `ajv-formats`, formats are not checked. */
async function addFormats(ajv: Validator, specifier: string): Promise<void> {
  try {
    const { default: add } = (await import(specifier)) as {
      readonly default: ((ajv: Validator) => void) & {
        readonly default?: (ajv: Validator) => void;
      };
    };
    (add.default ?? add)(ajv);
  } catch {
    return;
  }
}
