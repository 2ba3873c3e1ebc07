import { hasMember, isRecord, isText, ownMember } from "../base/json.js";
import type { ValidatedPart, Validator } from "../config/validator.js";
import type { JsonSchema, ProcessSchemas } from "../documents/documents.js";
import { ConfigError, type ValidationFault } from "../errors/errors.js";
import { escapePointer } from "../execution/execute-request.js";

/** A function that ajv compiles from a schema, as far as it is used here. */
export interface AjvCheck {
  (value: unknown): unknown;
  readonly errors?: readonly AjvFault[] | null | undefined;
}

/** What ajv says is wrong with a value, as far as it is used here. */
interface AjvFault {
  readonly instancePath: string;
  readonly keyword?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly message?: string | undefined;
}

/** An instance of ajv 8 (`Ajv`, `Ajv2019`, `Ajv2020`), as far as it is used here: https://ajv.js.org. */
export interface Ajv {
  compile(schema: Readonly<Record<string, unknown>>): AjvCheck;
  readonly opts: object;
  readonly formats: object;
}

/** Schemas of one process, or of several under any names, such as the module `schemas` of the package. */
export type SchemasOfProcesses =
  ProcessSchemas | Readonly<Record<string, ProcessSchemas>>;

/**
 * A validator that checks values with ajv against the JSON Schemas of the package.
 *
 * The instance is not changed: its options and formats are used, but schemas are compiled with an instance of their own
 * in which nothing is strict and values are never changed, because servers describe formats that ajv does not know,
 * keywords without types, and units. Formats are checked where the instance has them (`addFormats(ajv)`). Content and
 * links are not checked, because JSON Schema cannot describe a file as the caller passes or gets it. Each schema is
 * compiled once, when it is first needed.
 * @param ajv - Such as `new Ajv2020()`. With `allErrors`, all faults of a value are found; without it, its first one.
 * @param schemas - A bundle contains those that are named here: `import * as schemas` contains all.
 * @returns A validator that throws ConfigError for a process without schemas, and for a schema that ajv cannot compile.
 */
export function ajvValidator(ajv: Ajv, schemas: SchemasOfProcesses): Validator {
  let byId: ReadonlyMap<string, ProcessSchemas> | undefined;
  const checks = new WeakMap<JsonSchema, Map<string, AjvCheck>>();
  return (processId, part, values, content) => {
    byId ??= schemasById(schemas);
    const root = byId.get(processId)?.[part];
    if (root === undefined) {
      throw new ConfigError(
        `The validator has no schemas of process ${processId}: pass them to ajvValidator, or validate: false to this call.`,
      );
    }
    let compiled = checks.get(root);
    if (compiled === undefined) {
      compiled = new Map<string, AjvCheck>();
      checks.set(root, compiled);
    }
    return faultsOf(root, values, content, (name, schema) => {
      let check = compiled.get(name);
      if (check === undefined) {
        check = compile(ajv, root, schema, { processId, part, name });
        compiled.set(name, check);
      }
      return check;
    });
  };
}

function schemasById(
  schemas: SchemasOfProcesses,
): ReadonlyMap<string, ProcessSchemas> {
  const list = isOne(schemas) ? [schemas] : Object.values(schemas);
  return new Map(list.map((one) => [one.id, one]));
}

function isOne(schemas: SchemasOfProcesses): schemas is ProcessSchemas {
  return typeof schemas.id === "string";
}

/**
 * What is wrong with values. Each is checked for itself, because some cannot be checked, and so that one fault does not
 * hide another.
 */
function faultsOf(
  root: JsonSchema,
  values: Readonly<Record<string, unknown>>,
  content: ReadonlySet<string>,
  checkOf: (name: string, schema: JsonSchema) => AjvCheck,
): readonly ValidationFault[] {
  const { required, properties, additionalProperties } = root;
  const faults: ValidationFault[] = [];
  for (const name of Array.isArray(required) ? required.map(String) : []) {
    if (ownMember(values, name) === undefined) {
      faults.push({ pointer: pointerTo(name), message: MISSING });
    }
  }
  const described = isRecord(properties) ? properties : {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || content.has(name)) continue;
    if (hasMember(described, name)) {
      const schema = described[name];
      if (!isRecord(schema)) continue;
      const check = checkOf(name, schema);
      if (check(value) === true) continue;
      for (const error of check.errors ?? []) {
        faults.push(ajvFaultOf(name, error));
      }
    } else if (additionalProperties === false) {
      faults.push({ pointer: pointerTo(name), message: NOT_DESCRIBED });
    }
  }
  return faults;
}

const MISSING = "is missing";
const NOT_DESCRIBED = "is not described";

/** ajv names the object where a member of it is missing or too much; a form shows the fault at the member. */
function ajvFaultOf(
  name: string,
  { instancePath, keyword, params = {}, message = "is not valid" }: AjvFault,
): ValidationFault {
  const { missingProperty, additionalProperty, unevaluatedProperty } = params;
  const tooMuch = additionalProperty ?? unevaluatedProperty;
  const member = missingProperty ?? tooMuch;
  const pointer = pointerTo(name) + instancePath;
  if (!isText(member)) return { pointer, message };
  const said = keyword === "required" ? MISSING : message;
  return {
    pointer: pointer + pointerTo(member),
    message: tooMuch === undefined ? said : NOT_DESCRIBED,
  };
}

function pointerTo(name: string): string {
  return `/${escapePointer(name)}`;
}

/** @throws ConfigError: ajv cannot compile the schema. */
function compile(
  ajv: Ajv,
  root: JsonSchema,
  schema: JsonSchema,
  {
    processId,
    part,
    name,
  }: {
    readonly processId: string;
    readonly part: ValidatedPart;
    readonly name: string;
  },
): AjvCheck {
  // References lead to the definitions of the root.
  const { $defs, definitions } = root;
  try {
    return lenient(ajv).compile({
      ...($defs === undefined ? {} : { $defs }),
      ...(definitions === undefined ? {} : { definitions }),
      ...schema,
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(
      `ajv can't compile the schema of ${name} (${part} of process ${processId}): ${said}. Use Ajv2020 of ajv 8, or validate: false.`,
      { cause },
    );
  }
}

/** An instance with the same options and formats for one schema, so that nothing is strict and no two `$id` collide. */
function lenient(ajv: Ajv): Ajv {
  const Instance = ajv.constructor as new (options: object) => Ajv;
  return new Instance({
    ...ajv.opts,
    formats: ajv.formats,
    strict: false,
    strictSchema: false,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    // An unknown format would be printed.
    logger: false,
    // The schemas of the standard itself: to compile them takes a hundred times as long as to compile one of a process.
    meta: false,
    validateSchema: false,
    coerceTypes: false,
    useDefaults: false,
    removeAdditional: false,
  });
}
