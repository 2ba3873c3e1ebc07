import { encodeBinary, isContent } from "./binary-input.js";
import type {
  ExecuteRequest,
  OutputRequest,
  Subscriber,
} from "../documents/documents.js";
import { InputError } from "../errors/errors.js";
import { isRecord } from "../base/json.js";
import type {
  InputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";

/** What a call asks for besides its inputs. */
export interface RequestChoices {
  /** How objects are sent (OGC 18-062r2, requirement 20). */
  readonly objectInputs: "plain" | "qualified";
  /** Default: all outputs. */
  readonly outputs?: readonly string[] | undefined;
  readonly transmission?:
    | "value"
    | "reference"
    | Readonly<Record<string, "value" | "reference">>
    | undefined;
  readonly response?: "raw" | "document" | undefined;
  readonly subscriber?: Subscriber | undefined;
}

/**
 * Makes the execute request of a typed call (OGC 18-062r2, section 7.11).
 * @throws InputError: a value that JSON can't hold, or a local file that can't be read.
 */
export async function encodeRequest(
  definition: ProcessDefinition,
  inputs: Readonly<Record<string, unknown>>,
  choices: RequestChoices,
): Promise<ExecuteRequest> {
  const { inputs: definitions = {} } = definition;
  const encoded: [string, unknown][] = [];
  for (const [name, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    const known = Object.hasOwn(definitions, name)
      ? definitions[name]
      : undefined;
    encoded.push([
      name,
      await encodeInput(value, known ?? {}, choices, `/${escapePointer(name)}`),
    ]);
  }
  for (const [name, { nullWhenOmitted }] of Object.entries(definitions)) {
    if (nullWhenOmitted === true && inputs[name] === undefined) {
      encoded.push([name, null]);
    }
  }
  const outputs = encodeOutputs(definition, choices);
  const response = choices.response ?? preferredResponse(definition, choices);
  const { subscriber } = choices;
  return {
    inputs: Object.fromEntries(encoded),
    ...(outputs === undefined ? {} : { outputs }),
    response,
    ...(subscriber === undefined ? {} : { subscriber }),
  };
}

/**
 * One value as a body of JSON.
 * @throws InputError: numbers that are not finite, bigints and circles, which JSON.stringify hides or reports without a place.
 */
export function encodeJson(request: ExecuteRequest): string {
  const path: object[] = [];
  const names: string[] = [];
  try {
    return JSON.stringify(
      request,
      function (this: unknown, key, value: unknown) {
        while (path.length > 0 && path.at(-1) !== this) {
          path.pop();
          names.pop();
        }
        const isBad =
          (typeof value === "number" && !Number.isFinite(value)) ||
          typeof value === "bigint";
        if (isBad) {
          throw badValue([...names, key], String(value));
        }
        if (isContent(value)) {
          throw badValue([...names, key], "bytes inside a value");
        }
        if (typeof value === "object" && value !== null) {
          if (path.includes(value)) throw badValue([...names, key], "a circle");
          path.push(value);
          names.push(key);
        }
        return value;
      },
    );
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`The inputs can't be written as JSON: ${said}.`, {
      cause,
    });
  }
}

async function encodeInput(
  value: unknown,
  definition: InputDefinition,
  choices: RequestChoices,
  pointer: string,
): Promise<unknown> {
  const { many } = definition;
  if (many === undefined || (many === "maybe" && !Array.isArray(value))) {
    return encodeOne(value, definition, choices, pointer);
  }
  // More than one is allowed, so it is an array on the wire even for one (OGC 18-062r2, requirement 19).
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return Promise.all(
    items.map((item, index) =>
      encodeOne(item, definition, choices, `${pointer}/${String(index)}`),
    ),
  );
}

async function encodeOne(
  value: unknown,
  { form, mediaType }: InputDefinition,
  { objectInputs }: RequestChoices,
  pointer: string,
): Promise<unknown> {
  if (form === "link" && value instanceof URL) return { href: value.href };
  if (form === "binary" || isContent(value)) {
    return encodeBinary(value, mediaType, pointer);
  }
  if (form === "bbox" || form === "link") return value;
  return objectInputs === "qualified" && isPlainObject(value)
    ? { value, ...(mediaType === undefined ? {} : { mediaType }) }
    : value;
}

/** Not a Date and the like, which become text. */
function isPlainObject(value: unknown): boolean {
  if (!isRecord(value) || "toJSON" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function encodeOutputs(
  definition: ProcessDefinition,
  { outputs, transmission }: RequestChoices,
): Record<string, OutputRequest> | undefined {
  if (outputs === undefined && transmission === undefined) return undefined;
  const names = outputs ?? Object.keys(definition.outputs);
  return Object.fromEntries(
    names.map((name) => {
      const mode =
        typeof transmission === "object" ? transmission[name] : transmission;
      return [name, mode === undefined ? {} : { transmissionMode: mode }];
    }),
  );
}

/**
 * A single file is asked for by itself, so that it streams instead of standing as base64 in a document;
 * everything else as a document, which every server makes the same way.
 */
function preferredResponse(
  definition: ProcessDefinition,
  { outputs }: RequestChoices,
): "raw" | "document" {
  const names = outputs ?? Object.keys(definition.outputs);
  const [name = ""] = names;
  const known = Object.hasOwn(definition.outputs, name)
    ? definition.outputs[name]
    : undefined;
  const isFile = known?.form === "file" || known?.form === "value-or-file";
  return names.length === 1 && isFile && known.many === undefined
    ? "raw"
    : "document";
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function badValue(names: readonly string[], what: string): InputError {
  const pointer = names
    // Below the request and its member `inputs`.
    .slice(2)
    .map((name) => `/${escapePointer(name)}`)
    .join("");
  return new InputError(`${pointer} can't be sent: JSON has no ${what}.`, {
    pointer,
  });
}
