import type { ReadExternal } from "../source/external-references.js";
import {
  hasIdentifiers,
  pointerResolver,
  type ReferenceResolver,
} from "./references.js";

/**
 * Prepares the references of one process description. Most descriptions have
 * pointers into themselves only. Where one has identifiers, anchors or
 * references to other documents, these are found first. Other documents are
 * read only by `readExternal`.
 */
export async function prepareReferences(
  document: unknown,
  readExternal?: ReadExternal,
): Promise<ReferenceResolver> {
  if (!hasIdentifiers(document)) return pointerResolver(document);
  const { readableDocuments } = await import("./readable-documents.js");
  const { resourceResolver } = await import("./resource-resolver.js");
  return resourceResolver(
    document,
    await readableDocuments(document, readExternal),
  );
}
