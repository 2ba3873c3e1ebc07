/** Names of the runtime's types that generated code mentions. Every generated package imports them from its runtime. */
export const RUNTIME_TYPE_NAMES = [
  "BinaryInput",
  "BoundingBox",
  "Feature",
  "FeatureCollection",
  "Geometry",
  "GeometryCollection",
  "LineString",
  "Link",
  "MultiLineString",
  "MultiPoint",
  "MultiPolygon",
  "Point",
  "Polygon",
  "ResultFile",
] as const;

/** GeoJSON's geometries (RFC 7946, section 3.1), each of which is a type of the runtime. */
export const GEOMETRY_NAMES = [
  "GeometryCollection",
  "LineString",
  "MultiLineString",
  "MultiPoint",
  "MultiPolygon",
  "Point",
  "Polygon",
] as const satisfies readonly RuntimeTypeName[];

/** One of `RUNTIME_TYPE_NAMES`. */
export type RuntimeTypeName = (typeof RUNTIME_TYPE_NAMES)[number];
