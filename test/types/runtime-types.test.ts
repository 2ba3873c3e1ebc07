import { describe, expect, it } from "vitest";
import { createProgram, findings } from "./compile.js";
import { valueText } from "./value-text.js";

/** Values of the runtime's types, after RFC 7946 and OGC 18-062r2, and things that look like them. */
const POINT = { type: "Point", coordinates: [8.5, 53.1] };
const RING = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const FEATURE = { type: "Feature", geometry: POINT, properties: { a: 1 } };

const ACCEPTED: readonly (readonly [string, unknown])[] = [
  ["Geometry", POINT],
  ["Geometry", { type: "Point", coordinates: [8.5, 53.1, 12] }],
  ["Geometry", { type: "MultiPoint", coordinates: RING }],
  ["Geometry", { type: "LineString", coordinates: RING }],
  ["Geometry", { type: "MultiLineString", coordinates: [RING] }],
  ["Geometry", { type: "Polygon", coordinates: [RING], bbox: [0, 0, 1, 1] }],
  ["Geometry", { type: "MultiPolygon", coordinates: [[RING]] }],
  ["Geometry", { type: "GeometryCollection", geometries: [POINT] }],
  ["Feature", FEATURE],
  ["Feature", { ...FEATURE, id: 7, geometry: null, properties: null }],
  ["FeatureCollection", { type: "FeatureCollection", features: [FEATURE] }],
  ["BoundingBox", { bbox: [0, 0, 1, 1] }],
  ["BoundingBox", { bbox: [0, 0, 0, 1, 1, 1], crs: "http://example.org/crs" }],
  ["Link", { href: "http://example.org/" }],
  ["Link", { href: "http://example.org/", rel: "self", type: "text/html" }],
  ["BinaryInput", { href: "http://example.org/scene.tif" }],
];

const REJECTED: readonly (readonly [string, unknown])[] = [
  ["Geometry", { type: "Point" }],
  ["Geometry", { type: "Pont", coordinates: [8.5, 53.1] }],
  ["Geometry", { type: "Point", coordinates: [8.5] }],
  ["Geometry", { type: "Point", coordinates: ["8.5", "53.1"] }],
  ["Geometry", { type: "Polygon", coordinates: RING }],
  ["Geometry", { type: "GeometryCollection", geometries: [FEATURE] }],
  ["Feature", { type: "Feature", properties: {} }],
  ["Feature", { type: "Feature", geometry: POINT }],
  ["FeatureCollection", { type: "FeatureCollection", features: [POINT] }],
  ["BoundingBox", { bbox: [0, 0, 1] }],
  ["BoundingBox", { crs: "http://example.org/crs" }],
  ["Link", { rel: "self" }],
  ["BinaryInput", 7],
];

/** Indexes of the lines that do not compile. */
function wrongLines(
  rows: readonly (readonly [string, unknown])[],
): readonly number[] {
  const lines = rows.map(
    ([type, value], index) =>
      `export const value${index}: runtime.${type} = ${valueText(value)};`,
  );
  const text = [
    'import type * as runtime from "s2gos-codegen/runtime";',
    ...lines,
  ].join("\n");
  const program = createProgram([{ path: "values.ts", text }]);
  return findings(program, (path) => path === "values.ts").map(
    ({ line }) => line - 2,
  );
}

describe("the types of the runtime", { timeout: 120_000 }, () => {
  it("accept what the standards allow", () => {
    const wrong = wrongLines(ACCEPTED).map((index) => ACCEPTED[index]);
    expect(wrong).toEqual([]);
  });

  it("reject what the standards forbid", () => {
    const wrong = new Set(wrongLines(REJECTED));
    expect(REJECTED.filter((_row, index) => !wrong.has(index))).toEqual([]);
  });
});
