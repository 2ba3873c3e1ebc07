import type { InputDescription, Schema } from "../documents.js";
import { MediaValue, Reference } from "../process.js";
import { isLoopback } from "../http/loopback.js";
import { isJsonMediaType, isMediaType, mediaTypeOf } from "./media-type.js";
import { readFormat } from "./read-format.js";

const LONGEST_FETCH_MS = 30_000;

/**
 * Reads the inputs that were given as links: OGC 18-062r2, requirement 18. Only `data:` URLs and URLs
 * of this machine are read, so that no client can reach a network through this server. Other links
 * are passed to the process as {@link Reference}s.
 *
 * @throws Error - A link cannot be read, or its content is not valid.
 */
export async function readReferences(
  inputs: Readonly<Record<string, unknown>>,
  descriptions: Readonly<Record<string, InputDescription>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const read = async (name: string, value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) {
      return Promise.all(
        value.map((one: unknown, index) => read(`${name}/${index}`, one)),
      );
    }
    const description = descriptions[name.split("/", 1)[0] ?? name];
    return value instanceof Reference && description !== undefined
      ? readReference(name, value, description, signal)
      : value;
  };
  return Object.fromEntries(
    await Promise.all(
      Object.entries(inputs).map(
        async ([name, value]) => [name, await read(name, value)] as const,
      ),
    ),
  );
}

async function readReference(
  name: string,
  reference: Reference,
  { schema }: InputDescription,
  signal: AbortSignal,
): Promise<unknown> {
  const { href, type } = reference.link;
  if (!isReadable(href)) {
    if (isScalar(schema)) {
      throw new Error(
        `Input ${name}: ${href} is not read; this server reads data: URLs and those of its own machine.`,
      );
    }
    return reference;
  }
  const response = await fetch(href, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_FETCH_MS)]),
    redirect: "error",
  });
  if (!response.ok) {
    throw new Error(`Input ${name}: ${href} answered ${response.status}.`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  const mediaType =
    [type, response.headers.get("content-type")].find(isMediaType) ??
    "application/octet-stream";
  const isJson = isJsonMediaType(mediaType);
  if (!isJson && isScalar(schema)) {
    throw new Error(`Input ${name}: ${href} is ${mediaType}, not JSON.`);
  }
  if (mediaTypeOf(schema) !== undefined || !isJson) {
    return new MediaValue(mediaType, bytes);
  }
  const value = parseJsonBytes(name, href, bytes);
  const { value: valid, faults } = readFormat(name, value, schema, undefined);
  if (faults.length > 0) {
    throw new Error(`Input ${name}, read from ${href}: ${faults.join("; ")}.`);
  }
  return valid;
}

/** Whether a value is one that neither a link nor a file can stand for: no process could tell what to do with them. */
function isScalar({ type, enum: allowed }: Schema): boolean {
  return (
    allowed !== undefined ||
    type === "integer" ||
    type === "number" ||
    type === "boolean"
  );
}

function parseJsonBytes(
  name: string,
  href: string,
  bytes: Uint8Array,
): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error(`Input ${name}: ${href} is not valid JSON.`);
  }
}

function isReadable(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, hostname } = new URL(href);
  if (protocol === "data:") return true;
  return /^https?:$/.test(protocol) && isLoopback(hostname);
}
