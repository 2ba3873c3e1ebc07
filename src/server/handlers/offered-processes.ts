import type { ProcessDescription, Schema } from "../documents.js";
import {
  formatsOf,
  mediaTypeOf,
  sameMediaType,
} from "../execution/media-type.js";
import {
  MediaValue,
  type Outputs,
  type ProcessImplementation,
} from "../process.js";
import type { ProcessHandler, ProcessHandlers } from "./process-handler.js";

const UNKNOWN_CONTENT = "application/octet-stream";

/**
 * The processes that handlers stand for.
 * @param known - Processes by id, whose descriptions stay. One that is not known is described by its id alone: it takes
 * any inputs and returns any outputs.
 * @throws TypeError - A handler is not a function.
 */
export function offeredProcesses(
  handlers: ProcessHandlers,
  known: (id: string) => ProcessImplementation | undefined,
): readonly ProcessImplementation[] {
  return Object.entries(handlers).flatMap(([id, handler]) => {
    if (handler === undefined) return [];
    if (typeof handler !== "function") {
      throw new TypeError(
        `The handler of process "${id}" must be a function of its inputs, not ${typeof handler}.`,
      );
    }
    const process = known(id) ?? { description: { id, version: "1.0.0" } };
    return { ...process, execute: executionOf(handler, process.description) };
  });
}

function executionOf(
  handler: ProcessHandler,
  { id, outputs }: ProcessDescription,
): ProcessImplementation["execute"] {
  return async (inputs, job) => {
    const returned: unknown = await handler(inputs, job);
    if (!isRecord(returned)) {
      throw new TypeError(
        `The handler of process "${id}" must return its outputs by name, such as { return_value: 1 }.`,
      );
    }
    const sent = Object.entries(returned).map(async ([name, value]) => {
      const types = contentTypes(
        described(id, name, outputs),
        job.outputs[name]?.mediaType,
      );
      return [name, await asContent(value, types)] as const;
    });
    return Object.fromEntries(await Promise.all(sent));
  };
}

function isRecord(value: unknown): value is Outputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws TypeError - The process has no such output, which would not be sent. */
function described(
  id: string,
  name: string,
  outputs: ProcessDescription["outputs"],
): Schema {
  if (outputs === undefined) return {};
  const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
  if (output !== undefined) return output.schema;
  const names = Object.keys(outputs).map((one) => `"${one}"`);
  throw new TypeError(
    `The handler of process "${id}" returned "${name}", which is not an output of this process; it has ${names.join(", ") || "none"}.`,
  );
}

/** The media types that content gets which does not say its own. */
interface ContentTypes {
  /** That of bytes. */
  readonly bytes: string;
  /** That of texts. Undefined: a text is a JSON string. */
  readonly text: string | undefined;
}

/** @param wanted - The media type that the client asked for. */
function contentTypes(
  schema: Schema,
  wanted: string | undefined,
): ContentTypes {
  const offered = formatsOf(schema).map(mediaTypeOf);
  const content = offered.filter((type) => type !== undefined);
  const asked = content.find((type) => sameMediaType(type, wanted ?? ""));
  const usual = content.length === offered.length ? content[0] : undefined;
  return {
    bytes: asked ?? content[0] ?? wanted ?? UNKNOWN_CONTENT,
    text: asked ?? usual,
  };
}

/** Bytes and texts that are content, with their media type. All other values stay. */
async function asContent(
  value: unknown,
  types: ContentTypes,
): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((one: unknown) => asContent(one, types)));
  }
  if (value instanceof Uint8Array) return new MediaValue(types.bytes, value);
  if (value instanceof ArrayBuffer) {
    return new MediaValue(types.bytes, new Uint8Array(value));
  }
  if (value instanceof Blob) {
    return new MediaValue(
      value.type || types.bytes,
      new Uint8Array(await value.arrayBuffer()),
    );
  }
  return typeof value === "string" && types.text !== undefined
    ? new MediaValue(types.text, value)
    : value;
}
