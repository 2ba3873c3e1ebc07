import {
  hasIdentifiers,
  pointerResolver,
  type ReferenceResolver,
} from "./references.js";
import { resourceResolver } from "./resource-resolver.js";

/**
 * Follows references inside a process description, at once and without fetching anything: those to
 * other documents lead nowhere. See `prepareReferences` for the others.
 */
export function ownReferences(document: unknown): ReferenceResolver {
  return hasIdentifiers(document)
    ? resourceResolver(document, () => undefined)
    : pointerResolver(document);
}
