import {
  RUNTIME_TYPE_NAMES,
  type RuntimeTypeName,
} from "../schema/runtime-type-names.js";

/**
 * The runtime's types as their exported schemas describe them, since the other
 * program sees nothing else: there, encoded content is text.
 */
const TYPES: Readonly<Record<RuntimeTypeName, string>> = {
  BinaryInput: "string",
  BoundingBox: "{ bbox: number[]; crs?: string }",
  Feature: 'Tagged<"Feature"> & { geometry: unknown; properties: unknown }',
  FeatureCollection: 'Tagged<"FeatureCollection"> & { features: unknown }',
  Geometry:
    'Tagged<"GeometryCollection" | "LineString" | "MultiLineString" | "MultiPoint" | "MultiPolygon" | "Point" | "Polygon">',
  GeometryCollection: 'Tagged<"GeometryCollection"> & { geometries: unknown }',
  LineString: geometry("LineString"),
  Link: "{ href: string }",
  MultiLineString: geometry("MultiLineString"),
  MultiPoint: geometry("MultiPoint"),
  MultiPolygon: geometry("MultiPolygon"),
  Point: geometry("Point"),
  Polygon: geometry("Polygon"),
  ResultFile: "string",
};

function geometry(name: RuntimeTypeName): string {
  return `Tagged<"${name}"> & { coordinates: unknown }`;
}

/** The types of functions, which signatures mention too. */
const FUNCTION_TYPES = ["OptionalInputsProcess", "ProcessFunction"];

/** The text of a module that declares these types. */
export const RUNTIME_DECLARATIONS: string = [
  "type Tagged<Tags> = { type: Tags };",
  ...RUNTIME_TYPE_NAMES.map((name) => `export type ${name} = ${TYPES[name]};`),
  ...FUNCTION_TYPES.map(
    (name) => `export type ${name}<Inputs, Outputs> = [Inputs, Outputs];`,
  ),
].join("\n");

/** A line of code that imports all of them from that module, `runtime.ts`, in the same folder. */
export const RUNTIME_IMPORT = `import type { ${[...RUNTIME_TYPE_NAMES, ...FUNCTION_TYPES].join(", ")} } from "./runtime.js";`;

/** Names of the properties of these types, and the values of their tags: they need no pseudonyms, even where a server uses them. */
export const RUNTIME_WORDS: ReadonlySet<string> = new Set([
  "type",
  "bbox",
  "crs",
  "geometry",
  "properties",
  "features",
  "coordinates",
  "geometries",
  "href",
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
