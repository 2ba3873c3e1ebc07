import fc from "fast-check";

/** A schema as a server would serve it, in OpenAPI 3.0's dialect or that of JSON Schema 2020-12. */
export type ServedSchema = Readonly<Record<string, unknown>>;

/** A process whose only value has a random schema. */
export interface RandomProcess {
  readonly id: string;
  readonly side: "input" | "output";
  readonly document: ServedSchema;
}

/** Definitions that random schemas refer to; some of them refer to each other and to themselves. */
const DEFINITIONS = ["node", "Path ref", "shape"] as const;

/** Names that servers use, and names that only a hostile one would use. */
const PROPERTY_NAMES = [
  "a",
  "b",
  "name",
  "value",
  "kind",
  "random_seed",
  "with-hyphen",
  "with space",
  "9lives",
  "__proto__",
  'quo"te',
  "back\\slash",
  "`${tick}`",
  "*/ end",
  "ünïcode",
  "日本",
  "line\u2028separator",
  "",
] as const;

/** Properties that TypeScript sees in every object: rare here, because the oracle can tell little about them. */
const INHERITED_NAMES = ["constructor", "toString"] as const;

const TITLES = [
  "Path ref",
  "Options",
  "String",
  "Über title",
  "a b c",
] as const;

const SCALAR: fc.Arbitrary<ServedSchema> = fc.oneof(
  fc.constant({ type: "string" }),
  fc.record({
    type: fc.constant("string"),
    minLength: fc.nat({ max: 3 }),
    maxLength: fc.integer({ min: 3, max: 12 }),
  }),
  fc.constant({ type: "string", pattern: "^[a-z]{2,4}$" }),
  fc.constant({ type: "string", format: "date-time" }),
  fc.constant({ type: "number" }),
  fc.record({
    type: fc.constantFrom("integer", "number"),
    minimum: fc.integer({ min: -5, max: 0 }),
    maximum: fc.integer({ min: 3, max: 9 }),
  }),
  fc.record({
    type: fc.constantFrom("integer", "number"),
    minimum: fc.integer({ min: -5, max: 0 }),
    exclusiveMinimum: fc.boolean(),
  }),
  fc.constant({ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }),
  fc.constant({ type: "boolean" }),
  fc.constant({ type: "null" }),
  fc.record({ type: fc.constantFrom("float", "bool", "str", "dateTime") }),
  fc.constantFrom({}, { title: "Anything" }, { description: "Says nothing." }),
);

const ENUMERATION: fc.Arbitrary<ServedSchema> = fc.oneof(
  fc.record({
    type: fc.constant("string"),
    enum: fc.uniqueArray(
      fc.constantFrom("june", "december", "", "a'b", 'a"b', "\\"),
      {
        minLength: 1,
      },
    ),
  }),
  fc.record({
    enum: fc.uniqueArray(
      fc.constantFrom<unknown>("x", 1, -2.5, true, false, null, "y"),
      { minLength: 1 },
    ),
  }),
  fc.record({
    type: fc.constantFrom("integer", "number"),
    enum: fc.uniqueArray(fc.constantFrom(0, 1, 2, 1e21, -1), { minLength: 1 }),
  }),
  fc.record({ const: fc.constantFrom<unknown>("fixed", 7, true, null) }),
  fc.constant({ enum: [{ kind: "a", size: 1 }, [1, "two"]] }),
);

const REFERENCE: fc.Arbitrary<ServedSchema> = fc
  .constantFrom(...DEFINITIONS)
  .map((name) => ({ $ref: `#/$defs/${name}` }));

/** Any schema, of at most `depth` levels. */
function schemaOf(depth: number): fc.Arbitrary<ServedSchema> {
  const leaf = fc.oneof(
    { arbitrary: SCALAR, weight: 4 },
    { arbitrary: ENUMERATION, weight: 2 },
    { arbitrary: REFERENCE, weight: 1 },
  );
  const schema =
    depth === 0
      ? leaf
      : fc.oneof(
          { arbitrary: leaf, weight: 3 },
          { arbitrary: objectOf(depth - 1), weight: 4 },
          { arbitrary: arrayOf(depth - 1), weight: 3 },
          { arbitrary: compositionOf(depth - 1), weight: 3 },
        );
  return fc
    .record({
      schema,
      nullable: fc.boolean(),
      title: fc.constantFrom(...TITLES),
      marks: fc.nat({ max: 9 }),
    })
    .map(({ schema: plain, nullable, title, marks }) => ({
      ...plain,
      ...(marks === 0 ? { nullable } : {}),
      ...(marks === 1 ? { title } : {}),
      ...(marks === 2 ? { description: "Ends */ here." } : {}),
    }));
}

const PROPERTY_NAME: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom<string>(...PROPERTY_NAMES), weight: 200 },
  { arbitrary: fc.constantFrom<string>(...INHERITED_NAMES), weight: 1 },
);

function propertiesOf(depth: number): fc.Arbitrary<ServedSchema> {
  return fc
    .uniqueArray(fc.tuple(PROPERTY_NAME, schemaOf(depth)), {
      maxLength: 4,
      selector: ([name]) => name,
    })
    .map((entries) => Object.fromEntries(entries));
}

