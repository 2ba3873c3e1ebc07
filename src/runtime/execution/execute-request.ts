import { isRecord, ownMember } from "../base/json.js";
import type {
  ExecuteRequest,
  OutputRequest,
  Subscriber,
} from "../documents/documents.js";
import type {
  InputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import { InputError, loadUnit } from "../errors/errors.js";
import { isContent } from "./content.js";

/** What a call asks for besides its inputs; a part of the options of process functions. */
export interface RequestChoices<Output = string> {
  /** Names of the outputs that are wanted; the result has these and no others. Default: all. */
  readonly outputs?: readonly Output[] | undefined;
  /**
   * Whether outputs are sent inside the answer or as links; to the caller they look the same, wherever the bytes are.
   * Default: as the server decides.
   */
  readonly transmission?:
    | "value"
    | "reference"
    | Readonly<Record<string, "value" | "reference">>
    | undefined;
  /** Default: `raw` for a single file, else `document`. */
  readonly response?: "raw" | "document" | undefined;
  /** URLs that the server calls when the job succeeds, fails or makes progress. */
  readonly subscriber?: Subscriber | undefined;
}

/** How inputs are written into a request. */
export interface InputEncoding {
  /** How objects are sent: `{...}`, or `{"value": {...}}` (OGC 18-062r2, requirement 20). */
  readonly objectInputs: "plain" | "qualified";
}

/**
 * Makes the execute request of a typed call (OGC 18-062r2, section 7.11).
 * @throws InputError: a value that JSON cannot hold, or a local file that cannot be read.
 */
export async function encodeRequest(
  definition: ProcessDefinition,
  inputs: Readonly<Record<string, unknown>>,
  choices: RequestChoices & InputEncoding,
): Promise<ExecuteRequest> {
  const { inputs: definitions = {} } = definition;
  const encoded: [string, unknown][] = [];
  for (const [name, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    const input = ownMember(definitions, name) ?? {};
    const pointer = `/${escapePointer(name)}`;
    encoded.push([name, await encodeInput(value, input, choices, pointer)]);
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
 * Writes an execute request as JSON.
 * @throws InputError: numbers that are not finite, bigints, bytes and circular objects. JSON.stringify writes something
 * else instead of some of them, and does not say where the others are.
 */
export function encodeJson(request: ExecuteRequest): string {
  const path: object[] = [];
  const names: string[] = [];
  try {
    return JSON.stringify(
      request,
      function (this: unknown, key, value: unknown) {
        while (path.length > 0 && path[path.length - 1] !== this) {
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
  encoding: InputEncoding,
  pointer: string,
): Promise<unknown> {
  const { many } = definition;
  if (many === undefined || (many === "maybe" && !Array.isArray(value))) {
    return encodeOne(value, definition, encoding, pointer);
  }
  // Where more than one value is allowed, a single one is sent as an array as well (OGC 18-062r2, requirement 19).
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return Promise.all(
    items.map((item, index) =>
      encodeOne(item, definition, encoding, `${pointer}/${String(index)}`),
    ),
  );
}

async function encodeOne(
  value: unknown,
  { form, mediaType }: InputDefinition,
  { objectInputs }: InputEncoding,
  pointer: string,
): Promise<unknown> {
  if (form === "link" && value instanceof URL) return { href: value.href };
  if (form === "binary" || isContent(value)) {
    const { encodeBinary } = await loadUnit(import("./binary-input.js"));
    return encodeBinary(value, mediaType, pointer);
  }
  if (form === "bbox" || form === "link") return value;
  return objectInputs === "qualified" && isPlainObject(value)
    ? { value, ...(mediaType === undefined ? {} : { mediaType }) }
    : value;
}

/** Whether a value becomes an object in JSON: not a Date and the like, which become text. */
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
 * A single file is requested raw, so that it can be streamed instead of being base64 in a document; everything else
 * as a document, because servers differ least there.
 */
function preferredResponse(
  definition: ProcessDefinition,
  { outputs }: RequestChoices,
): "raw" | "document" {
  const names = outputs ?? Object.keys(definition.outputs);
  const [name = ""] = names;
  const known = ownMember(definition.outputs, name);
  const isFile = known?.form === "file" || known?.form === "value-or-file";
  return names.length === 1 && isFile && known.many === undefined
    ? "raw"
    : "document";
}

/** A name as a part of a JSON Pointer (RFC 6901, section 3). */
export function escapePointer(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
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
