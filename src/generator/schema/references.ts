import { isJsonArray, isJsonObject } from "../json.js";
import type { ReadExternal } from "../source/external-references.js";

/** The schema that a reference leads to. */
export interface ReferenceTarget {
  /** The same for every reference to the same place. */
  readonly identity: string;
  readonly schema: unknown;
  /** The document that the schema stands in: references in it are relative to that. */
  readonly document: string;
  /** JSON Pointer of the schema in its document, where it can be told. */
  readonly pointer: string;
}

/** Where a reference stands. */
export interface ReferencePlace {
  readonly document: string;
  /** JSON Pointer of the outermost schema around it: servers also point from there. */
  readonly schemaPointer: string;
}

/** Follows `$ref`s inside a process description, and outside only where that is allowed. */
export interface ReferenceResolver {
  resolve(
    reference: string,
    place: ReferencePlace,
  ): ReferenceTarget | undefined;
}

/** The process description itself, among the documents that references lead to. */
export const OWN_DOCUMENT = "";

/** An address for the process description, which the library wants, and which nobody has. */
const OWN_ADDRESS = "https://process.invalid/description.json";

/**
 * Prepares the references of one process description. References inside it are
 * followed here: a pointer may pass a schema that is a reference itself
 * (`{"$ref": "#/$defs/a", "$defs": {...}}`, as pydantic writes it). Documents
 * outside are the business of a library, which is loaded only where some host
 * is allowed; it reads no file, and asks only through `readExternal`.
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

/** References are relative to the document, or, as some servers have it, to the schema that they stand in. */
function resolveInside(
  document: unknown,
  reference: string,
  schemaPointer: string,
): ReferenceTarget | undefined {
  const path = decoded(reference.slice(1));
  for (const pointer of [`${schemaPointer}${path}`, path]) {
    const schema = valueAt(document, pointer);
    if (isSchema(schema)) {
      return { identity: pointer, schema, document: OWN_DOCUMENT, pointer };
    }
  }
  return undefined;
}

/** The value that a JSON Pointer (RFC 6901) leads to; own properties only. */
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

/** A fragment of a URL is percent-encoded (RFC 6901, section 6). */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function isSchema(value: unknown): boolean {
  return isJsonObject(value) || typeof value === "boolean";
}

interface Documents {
  get(address: string): unknown;
}

async function readDocuments(
  document: unknown,
  readExternal: ReadExternal,
): Promise<Documents> {
  const { $RefParser } = await import("@apidevtools/json-schema-ref-parser");
  const parser = new $RefParser();
  // With `continueOnError`, references that cannot be had come as one error at
  // the end; what could be had is in `$refs` all the same.
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
      pointer: decoded(pointer),
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
