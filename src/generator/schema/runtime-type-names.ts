/** Names of the runtime's types that generated code mentions. Every generated package imports them from its runtime. */
export const RUNTIME_TYPE_NAMES = [
  "BinaryInput",
  "BoundingBox",
  "Feature",
  "FeatureCollection",
  "Geometry",
  "Link",
  "ResultFile",
] as const;

/** One of {@link RUNTIME_TYPE_NAMES}. */
export type RuntimeTypeName = (typeof RUNTIME_TYPE_NAMES)[number];
