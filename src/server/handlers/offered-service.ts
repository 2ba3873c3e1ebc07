import type { ProcessDescription, Schema } from "../documents.js";
import {
  formatsOf,
  mediaTypeOf,
  sameMediaType,
} from "../execution/media-type.js";
import {
  MediaValue,
  Reference,
  type Outputs,
  type ProcessImplementation,
  type ServiceDefinition,
} from "../process.js";
import { jsonValue } from "./json-value.js";
import type { ProcessHandler, ProcessHandlers } from "./process-handler.js";

const UNKNOWN_CONTENT = "application/octet-stream";

/**
 * A service with handlers: each takes the place of what its process does, and leaves the description. A process that the
 * service does not have is described by its id alone: it takes any inputs and returns any outputs.
 *
 * @throws TypeError - A handler is not a function, or there is no object of them.
 */
export function offeredService(
  handlers: ProcessHandlers,
  service: ServiceDefinition,
): ServiceDefinition {
  const processes = new Map(
    service.processes.map((one) => [one.description.id, one]),
  );
  if (!isRecord(handlers)) {
    throw new TypeError(
      "The handlers must be an object with a function for each process, by its id, such as { primes_between: () => ({ return_value: [2] }) }.",
    );
  }
  for (const [id, handler] of Object.entries(handlers)) {
    if (handler === undefined) continue;
    if (typeof handler !== "function") {
      throw new TypeError(
        `The handler of process "${id}" must be a function of its inputs, not ${typeof handler}.`,
      );
    }
    const known = processes.get(id);
    const description = known?.description ?? { id, version: "1.0.0" };
    const execute = executionOf(handler, description);
    processes.set(id, { ...known, description, execute });
  }
  return { ...service, processes: [...processes.values()] };
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
    const given = Object.entries(returned).filter(
      ([, value]) => value !== undefined,
    );
    const sent = given.map(async ([name, value]) => {
      const types = contentTypes(
        described(id, name, outputs),
        job.outputs[name]?.mediaType,
      );
      const place = `Output "${name}" of process "${id}"`;
      return [name, await asContent(value, types, place)] as const;
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

/**
 * Bytes and texts that are content, with their media type. All other values are JSON.
 * @throws TypeError - See `jsonValue`.
 */
async function asContent(
  value: unknown,
  types: ContentTypes,
  place: string,
  path: readonly string[] = [],
): Promise<unknown> {
  if (Array.isArray(value)) {
    const items = value.map((one: unknown, index) =>
      asContent(one, types, place, [...path, String(index)]),
    );
    return Promise.all(items);
  }
  if (value instanceof MediaValue || value instanceof Reference) return value;
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
    : jsonValue(value, place, path);
}
