import { describe, expect, it } from "vitest";
import { modelOfInput, typeText } from "../type-text.js";

interface Row {
  readonly name: string;
  readonly given: unknown;
  readonly wanted: string;
}

const SCALARS: readonly Row[] = [
  { name: "a string", given: { type: "string" }, wanted: "string" },
  { name: "an integer", given: { type: "integer" }, wanted: "number" },
  { name: "a boolean", given: { type: "boolean" }, wanted: "boolean" },
  { name: "no type", given: { title: "Anything" }, wanted: "unknown" },
  { name: "true", given: true, wanted: "unknown" },
  { name: "false", given: false, wanted: "never" },
  {
    name: "an enumeration",
    given: { type: "string", enum: ["december", "june"] },
    wanted: '"december" | "june"',
  },
  {
    name: "an enumeration with repetitions",
    given: { type: "string", enum: ["a", "a", "b"] },
    wanted: '"a" | "b"',
  },
  {
    name: "numbers written as strings",
    given: { type: "integer", enum: ["1", "2"] },
    wanted: "1 | 2",
  },
  {
    name: "an enumeration whose values do not have the type",
    given: { type: "boolean", enum: ["yes", "no"] },
    wanted: '"yes" | "no"',
  },
  { name: "a constant", given: { const: "fixed" }, wanted: '"fixed"' },
  {
    name: "both booleans",
    given: { enum: [true, false] },
    wanted: "boolean",
  },
  {
    name: "a list of types",
    given: { type: ["string", "null"] },
    wanted: "string | null",
  },
  {
    name: "a type that only servers use",
    given: { type: "dateTime" },
    wanted: "string",
  },
  {
    name: "an unknown type",
    given: { type: "quaternion" },
    wanted: "unknown",
  },
];

const NULLABLE: readonly Row[] = [
  {
    name: "beside a type",
    given: { type: "string", nullable: true },
    wanted: "string | null",
  },
  {
    name: "beside an enumeration",
    given: { type: "string", enum: ["a", "b"], nullable: true },
    wanted: '"a" | "b" | null',
  },
  {
    name: "beside a composition",
    given: { oneOf: [{ type: "string" }, { type: "number" }], nullable: true },
    wanted: "string | number | null",
  },
  {
    name: "beside a reference",
    given: {
      $ref: "#/definitions/name",
      nullable: true,
      definitions: { name: { type: "string" } },
    },
    wanted: "string | null",
  },
  {
    name: "false",
    given: { type: "string", nullable: false },
    wanted: "string",
  },
];

const ARRAYS: readonly Row[] = [
  {
    name: "items",
    given: { type: "array", items: { type: "number" } },
    wanted: "number[]",
  },
  { name: "no items", given: { type: "array" }, wanted: "unknown[]" },
  {
    name: "as many items at least as at most",
    given: {
      type: "array",
      items: { type: "number" },
      minItems: 4,
      maxItems: 4,
    },
    wanted: "[number, number, number, number]",
  },
  {
    name: "more items than a tuple has",
    given: {
      type: "array",
      items: { type: "number" },
      minItems: 17,
      maxItems: 17,
    },
    wanted: "number[]",
  },
  {
    name: "a list of items",
    given: {
      type: "array",
      items: [{ type: "number" }, { type: "string" }],
      minItems: 2,
      maxItems: 2,
    },
    wanted: "[number, string]",
  },
  {
    name: "prefixItems and nothing else",
    given: {
      type: "array",
      prefixItems: [{ type: "number" }, { type: "string" }],
      items: false,
      minItems: 1,
    },
    wanted: "[number, string?]",
  },
  {
    name: "prefixItems and others",
    given: {
      type: "array",
      prefixItems: [{ type: "number" }],
      items: { type: "string" },
      minItems: 1,
    },
    wanted: "[number, ...string[]]",
  },
  {
    name: "lengths in branches",
    given: {
      type: "array",
      items: { type: "number" },
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
    },
    wanted:
      "| [number, number, number, number]\n| [number, number, number, number, number, number]",
  },
  {
    name: "items of several types",
    given: {
      type: "array",
      items: { oneOf: [{ type: "number" }, { type: "string" }] },
    },
    wanted: "(number | string)[]",
  },
];

