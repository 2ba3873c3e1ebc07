import { outputShape } from "../../../src/generator/emit/output-shape.js";
import { asJson } from "../../../src/generator/json.js";
import type { OutputDefinition } from "../../../src/runtime/index.js";
import type { Random } from "../../random.js";

/** A kind of output: its schema, and values that it describes. */
interface ValueKind {
  readonly name: string;
  readonly schema: object;
  readonly form: OutputDefinition["form"];
  readonly many?: true;
  readonly values: readonly unknown[];
}

const OPEN = { type: "object" };
const CLOSED = {
  type: "object",
  properties: { rows: { type: "integer" }, a: { type: "string" } },
  required: ["rows"],
  additionalProperties: false,
};
const OWN_VALUE = {
  type: "object",
  properties: { value: { type: "string" }, unit: { type: "string" } },
  required: ["value"],
};
const OWN_HREF = {
  type: "object",
  properties: { href: { type: "string" }, name: { type: "string" } },
  required: ["href", "name"],
};
const SELF_NAMED = {
  type: "object",
  properties: { out: { type: "number" }, other: { type: "string" } },
  required: ["out"],
};
const POINT = { type: "Point", coordinates: [1, 2.5] };
const GEOMETRY = {
  type: "object",
  properties: { type: { enum: ["Point"] } },
  required: ["type", "coordinates"],
};
const BOX = {
  type: "object",
  properties: { bbox: { type: "array", items: { type: "number" } }, crs: {} },
  required: ["bbox"],
};
const LINK = {
  type: "object",
  properties: { href: { type: "string" } },
  required: ["href"],
};
const CSV = { type: "string", contentMediaType: "text/csv" };

/** Values of JSON by kind, of which each is what a process returns. */
export const VALUE_KINDS: readonly ValueKind[] = [
  {
    name: "a number",
    form: "value",
    schema: { type: "number" },
    values: [0, -1.5, 3],
  },
  {
    name: "an integer",
    form: "value",
    schema: { type: "integer" },
    values: [0, 42],
  },
  {
    name: "a text",
    form: "value",
    schema: { type: "string" },
    values: ["", "x", "42", "{", "null", "https://h/"],
  },
  {
    name: "a boolean",
    form: "value",
    schema: { type: "boolean" },
    values: [true, false],
  },
  {
    name: "a number or null",
    form: "value",
    schema: { type: ["number", "null"] },
    values: [1, null],
  },
  {
    name: "an open object",
    form: "value",
    schema: OPEN,
    values: [{}, { a: 1 }, { rows: { a: 1 } }],
  },
  {
    name: "a closed object",
    form: "value",
    schema: CLOSED,
    values: [{ rows: 1 }, { rows: 2, a: "x" }],
  },
  {
    name: "an object with a value",
    form: "value",
    schema: OWN_VALUE,
    values: [{ value: "x" }, { value: "x", unit: "m" }],
  },
  {
    name: "an object with an href",
    form: "value",
    schema: OWN_HREF,
    values: [{ href: "/x", name: "n" }],
  },
  {
    name: "an object with a member like the output",
    form: "value",
    schema: SELF_NAMED,
    values: [{ out: 5 }, { out: 5, other: "x" }],
  },
  { name: "a geometry", form: "value", schema: GEOMETRY, values: [POINT] },
  {
    name: "a bounding box",
    form: "value",
    schema: BOX,
    values: [{ bbox: [1, 2, 3, 4] }, { bbox: [1, 2, 3, 4], crs: "x" }],
  },
  {
    name: "numbers",
    form: "value",
    schema: { type: "array", items: { type: "number" } },
    values: [[], [1], [1, 2, 3]],
  },
  {
    name: "texts",
    form: "value",
    schema: { type: "array", items: { type: "string" } },
    values: [["a"], ["a", "b"]],
  },
  {
    name: "objects",
    form: "value",
    schema: { type: "array", items: CLOSED },
    values: [[{ rows: 1 }], [{ rows: 1 }, { rows: 2 }]],
  },
  {
    name: "numbers of numbers",
    form: "value",
    schema: {
      type: "array",
      items: { type: "array", items: { type: "number" } },
    },
    values: [[[1, 2], [3]], [[1]]],
  },
  {
    name: "an object or a text",
    form: "value",
    schema: { anyOf: [CLOSED, { type: "string" }] },
    values: [{ rows: 1 }, "x"],
  },
  {
    name: "an object or numbers",
    form: "value",
    schema: { oneOf: [CLOSED, { type: "array", items: { type: "number" } }] },
    values: [{ rows: 1 }, [1, 2]],
  },
  {
    name: "an object with a value, or null",
    form: "value",
    schema: { anyOf: [OWN_VALUE, { type: "null" }] },
    values: [{ value: "x" }, null],
  },
  {
    name: "a link",
    form: "link",
    schema: LINK,
    values: [{ href: "http://h/x" }, { href: "http://h/x", type: "text/csv" }],
  },
  {
    name: "a geometry or a file",
    form: "value-or-file",
    schema: { oneOf: [CSV, GEOMETRY] },
    values: [POINT],
  },
];

