/** A position (RFC 7946, section 3.1.1): longitude, latitude and, where known, height in metres. */
export type Position = [number, number, ...number[]];

/** A bounding box of GeoJSON (RFC 7946, section 5): west, south, east, north, in three dimensions with heights. */
export type GeoJsonBoundingBox =
  | [number, number, number, number]
  | [number, number, number, number, number, number];

interface GeoJsonObject {
  readonly bbox?: GeoJsonBoundingBox;
}

/** RFC 7946, section 3.1.2. */
export interface Point extends GeoJsonObject {
  readonly type: "Point";
  readonly coordinates: Position;
}

/** RFC 7946, section 3.1.3. */
export interface MultiPoint extends GeoJsonObject {
  readonly type: "MultiPoint";
  readonly coordinates: Position[];
}

/** RFC 7946, section 3.1.4. */
export interface LineString extends GeoJsonObject {
  readonly type: "LineString";
  readonly coordinates: Position[];
}

/** RFC 7946, section 3.1.5. */
export interface MultiLineString extends GeoJsonObject {
  readonly type: "MultiLineString";
  readonly coordinates: Position[][];
}

/** RFC 7946, section 3.1.6. */
export interface Polygon extends GeoJsonObject {
  readonly type: "Polygon";
  readonly coordinates: Position[][];
}

/** RFC 7946, section 3.1.7. */
export interface MultiPolygon extends GeoJsonObject {
  readonly type: "MultiPolygon";
  readonly coordinates: Position[][][];
}

/** RFC 7946, section 3.1.8. */
export interface GeometryCollection extends GeoJsonObject {
  readonly type: "GeometryCollection";
  readonly geometries: Geometry[];
}

/** Any geometry of GeoJSON (RFC 7946, section 3.1). */
export type Geometry =
  | Point
  | MultiPoint
  | LineString
  | MultiLineString
  | Polygon
  | MultiPolygon
  | GeometryCollection;

/** A feature (RFC 7946, section 3.2): a geometry and what is known about it. */
export interface Feature extends GeoJsonObject {
  readonly type: "Feature";
  readonly id?: string | number;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

/** Features (RFC 7946, section 3.3). */
export interface FeatureCollection extends GeoJsonObject {
  readonly type: "FeatureCollection";
  readonly features: Feature[];
}

/** A bounding box as OGC API - Processes writes it (OGC 18-062r2, schema `bbox.yaml`). */
export interface BoundingBox {
  /** Lower corner, then upper corner: four numbers, with heights six. */
  readonly bbox: GeoJsonBoundingBox;
  /** URI of the coordinate reference system. Default: longitude and latitude in WGS 84 (CRS84). */
  readonly crs?: string;
}
