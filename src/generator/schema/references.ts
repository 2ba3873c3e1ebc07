import type { JsonObject } from "../json.js";
import { isJsonArray, isJsonObject } from "../json.js";

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

/** Reads an external document, or refuses by throwing. */
export type ReadExternal = (url: string) => Promise<string>;

/** The process description itself, among the documents that references lead to. */
export const OWN_DOCUMENT = "";

/** Any address: the library wants one for the document that it is given. */
const OWN_ADDRESS = "https://process.invalid/description.json";

const NO_REFERENCES: ReferenceResolver = { resolve: () => undefined };

/**
 * Prepares the references of one process description. The library that
 * resolves them is loaded only where there are any; it reads no file, and asks
 * only through `readExternal`.
 */
export async function prepareReferences(
  document: unknown,
  readExternal?: ReadExternal,
): Promise<ReferenceResolver> {
  if (!isJsonObject(document) || !hasReference(document)) return NO_REFERENCES;
  const { $RefParser } = await import("@apidevtools/json-schema-ref-parser");
  const parser = new $RefParser();
  const documents = await parser
    .resolve(OWN_ADDRESS, structuredClone(document) as never, {
      continueOnError: true,
      resolve: {
        external: readExternal !== undefined,
        file: false,
        http: {
          canRead: readExternal !== undefined,
          read: (file: { readonly url: string }) =>
            readExternal === undefined
              ? Promise.reject(new Error(`${file.url} is not to be fetched`))
              : readExternal(file.url),
        },
      },
    })
    // With `continueOnError` the failures of single references come as one
    // error at the end; what could be had is in `$refs` all the same.
    .catch(() => parser.$refs);
  return {
    resolve(reference, place) {
      const at = place.document === OWN_DOCUMENT ? OWN_ADDRESS : place.document;
      const inside = place.document === OWN_DOCUMENT;
      const candidates =
        inside && reference.startsWith("#/")
          ? [`#${place.schemaPointer}${reference.slice(1)}`, reference]
          : [reference];
      for (const candidate of candidates) {
        const address = absolute(candidate, at);
        const schema = lookUp(documents, address);
        if (schema === undefined) continue;
        const [file = "", pointer = ""] = address.split("#");
        return {
          identity: address,
          schema,
          document: file === OWN_ADDRESS ? OWN_DOCUMENT : file,
          pointer: decodePointer(pointer),
        };
      }
      return undefined;
    },
  };
}

function absolute(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function decodePointer(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

function lookUp(
  documents: { get(path: string): unknown },
  address: string,
): JsonObject | boolean | undefined {
  try {
    const value = documents.get(address);
    return isJsonObject(value) || typeof value === "boolean"
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function hasReference(value: unknown): boolean {
  if (isJsonArray(value)) return value.some(hasReference);
  if (!isJsonObject(value)) return false;
  return (
    typeof value["$ref"] === "string" ||
    Object.keys(value).some((key) => hasReference(value[key]))
  );
}