function objectOf(depth: number): fc.Arbitrary<ServedSchema> {
  return fc
    .record({
      properties: propertiesOf(depth),
      required: fc.subarray<string>(["a", "b", "name", "kind", "__proto__"]),
      form: fc.nat({ max: 11 }),
      additional: schemaOf(0),
    })
    .map(({ properties, required, form, additional }) => {
      const needed = required.filter((name) => Object.hasOwn(properties, name));
      const base = {
        type: "object",
        properties,
        ...(needed.length === 0 ? {} : { required: needed }),
      };
      switch (form) {
        case 0:
          return { ...base, additionalProperties: true };
        case 1:
          return { ...base, additionalProperties: additional };
        case 2:
          return { ...base, patternProperties: { "^x-": additional } };
        case 3:
          return { ...base, type: undefined };
        case 4:
          return { type: "object", additionalProperties: additional };
        case 5:
          return { ...base, required: [...needed, "undescribed"] };
        case 6:
          return { ...base, minProperties: 1, maxProperties: 3 };
        case 7:
          return { ...base, type: ["object", "string"] };
        case 8:
        case 9:
          return { ...base, additionalProperties: false };
        default:
          return base;
      }
    });
}

function arrayOf(depth: number): fc.Arbitrary<ServedSchema> {
  const items = schemaOf(depth);
  return fc.oneof(
    fc.record({ type: fc.constant("array"), items }),
    fc.record({ items }),
    fc.constant({ type: "array" }),
    fc
      .record({ items, length: fc.nat({ max: 4 }) })
      .map(({ items: item, length }) => ({
        type: "array",
        items: item,
        minItems: length,
        maxItems: length,
      })),
    fc.record({
      type: fc.constant("array"),
      items,
      minItems: fc.nat({ max: 2 }),
      maxItems: fc.integer({ min: 2, max: 4 }),
    }),
    fc.record({
      type: fc.constant("array"),
      items,
      uniqueItems: fc.constant(true),
    }),
    fc
      .record({
        prefix: fc.array(items, { minLength: 1, maxLength: 3 }),
        rest: fc.option(fc.oneof(fc.constant(false), schemaOf(0))),
        minItems: fc.option(fc.nat({ max: 4 })),
        listed: fc.boolean(),
      })
      .map(({ prefix, rest, minItems, listed }) => ({
        type: "array",
        ...(listed
          ? {
              items: prefix,
              ...(rest === null ? {} : { additionalItems: rest }),
            }
          : {
              prefixItems: prefix,
              ...(rest === null ? {} : { items: rest }),
            }),
        ...(minItems === null ? {} : { minItems }),
      })),
  );
}

function compositionOf(depth: number): fc.Arbitrary<ServedSchema> {
  const branches = fc.array(schemaOf(depth), { minLength: 1, maxLength: 3 });
  const keyword = fc.constantFrom("oneOf", "anyOf");
  return fc.oneof(
    fc.tuple(keyword, branches).map(([name, list]) => ({ [name]: list })),
    fc
      .array(objectOf(depth), { minLength: 1, maxLength: 3 })
      .map((parts) => ({ allOf: parts })),
    fc
      .tuple(REFERENCE, objectOf(depth))
      .map(([target, part]) => ({ allOf: [target, part] })),
    fc
      .tuple(REFERENCE, fc.constantFrom("a", "name"))
      .map(([target, name]) => ({ allOf: [target, { required: [name] }] })),
    fc
      .tuple(objectOf(depth), keyword, branches)
      .map(([own, name, list]) => ({ ...own, [name]: list })),
    objectOf(depth).map((own) => ({
      ...own,
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    })),
    REFERENCE.map((target) => ({ ...target, nullable: true })),
    fc.constant({
      oneOf: [{ $ref: "#/$defs/node" }, { $ref: "#/$defs/shape" }],
      discriminator: {
        propertyName: "kind",
        mapping: { tree: "#/$defs/node", form: "#/$defs/shape" },
      },
    }),
    fc.constant({
      type: "array",
      items: { type: "number" },
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
    }),
    schemaOf(depth).map((excluded) => ({ type: "string", not: excluded })),
  );
}

const DEFINITION_SCHEMAS: fc.Arbitrary<ServedSchema> = fc
  .record({ leaf: schemaOf(1), shape: objectOf(1) })
  .map(({ leaf, shape }) => ({
    node: {
      type: "object",
      properties: {
        name: { type: "string" },
        children: { type: "array", items: { $ref: "#/$defs/node" } },
        leaf,
      },
      required: ["name"],
    },
    "Path ref": {
      title: "PathRef",
      anyOf: [{ type: "string" }, { $ref: "#/$defs/shape" }],
    },
    shape,
  }));

/** One random process; its number makes its id. */
function processOf(index: number): fc.Arbitrary<RandomProcess> {
  return fc
    .record({
      schema: schemaOf(3),
      $defs: DEFINITION_SCHEMAS,
      side: fc.constantFrom("input" as const, "output" as const),
      occurs: fc.constantFrom({}, {}, {}, { minOccurs: 0 }, { maxOccurs: 3 }),
    })
    .map(({ schema, $defs, side, occurs }) => {
      const value = { schema, ...occurs };
      const id = `random_${index}`;
      return {
        id,
        side,
        document: {
          id,
          $defs,
          inputs: side === "input" ? { value } : {},
          outputs: side === "output" ? { value } : {},
        },
      };
    });
}

/** Random processes: the same for the same seed. */
export function randomProcesses(
  count: number,
  seed: number,
): readonly RandomProcess[] {
  const schemas = fc.sample(processOf(0), { numRuns: count, seed });
  return schemas.map((process, index) => {
    const id = `random_${index}`;
    return { ...process, id, document: { ...process.document, id } };
  });
}
