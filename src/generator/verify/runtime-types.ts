/**
 * The runtime's types as their exported schemas describe them, since that is
 * all that the other program sees: encoded content is text there.
 */
export const RUNTIME_TYPES = `
type Tagged<Tags> = { type: Tags };
export type BinaryInput = string;
export type ResultFile = string;
export type BoundingBox = { bbox: number[]; crs?: string };
export type Feature = Tagged<"Feature"> & { geometry: unknown; properties: unknown };
export type FeatureCollection = Tagged<"FeatureCollection"> & { features: unknown };
export type Geometry = Tagged<"GeometryCollection" | "LineString" | "MultiLineString"
  | "MultiPoint" | "MultiPolygon" | "Point" | "Polygon">;
export type Link = { href: string };
export type ProcessFunction<Inputs, Outputs> = [Inputs, Outputs];
export type OptionalInputsProcess<Inputs, Outputs> = [Inputs, Outputs];
`;

/** All of them, from beside. */
export const RUNTIME_IMPORT =
  'import type { BinaryInput, BoundingBox, Feature, FeatureCollection, Geometry, Link, OptionalInputsProcess, ProcessFunction, ResultFile } from "./runtime.js";';

/** Names of properties and values in them: ours, whoever else uses them. */
export const RUNTIME_WORDS: ReadonlySet<string> = new Set([
  "type",
  "bbox",
  "crs",
  "geometry",
  "properties",
  "features",
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
