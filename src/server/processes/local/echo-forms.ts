import type { InputDescription, Schema } from "../../documents.js";

const GML = "application/gml+xml; version=3.2";

const MEASURE: Schema = {
  type: "object",
  required: ["measurement", "uom"],
  properties: {
    measurement: { type: "number" },
    uom: { type: "string" },
    reference: { type: "string", format: "uri" },
  },
};

const COMPLEX_OBJECT: Schema = {
  type: "object",
  required: ["property1", "property5"],
  properties: {
    property1: { type: "string" },
    property2: { type: "string", format: "uri" },
    property3: { type: "number" },
    property4: { type: "string", format: "date-time" },
    property5: { type: "boolean" },
  },
};

const GEOMETRY: Schema = {
  oneOf: [
    {
      type: "string",
      contentMediaType: GML,
      contentSchema: "http://schemas.opengis.net/gml/3.2.1/geometryBasic2d.xsd",
    },
    {
      type: "object",
      format: "geojson-geometry",
      required: ["type"],
      properties: {
        type: {
          type: "string",
          enum: [
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon",
            "GeometryCollection",
          ],
        },
        coordinates: { type: "array", items: {} },
        geometries: { type: "array", items: { type: "object" } },
      },
    },
  ],
};

const BOUNDING_BOX: Schema = {
  type: "object",
  format: "ogc-bbox",
  required: ["bbox"],
  properties: {
    bbox: {
      type: "array",
      minItems: 4,
      maxItems: 6,
      items: { type: "number" },
    },
    crs: {
      type: "string",
      format: "uri",
      default: "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    },
  },
};

const IMAGE: Schema = {
  oneOf: [
    {
      type: "string",
      contentEncoding: "binary",
      contentMediaType: "image/tiff; application=geotiff",
    },
    {
      type: "string",
      contentEncoding: "binary",
      contentMediaType: "image/jp2",
    },
  ],
};

const FEATURE_COLLECTION: Schema = {
  oneOf: [
    { type: "string", contentMediaType: GML },
    {
      type: "string",
      contentSchema: "https://schemas.opengis.net/kml/2.3/ogckml23.xsd",
      contentMediaType: "application/vnd.google-earth.kml+xml",
    },
    {
      type: "object",
      format: "geojson-feature-collection",
      required: ["type", "features"],
      properties: {
        type: { type: "string", enum: ["FeatureCollection"] },
        features: { type: "array", items: { type: "object" } },
      },
    },
  ],
};

/** The forms of values that the standard knows, each as an input. */
export const ECHO_FORMS: Readonly<Record<string, InputDescription>> = {
  string: {
    title: "String",
    description: "One of three strings.",
    schema: { type: "string", enum: ["Value1", "Value2", "Value3"] },
  },
  measure: {
    title: "Measure",
    description: "A number with its unit of measure.",
    schema: MEASURE,
  },
  date: {
    title: "Date",
    description: "A date and time.",
    schema: { type: "string", format: "date-time" },
  },
  double: {
    title: "Number",
    description: "A number above 0 and up to 10.",
    schema: {
      type: "number",
      format: "double",
      minimum: 0,
      maximum: 10,
      default: 5,
      exclusiveMinimum: true,
    },
  },
  array: {
    title: "Array",
    description: "An array of integers that is one value, given once.",
    schema: {
      type: "array",
      minItems: 2,
      maxItems: 10,
      items: { type: "integer" },
    },
  },
  complexObject: {
    title: "Object",
    description: "An object with properties of several types.",
    schema: COMPLEX_OBJECT,
  },
  geometry: {
    title: "Geometries",
    description: "Two to five geometries, each in GML or GeoJSON.",
    maxOccurs: 5,
    schema: GEOMETRY,
  },
  boundingBox: {
    title: "Bounding box",
    description: "A bounding box with its coordinate reference system.",
    schema: BOUNDING_BOX,
  },
  images: {
    title: "Images",
    description: "Up to 150 images, in base64 or behind links.",
    maxOccurs: 150,
    schema: IMAGE,
  },
  featureCollection: {
    title: "Feature collection",
    description: "Features in GML, KML or GeoJSON.",
    schema: FEATURE_COLLECTION,
  },
};
