import type {
  Feature,
  FeatureCollection,
  Geometry,
} from "./generated/index.ts";

export type GeoJson = Feature | FeatureCollection | Geometry;

/** The values of `type` that GeoJSON has (RFC 7946, section 1.4). */
const TYPES: ReadonlySet<unknown> = new Set([
  "Feature",
  "FeatureCollection",
  "GeometryCollection",
  "LineString",
  "MultiLineString",
  "MultiPoint",
  "MultiPolygon",
  "Point",
  "Polygon",
]);

export function isGeoJson(value: unknown): value is GeoJson {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    TYPES.has(value.type)
  );
}
