import type { RuntimeTypeName } from "./types.js";

/**
 * Names of the types that the runtime exports. A generated package exports
 * them too, so no generated type may have one of them; a test compares the
 * list with the runtime.
 */
export const RUNTIME_TYPES: readonly string[] = [
  "BinaryInput",
  "BoundingBox",
  "Feature",
  "FeatureCollection",
  "Geometry",
  "Link",
  "ResultFile",
] satisfies RuntimeTypeName[];

/** Names of the functions, classes and constants that the runtime exports. */
export const RUNTIME_VALUES: readonly string[] = ["createClient"];