const OBJECTS: readonly Row[] = [
  {
    name: "properties",
    given: {
      type: "object",
      properties: { a: { type: "string" }, "b-c": { type: "number" } },
      required: ["a"],
    },
    wanted: `PValue

export interface PValue {
  a: string;
  "b-c"?: number;
}`,
  },
  {
    name: "a required property that is not described",
    given: { type: "object", required: ["a"] },
    wanted: `PValue

export interface PValue {
  a: unknown;
}`,
  },
  {
    name: "no properties",
    given: { type: "object" },
    wanted: "Record<string, unknown>",
  },
  {
    name: "no properties at all",
    given: { type: "object", additionalProperties: false },
    wanted: "Record<string, never>",
  },
  {
    name: "additional properties of a type",
    given: { type: "object", additionalProperties: { type: "number" } },
    wanted: "Record<string, number>",
  },
  {
    name: "named and additional properties",
    given: {
      type: "object",
      properties: { a: { type: "string" } },
      additionalProperties: { type: "number" },
    },
    wanted: `PValue

export interface PValue {
  a?: string;
  [key: string]: number | string | undefined;
}`,
  },
  {
    name: "an object in an object",
    given: {
      type: "object",
      properties: {
        inner: { type: "object", properties: { x: { type: "number" } } },
      },
    },
    wanted: `PValue

export interface PValueInner {
  x?: number;
}

export interface PValue {
  inner?: PValueInner;
}`,
  },
  {
    name: "a title",
    given: {
      title: "Scene spec",
      type: "object",
      properties: { x: { type: "number" } },
    },
    wanted: `SceneSpec

export interface SceneSpec {
  x?: number;
}`,
  },
  {
    name: "the title of a global type",
    given: {
      title: "Date",
      type: "object",
      properties: { x: { type: "number" } },
    },
    wanted: `DateType

export interface DateType {
  x?: number;
}`,
  },
];

/** The schema that a reference to a well-known link becomes, without its mark. */
const LINK = {
  type: "object",
  properties: { href: { type: "string" } },
  required: ["href"],
};