/** The definition of an output, as a package has it. */
export function definitionOf(
  name: string,
  { schema, form, many }: ValueKind,
): OutputDefinition {
  const outputs = asJson({ properties: { [name]: schema } });
  const shape = outputShape(outputs, { name, form });
  return { form, ...(many && { many }), ...(shape && { shape }) };
}

/** One way in which a server may send a value. Undefined: nobody could tell this value from its wrapper. */
export type Wrap = (value: unknown, random: Random) => unknown;

/** Members that stand beside a value in real answers, and say nothing that decides. */
const BESIDE = [
  {},
  { title: "t" },
  { title: "t", description: "d", "file:size": 4 },
  { rel: "item", hreflang: "en" },
];

const dataUrl = (value: unknown): string =>
  `data:application/json,${encodeURIComponent(JSON.stringify(value))}`;

/** The ways to wrap a value. Links lead to data URLs, so that no server is needed. */
export const VALUE_WRAPS: Readonly<Record<string, Wrap>> = {
  "as it is": (value) => value,
  "a qualified value": (value) => ({ value }),
  "a qualified value with a media type": (value, random) => ({
    value,
    [random.pick(["mediaType", "mimeType", "contentType"])]: "application/json",
    ...random.pick(BESIDE),
  }),
  "a qualified value with a nested format": (value) => ({
    value,
    format: { mediaType: "application/json" },
  }),
  base64: (value) => ({
    value: Buffer.from(JSON.stringify(value)).toString("base64"),
    encoding: "base64",
    mediaType: "application/json",
  }),
  "an inline value": (value) => ({ inlineValue: value }),
  "a link": (value, random) => ({
    href: dataUrl(value),
    ...random.pick(BESIDE),
  }),
  "a link with a type": (value, random) => ({
    href: dataUrl(value),
    type: "application/json",
    ...random.pick(BESIDE),
  }),
  "a link in a qualified value": (value) => ({
    value: { href: dataUrl(value) },
  }),
};

/** The ways to put outputs into a body; `only`: for one output. */
export const BODY_WRAPS: Readonly<
  Record<
    string,
    {
      readonly only?: true;
      readonly wrap: (outputs: Readonly<Record<string, unknown>>) => unknown;
    }
  >
> = {
  "by name": { wrap: (outputs) => outputs },
  "in outputs": { wrap: (outputs) => ({ outputs }) },
  "in a list in outputs": { wrap: (outputs) => ({ outputs: [outputs] }) },
  "in outputs in a list in outputs": {
    wrap: (outputs) => ({ outputs: [{ outputs }] }),
  },
  "a list of entries": { wrap: (outputs) => entriesOf(outputs) },
  "a list of entries in outputs": {
    wrap: (outputs) => ({ outputs: entriesOf(outputs) }),
  },
  "an entry": { only: true, wrap: (outputs) => entriesOf(outputs)[0] },
  "by itself": { only: true, wrap: (outputs) => Object.values(outputs)[0] },
  "by itself in a list in outputs": {
    only: true,
    wrap: (outputs) => ({ outputs: Object.values(outputs) }),
  },
};

function entriesOf(
  outputs: Readonly<Record<string, unknown>>,
): readonly object[] {
  return Object.entries(outputs).map(([id, value]) => ({ id, value }));
}
