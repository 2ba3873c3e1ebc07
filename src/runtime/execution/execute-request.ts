import { isPlainRecord, isRecord, ownMember } from "../base/json.js";
import type {
  ExecuteRequest,
  OutputRequest,
  Subscriber,
} from "../documents/documents.js";
import type {
  InputDefinition,
  ProcessDefinition,
} from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import { LOCAL_FILE } from "./local-file.js";

/** The media types of a process that lists none, in the type of options of any process. */
export interface NoMediaTypes {
  readonly [output: string]: never;
}

/** Media types by output, of any process. */
export type MediaTypesByOutput = Readonly<Record<string, string>>;

/**
 * What a call asks for besides its inputs; a part of the options of process functions.
 * @typeParam MediaTypes - The media types that the process lists, by output.
 */
export interface RequestChoices<Output = string, MediaTypes = NoMediaTypes> {
  /** Names of the outputs that are wanted; the result has these and no others. Default: all. */
  readonly outputs?: readonly Output[] | undefined;
  /**
   * The media types that are asked for, by output, such as `{ scene: "image/tiff" }`. Default: as the server decides. A
   * server may send another one all the same: `mediaType` of the file says which.
   */
  readonly mediaTypes?:
    { readonly [Output in keyof MediaTypes]?: MediaTypes[Output] } | undefined;
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

/** The execute request of a typed call. */
export interface EncodedRequest extends ExecuteRequest {
  readonly response: "raw" | "document";
}

/** How inputs are written into a request. */
export interface InputEncoding {
  /** How objects are sent: `{...}`, or `{"value": {...}}` (OGC 18-062r2, requirement 20). Default: `plain`. */
  readonly objectInputs?: "plain" | "qualified" | undefined;
}

/**
 * A copy of the inputs, which nobody changes while the call prepares its request. Null and undefined: there are none.
 * @throws InputError: they are not an object with inputs by name, or cannot be read.
 */
export async function copyOfInputs(
  inputs: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    if (isPlainRecord(inputs ?? {})) return { ...(inputs as object) };
  } catch {
    // What is loaded now says where.
  }
  return (await otherInputs()).copyOfOther(inputs);
}

/**
 * Makes the execute request of a typed call (OGC 18-062r2, section 7.11).
 * @throws InputError: a value or a local file that cannot be read.
 */
export async function encodeRequest(
  definition: ProcessDefinition,
  inputs: Readonly<Record<string, unknown>>,
  choices: Omit<RequestChoices, "mediaTypes"> & InputEncoding,
): Promise<EncodedRequest> {
  const { inputs: definitions = {}, outputs: described } = definition;
  const { outputs, transmission, subscriber } = choices;
  const names = new Set([...Object.keys(inputs), ...Object.keys(definitions)]);
  const encoded: [string, unknown][] = [];
  for (const name of names) {
    const input = ownMember(definitions, name) ?? {};
    const value = ownMember(inputs, name);
    const pointer = `/${escapePointer(name)}`;
    if (value !== undefined) {
      const given = encodeInput(value, input, choices, pointer);
      const sent = await given.catch(async (cause: unknown) => {
        throw (await otherInputs()).unreadable(cause, pointer);
      });
      encoded.push([name, sent]);
    } else if (input.nullWhenOmitted) encoded.push([name, null]);
  }
  const wanted = outputs ?? Object.keys(described);
  const [first = ""] = wanted;
  const only = wanted.length === 1 ? ownMember(described, first) : undefined;
  // A single file is requested raw, so that it can be streamed instead of being base64 in a document; everything else
  // as a document, because servers differ least there.
  const isFile = only?.form.endsWith("file") && !only.many;
  return {
    inputs: Object.fromEntries(encoded),
    outputs:
      (outputs ?? transmission) ? requested(wanted, transmission) : undefined,
    response: choices.response ?? (isFile ? "raw" : "document"),
    subscriber,
  };
}

function requested(
  names: readonly string[],
  transmission: RequestChoices["transmission"],
): Record<string, OutputRequest> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        transmissionMode:
          typeof transmission === "object" ? transmission[name] : transmission,
      },
    ]),
  );
}

const otherInputs = () => loadUnit(import("./other-inputs.js"));

/**
 * Writes an execute request as JSON.
 * @throws InputError: numbers that are not finite, bigints, functions, symbols, bytes, maps and the like, and circular
 * objects. JSON.stringify writes something else instead of some of them, and does not say where the others are.
 */
export async function encodeJson(request: ExecuteRequest): Promise<string> {
  try {
    return JSON.stringify(
      request,
      function (this: Record<string, unknown>, name, value: unknown) {
        if (this[name] !== value || !isJson(value)) throw new Error();
        return value;
      },
    );
  } catch {
    return (await otherInputs()).writeOther(request);
  }
}

/** Whether JSON surely has a value, apart from the values in it. */
export function isJson(value: unknown): boolean {
  if (isRecord(value)) return isPlainRecord(value) && !(LOCAL_FILE in value);
  return typeof value === "number"
    ? Number.isFinite(value)
    : // No function, symbol or bigint.
      !/^[fsb][uyi]/.test(typeof value);
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
  definition: InputDefinition,
  encoding: InputEncoding,
  pointer: string,
): Promise<unknown> {
  const isQualified = encoding.objectInputs === "qualified" && isRecord(value);
  const isPlain = definition.form !== "binary" && !isQualified;
  if (isPlain && isJson(value)) return value;
  return (await otherInputs()).encodeOther(
    value,
    definition,
    isQualified,
    pointer,
  );
}

/** A name as a part of a JSON Pointer (RFC 6901, section 3). */
export function escapePointer(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}