const COMPOSITIONS: readonly Row[] = [
  {
    name: "allOf is merged",
    given: {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        {
          type: "object",
          properties: { b: { type: "number" } },
          required: ["a", "b"],
        },
      ],
    },
    wanted: `PValue

export interface PValue {
  a: string;
  b: number;
}`,
  },
  {
    name: "a property that another part requires",
    given: {
      allOf: [{ $ref: "#/definitions/place" }, { required: ["name"] }],
      definitions: {
        place: { type: "object", properties: { name: { type: "string" } } },
      },
    },
    wanted: `PValue

export interface PValue {
  name: string;
}`,
  },
  {
    name: "properties without a type beside branches that only require properties",
    given: {
      properties: { a: { type: "string" } },
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    wanted: `PValue

export interface PValueBase {
  a?: string;
}

export type PValue =
  (PValueBase & { a: string }) | (PValueBase & { b: unknown });`,
  },
  {
    name: "a definition that is merged into itself",
    given: {
      $ref: "#/definitions/node",
      definitions: {
        node: {
          type: "object",
          properties: {
            next: {
              allOf: [
                { $ref: "#/definitions/node" },
                { type: "object", properties: { size: { type: "number" } } },
              ],
            },
          },
        },
      },
    },
    wanted: `NodeType

export interface NodeNext {
  next?: NodeNext;
  size?: number;
}

export interface NodeType {
  next?: NodeNext;
}`,
  },
  {
    name: "more alternatives than a type can list",
    given: {
      allOf: Array.from({ length: 7 }, (_none, index) => ({
        anyOf: ["a", "b"].map((name) => ({
          type: "object",
          properties: { [`${name}${index}`]: { type: "string" } },
        })),
      })),
    },
    wanted: "unknown",
  },
  {
    name: "a tuple with further elements that are choices",
    given: {
      type: "array",
      prefixItems: [{ type: "string" }],
      items: { enum: [1, 2, 3, 4, 5, 6, 7] },
      minItems: 2,
    },
    wanted:
      "[string, 1 | 2 | 3 | 4 | 5 | 6 | 7, ...(1 | 2 | 3 | 4 | 5 | 6 | 7)[]]",
  },
  {
    name: "a hint beside a well-known reference",
    given: {
      allOf: [
        { type: "string", format: "geojson-geometry" },
        {
          $ref: "http://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/geometryGeoJSON.yaml",
        },
      ],
    },
    wanted: "Geometry",
  },
  {
    name: "a property that only one part describes by a well-known reference",
    given: {
      allOf: [
        { properties: { a: { ...LINK, title: "A" } } },
        { properties: { a: { $ref: "link.yaml", title: "A" } } },
      ],
    },
    wanted: `PValue

export interface PValue {
  a?: Link;
}`,
  },
  {
    name: "branches that only require properties",
    given: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    wanted: `PValue

export interface PValueBase {
  a?: string;
  b?: string;
}

export type PValue =
  (PValueBase & { a: string }) | (PValueBase & { b: string });`,
  },
  {
    name: "branches that require several properties, in two choices and beside null",
    given: {
      title: "Extent",
      type: ["object", "null"],
      properties: { a: {}, b: { type: "string" }, c: { type: "number" } },
      required: ["a"],
      oneOf: [{ required: ["a", "b"] }, { required: ["c"] }],
      anyOf: [{ title: "b", required: ["b"] }, { required: ["d"] }],
    },
    wanted: `Extent | null

export interface ExtentBase {
  a: unknown;
  b?: string;
  c?: number;
}

export type Extent =
  (ExtentBase & { b: string }) | (ExtentBase & { c: number } & { d: unknown });`,
  },
  {
    name: "branches that only require properties, one of which is required anyway",
    given: {
      type: "object",
      properties: { a: { type: "string" } },
      required: ["a"],
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    wanted: `PValue

export interface PValue {
  a: string;
}`,
  },
  {
    name: "branches that require what a closed object does not have",
    given: {
      type: "object",
      properties: { a: { type: "string" } },
      additionalProperties: false,
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    wanted: `PValue

export interface PValueBase {
  a?: string;
}

export type PValue = PValueBase & { a: string };`,
  },
  {
    name: "branches that only require properties, one of which admits anything",
    given: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      anyOf: [{ required: ["a"] }, { minProperties: 2 }],
    },
    wanted: `PValue

export interface PValue {
  a?: string;
  b?: string;
}`,
  },
  {
    name: "branches that only require properties of a map",
    given: {
      type: "object",
      additionalProperties: { type: "number" },
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    wanted: `| (Record<string, number> & { a: number })
| (Record<string, number> & { b: number })`,
  },
  {
    name: "branches that only require properties, of values without a type",
    given: { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    wanted: "unknown",
  },
  {
    name: "a part whose branches only require properties",
    given: {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      ],
    },
    wanted: `PValue

export interface PValueBase {
  a?: string;
}

export type PValue =
  (PValueBase & { a: string }) | (PValueBase & { b: unknown });`,
  },
  {
    name: "a definition whose branches only require properties, which contains itself",
    given: {
      $ref: "#/definitions/Node",
      definitions: {
        Node: {
          type: "object",
          properties: {
            a: { type: "string" },
            next: { $ref: "#/definitions/Node" },
          },
          anyOf: [{ required: ["a"] }, { required: ["next"] }],
        },
      },
    },
    wanted: `NodeType

export interface NodeBase {
  a?: string;
  next?: NodeType;
}

export type NodeType =
  (NodeBase & { a: string }) | (NodeBase & { next: NodeType });`,
  },
  {
    name: "parts that contradict each other",
    given: { allOf: [{ type: "string" }, { type: "number" }] },
    wanted: "never",
  },
  {
    name: "parts that list other values",
    given: { allOf: [{ enum: ["a", "b"] }, { const: "c" }] },
    wanted: "never",
  },
  {
    name: "parts whose properties contradict each other",
    given: {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { type: "object", properties: { a: { type: "number" }, b: {} } },
      ],
    },
    wanted: `PValue

export interface PValue {
  a?: never;
  b?: unknown;
}`,
  },
  {
    name: "branches that all contradict what stands beside them",
    given: { type: "string", oneOf: [{ type: "number" }, { type: "array" }] },
    wanted: "never",
  },
  {
    name: "parts that contradict each other in one branch",
    given: {
      anyOf: [
        { allOf: [{ type: "string" }, { type: "number" }] },
        { type: "boolean" },
      ],
    },
    wanted: "boolean",
  },
  {
    name: "a type beside properties of objects, which JSON Schema does not ask for of others",
    given: { allOf: [{ type: "string" }, { properties: { a: {} } }] },
    wanted: "string",
  },
  {
    name: "values beside properties of objects",
    given: { allOf: [{ enum: ["a", 1] }, { properties: { a: {} } }] },
    wanted: '"a" | 1',
  },
  {
    name: "properties of objects beside items of arrays",
    given: { allOf: [{ properties: { a: {} } }, { items: {} }] },
    wanted: "unknown",
  },
  {
    name: "types beside properties of objects",
    given: {
      allOf: [{ properties: { a: {} } }, { type: ["object", "null"] }],
    },
    wanted: `PValue | null

export interface PValue {
  a?: unknown;
}`,
  },
  {
    name: "a discriminator",
    given: {
      oneOf: [{ $ref: "#/definitions/cat" }, { $ref: "#/definitions/dog" }],
      discriminator: { propertyName: "kind" },
      definitions: {
        cat: { type: "object", properties: { kind: { type: "string" } } },
        dog: { type: "object", properties: { kind: { type: "string" } } },
      },
    },
    wanted: `(Cat & { kind: "cat" }) | (Dog & { kind: "dog" })

export interface Cat {
  kind?: string;
}

export interface Dog {
  kind?: string;
}`,
  },
  {
    name: "a discriminator of branches that say and require their tags",
    given: {
      oneOf: [{ $ref: "#/$defs/Cat" }, { $ref: "#/$defs/Dog" }],
      discriminator: { propertyName: "kind" },
      $defs: {
        Cat: {
          properties: { kind: { const: "cat" } },
          required: ["kind"],
        },
        Dog: {
          properties: { kind: { enum: ["dog", "hound"] } },
          required: ["kind"],
        },
      },
    },
    wanted: `Cat | Dog

export interface Cat {
  kind: "cat";
}

export interface Dog {
  kind: "dog" | "hound";
}`,
  },
  {
    name: "a discriminator of branches in place that do not require their tags",
    given: {
      oneOf: [
        { properties: { kind: { const: 1 } } },
        { properties: { kind: { const: 2 } } },
      ],
      discriminator: { propertyName: "kind" },
    },
    wanted: `PValueOption1 | PValueOption2

export interface PValueOption1 {
  kind: 1;
}

export interface PValueOption2 {
  kind: 2;
}`,
  },
  {
    name: "a discriminator on a base, and extensions of extensions",
    given: {
      anyOf: [{ $ref: "#/$defs/Cat" }, { $ref: "#/$defs/Dog" }],
      $defs: {
        Pet: {
          properties: { kind: { type: "string" } },
          discriminator: {
            propertyName: "kind",
            mapping: { cat: "Cat", dog: "Dog", pug: "Pug" },
          },
        },
        Cat: { allOf: [{ $ref: "#/$defs/Pet" }] },
        Dog: { allOf: [{ $ref: "#/$defs/Pet" }] },
        Pug: { allOf: [{ $ref: "#/$defs/Dog" }] },
      },
    },
    wanted: `Cat | Dog

export interface Cat {
  kind: "cat";
}

export interface Dog {
  kind: "dog" | "pug";
}`,
  },
  {
    name: "branches named after their tags",
    given: {
      oneOf: [
        { type: "object", properties: { kind: { enum: ["clear"] } } },
        { type: "object", properties: { kind: { enum: ["cloudy"] } } },
      ],
    },
    wanted: `PValueClear | PValueCloudy

export interface PValueClear {
  kind?: "clear";
}

export interface PValueCloudy {
  kind?: "cloudy";
}`,
  },
  {
    name: "a recursive definition",
    given: {
      $ref: "#/definitions/tree",
      definitions: {
        tree: {
          type: "object",
          properties: {
            name: { type: "string" },
            children: { type: "array", items: { $ref: "#/definitions/tree" } },
          },
          required: ["name"],
        },
      },
    },
    wanted: `Tree

export interface Tree {
  name: string;
  children?: Tree[];
}`,
  },
  {
    name: "a recursive union",
    given: {
      $ref: "#/definitions/value",
      definitions: {
        value: {
          oneOf: [
            { type: "string" },
            {
              type: "object",
              additionalProperties: { $ref: "#/definitions/value" },
            },
          ],
        },
      },
    },
    wanted: `Value

export type Value =
  | string
  | {
      [key: string]: Value;
    };`,
  },
  {
    name: "a reference to nothing but itself",
    given: {
      $ref: "#/definitions/a",
      definitions: {
        a: { $ref: "#/definitions/b" },
        b: { $ref: "#/definitions/a" },
      },
    },
    wanted: "unknown\n\nexport type A = unknown;",
  },
  {
    name: "a reference to a definition that does not exist",
    given: { $ref: "#/components/schemas/Missing" },
    wanted: "unknown",
  },
];

const ENCODED: readonly Row[] = [
  {
    name: "base64",
    given: { type: "string", contentEncoding: "base64" },
    wanted: "BinaryInput",
  },
  {
    name: "a media type that is not JSON",
    given: { type: "string", contentMediaType: "application/gml+xml" },
    wanted: "BinaryInput",
  },
  {
    name: "a choice of encodings",
    given: {
      oneOf: [
        { type: "string", contentMediaType: "application/gml+xml" },
        {
          allOf: [
            { format: "geojson-feature-collection" },
            { $ref: "https://geojson.org/schema/FeatureCollection.json" },
          ],
        },
      ],
    },
    wanted: "BinaryInput | FeatureCollection",
  },
  {
    name: "an array of content",
    given: {
      type: "array",
      items: { type: "string", contentMediaType: "image/tiff" },
    },
    wanted: "BinaryInput[]",
  },
  {
    name: "content or an array of it, or null",
    given: {
      oneOf: [
        { type: "string", contentEncoding: "base64" },
        {
          type: "array",
          items: {
            oneOf: [
              { type: "string", contentMediaType: "image/tiff" },
              { type: "number" },
            ],
          },
        },
        { type: "null" },
      ],
    },
    wanted: "BinaryInput | (BinaryInput | number)[] | null",
  },
  {
    name: "a bounding box of the standard",
    given: { format: "ogc-bbox", $ref: "../../openapi/schemas/bbox.yaml" },
    wanted: "BoundingBox",
  },
];

describe.each([
  { group: "scalars", rows: SCALARS },
  { group: "nullable", rows: NULLABLE },
  { group: "arrays", rows: ARRAYS },
  { group: "objects", rows: OBJECTS },
  { group: "compositions", rows: COMPOSITIONS },
  { group: "encoded values", rows: ENCODED },
])("the type of an input: $group", ({ rows }) => {
  it.each(rows)("$name", async ({ given, wanted }) => {
    const { process } = await modelOfInput(given);
    expect(typeText(process)).toBe(wanted);
  });
});
