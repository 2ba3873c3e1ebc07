import type { ReadExternal } from "../source/external-references.js";
import { standardSchema } from "../source/standard-schemas.js";
import { readDocuments } from "./external-documents.js";
import { OWN_ADDRESS, type DocumentAt } from "./resource-resolver.js";

/**
 * The other documents that the references of a description may lead to: the
 * schemas of JSON Schema itself, and what `readExternal` reads. It is apart from
 * what follows references, because it needs Node.js and installed libraries.
 */
export async function readableDocuments(
  description: unknown,
  readExternal?: ReadExternal,
): Promise<DocumentAt> {
  const external =
    readExternal === undefined
      ? new Map<string, unknown>()
      : await readDocuments(description, OWN_ADDRESS, readExternal);
  return (address) => external.get(address) ?? standardSchema(address);
}
