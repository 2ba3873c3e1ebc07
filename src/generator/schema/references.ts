import { isJsonArray, isJsonObject } from "../json.js";
import type { ReadExternal } from "../source/external-references.js";
import { isSchema } from "./keyword-values.js";

/** The schema that a reference leads to. */
export interface ReferenceTarget {
  /** Equal for all references to the same place. */
  readonly identity: string;
  readonly schema: unknown;
  /** Address of the document that holds the schema: references in the schema are relative to it. */
  readonly document: string;
  /** JSON Pointer of the schema in its document; empty where it is the whole document. */
  readonly pointer: string;
}

/** Where a reference stands. */
export interface ReferencePlace {
  /** Address of its document. */
  readonly document: string;
  /** JSON Pointer of the outermost schema around it: some servers write references relative to that. */
  readonly schemaPointer: string;
}

/** Follows the references (`$ref`) of a process description. */
export interface ReferenceResolver {
  /** The target of a reference; undefined where there is none, or where it may not be read. */
  resolve(
    reference: string,
    place: ReferencePlace,
  ): ReferenceTarget | undefined;
}

/** Stands for the address of the process description itself, which has none. */
export const OWN_DOCUMENT = "";

/** An address for the process description: the library needs one. The domain can never exist (RFC 6761, section 6.4). */
const OWN_ADDRESS = "https://process.invalid/description.json";

/**
 * Prepares the references of one process description. References inside it are
 * followed by this module, because a pointer may pass through a schema that is
 * a reference itself (`{"$ref": "#/$defs/a", "$defs": {...}}`, as pydantic
 * writes it). External documents are read by a library, which is loaded only if
 * `readExternal` is given and needed. It reads no files, and reads addresses
 * only by `readExternal`.
 */
export async function prepareReferences(
  document: unknown,
  readExternal?: ReadExternal,
): Promise<ReferenceResolver> {
  const external =
    readExternal !== undefined && hasExternalReference(document)
      ? await readDocuments(document, readExternal)
      : undefined;
  return {
    resolve(reference, place) {
      if (place.document === OWN_DOCUMENT && reference.startsWith("#")) {
        return resolveInside(document, reference, place.schemaPointer);
      }
      return external === undefined
        ? undefined
        : resolveOutside(external, reference, place.document);
    },
  };
}

/** References are relative to the document. Some servers write them relative to the schema that they stand in. */
function resolveInside(
  document: unknown,
  reference: string,
  schemaPointer: string,
): ReferenceTarget | undefined {
  const path = decodeFragment(reference.slice(1));
  for (const pointer of [`${schemaPointer}${path}`, path]) {
    const schema = valueAt(document, pointer);
    if (isSchema(schema)) {
      return { identity: pointer, schema, document: OWN_DOCUMENT, pointer };
    }
  }
  return undefined;
}

/** The value that a JSON Pointer (RFC 6901) leads to; undefined where it leads nowhere. Inherited properties do not count. */
function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === "") return document;
  if (!pointer.startsWith("/")) return undefined;
  let value = document;
  for (const token of pointer.slice(1).split("/")) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isJsonArray(value)) value = value[Number(name)];
    else if (isJsonObject(value) && Object.hasOwn(value, name)) {
      value = value[name];
    } else return undefined;
  }
  return value;
}

/** A JSON Pointer in the fragment of a URL is percent-encoded (RFC 6901, section 6); malformed codes stay as they are. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The documents that the library has read, with the references between them. */
interface Documents {
  /** The value at an address with a fragment. Throws where there is none. */
  get(address: string): unknown;
}

async function readDocuments(
  document: unknown,
  readExternal: ReadExternal,
): Promise<Documents> {
  const { $RefParser } = await import("@apidevtools/json-schema-ref-parser");
  const parser = new $RefParser();
  // With `continueOnError`, references that cannot be read are reported as one
  // error at the end; everything that could be read is in `$refs` all the same.
  await parser
    .resolve(OWN_ADDRESS, structuredClone(document) as object, {
      continueOnError: true,
      resolve: {
        file: false,
        http: {
          canRead: true,
          read: (file: { readonly url: string }) => readExternal(file.url),
        },
      },
    })
    .catch(() => undefined);
  return { get: (address) => parser.$refs.get(address) };
}

function resolveOutside(
  documents: Documents,
  reference: string,
  document: string,
): ReferenceTarget | undefined {
  const base = document === OWN_DOCUMENT ? OWN_ADDRESS : document;
  try {
    const address = new URL(reference, base).href;
    const schema = documents.get(address);
    if (!isSchema(schema)) return undefined;
    const [file = "", pointer = ""] = address.split("#");
    return {
      identity: address,
      schema,
      document: file,
      pointer: decodeFragment(pointer),
    };
  } catch {
    return undefined;
  }
}

function hasExternalReference(value: unknown): boolean {
  if (isJsonArray(value)) return value.some(hasExternalReference);
  if (!isJsonObject(value)) return false;
  const reference = value["$ref"];
  return (
    (typeof reference === "string" && !reference.startsWith("#")) ||
    Object.keys(value).some((key) => hasExternalReference(value[key]))
  );
}
