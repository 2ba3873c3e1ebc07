import { afterEach, describe, expect, it } from "vitest";
import { outputShape } from "../../../src/generator/emit/output-shape.js";
import { asJson } from "../../../src/generator/json.js";
import {
  defineProcess,
  ResultFile,
  type OutputDefinition,
  type ProcessDefinition,
  type RunOptions,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

type Outputs = Readonly<Record<string, OutputDefinition>>;

const VALUE: OutputDefinition = { form: "value" };
const LINK: OutputDefinition = { form: "link" };
const FILE: OutputDefinition = { form: "file", mediaType: "image/png" };
const EITHER: OutputDefinition = { form: "value-or-file" };
const MANY_VALUES: OutputDefinition = { form: "value", many: true };
const MANY_FILES: OutputDefinition = { form: "file", many: true };
const FILE_OR_FILES: OutputDefinition = { form: "file", many: "maybe" };

const json = (body: unknown): Reply => ({ json: body });
const typed = (type: string, body: string, headers = {}): Reply => ({
  body,
  headers: { "content-type": type, ...headers },
});
/** JSON in one byte for each letter, as the label says or not. */
const latin1 = (label: string, body: unknown): Reply => ({
  body: Uint8Array.from(Buffer.from(JSON.stringify(body), "latin1")),
  headers: { "content-type": `application/json${label}` },
});
const multipart = (subtype: string, ...parts: readonly string[]): Reply =>
  typed(
    `multipart/${subtype}; boundary=b`,
    parts.map((part) => `--b\r\n${part}\r\n`).join("") + "--b--\r\n",
  );

/** A file, as the table writes it. */
const fileOf = (mediaType: string, content: string, href?: string): object => ({
  mediaType,
  content,
  ...(href === undefined ? {} : { href }),
});

const PNG = "iVBORw==";
const PNG_TEXT = "\u0089PNG";

type Form = [
  name: string,
  outputs: Outputs,
  reply: Reply,
  wanted: unknown,
  warnings?: string[],
];

const ISO = "; charset=iso-8859-1";

const FORMS: readonly Form[] = [
  // RFC 8259, section 8.1, has UTF-8 alone; what is not UTF-8 is what its label says.
  [
    "a document in the character set of its label",
    { a: VALUE, b: VALUE },
    latin1(ISO, { a: "café", b: 1 }),
    { a: "café", b: 1 },
  ],
  [
    "a value in the character set of its label",
    { a: VALUE },
    latin1(ISO, { Größe: 1 }),
    { a: { Größe: 1 } },
  ],
  [
    "UTF-8 with another label",
    { a: VALUE },
    typed(`application/json${ISO}`, '{"a":"café"}'),
    { a: "café" },
  ],
  [
    "UTF-16 with its label",
    { a: VALUE },
    {
      body: Uint8Array.from(Buffer.from('\ufeff{"a":"café"}', "utf16le")),
      headers: { "content-type": "application/json; charset=utf-16" },
    },
    { a: "café" },
  ],
  [
    "a character set that nobody knows",
    { a: VALUE },
    latin1("; charset=klingon", { a: "café" }),
    { a: "caf\uFFFD" },
    ["lost-characters"],
  ],
  [
    "what is not UTF-8, without a label",
    { a: VALUE, b: VALUE },
    latin1("", { a: "café", b: "a" }),
    { a: "caf\uFFFD", b: "a" },
    ["lost-characters"],
  ],
  // Documents of the standard (OGC 18-062r2, results.yaml).
  [
    "a document",
    { a: VALUE, b: VALUE },
    json({ a: 1, b: "x" }),
    { a: 1, b: "x" },
  ],
  [
    "a qualified value",
    { a: VALUE },
    json({ a: { value: { x: 1 } } }),
    { a: { x: 1 } },
  ],
  [
    "a qualified value with a media type",
    { a: VALUE },
    json({ a: { value: [1], mediaType: "application/json" } }),
    { a: [1] },
  ],
  [
    "ZOO-Project's nested format",
    { a: VALUE },
    json({
      a: { value: { x: 1 }, format: { mediaType: "application/json" } },
    }),
    { a: { x: 1 } },
  ],
  [
    "base64 of JSON",
    { a: VALUE },
    json({
      a: {
        value: "eyJ4IjoxfQ==",
        encoding: "base64",
        mediaType: "application/json",
      },
    }),
    { a: { x: 1 } },
  ],
  [
    "base64 of text",
    { a: VALUE },
    json({
      a: { value: "aGk=", encoding: "base64", mediaType: "text/plain" },
    }),
    { a: "hi" },
  ],
  [
    "a null",
    {
      a: VALUE,
      b: { ...FILE, shape: { types: ["null"] } },
      c: { ...LINK, shape: { types: ["null"] } },
    },
    json({ a: null, b: null, c: null }),
    { a: null, b: null, c: null },
  ],
  [
    "a null where none is described",
    { a: { form: "value", shape: { types: ["number"] } }, b: FILE, c: LINK },
    json({ a: null, b: null, c: null }),
    { a: null, b: null, c: null },
    ["output-form", "output-form", "output-form"],
  ],
  [
    "an object that has more than a value",
    { a: VALUE },
    json({ a: { value: 1, cid: null } }),
    { a: { value: 1, cid: null } },
  ],
  [
    "a bounding box",
    { a: VALUE },
    json({ a: { bbox: [1, 2, 3, 4] } }),
    { a: { bbox: [1, 2, 3, 4] } },
  ],
  [
    "an array of qualified values",
    { a: MANY_VALUES },
    json({ a: [{ value: { x: 1 } }, 2] }),
    { a: [{ x: 1 }, 2] },
  ],
  [
    "a qualified array",
    { a: MANY_VALUES },
    json({ a: { value: [1, 2] } }),
    { a: [1, 2] },
  ],
  [
    "an array that is one value",
    { a: VALUE },
    json({ a: [{ value: 1 }] }),
    { a: [{ value: 1 }] },
  ],
  [
    "a link where a link is described",
    { a: LINK },
    json({ a: { href: "/x", type: "text/csv", title: null } }),
    { a: { href: "$/x", type: "text/csv" } },
  ],
  [
    "a qualified link",
    { a: LINK },
    json({ a: { value: { href: "http://h/x" } } }),
    { a: { href: "http://h/x" } },
  ],
  [
    "a bare URL where a link is described",
    { a: LINK },
    json({ a: "http://h/x" }),
    { a: { href: "http://h/x" } },
  ],
  [
    "a link where a value is described",
    { a: VALUE },
    json({ a: { href: "/data.json", type: "application/json" } }),
    { a: { far: true } },
  ],
  [
    "a link to text where a value is described",
    { a: VALUE },
    json({ a: { href: "/data.txt" } }),
    { a: "far" },
  ],
  [
    "a link that can't be read",
    { a: VALUE },
    json({ a: { href: "s3://bucket/key" } }),
    { a: { href: "s3://bucket/key" } },
    ["output-form"],
  ],
  [
    "a data link where a value is described",
    { a: VALUE },
    json({ a: { href: "data:application/json,%7B%22x%22%3A1%7D" } }),
    { a: { x: 1 } },
  ],
  [
    "a file in base64",
    { a: FILE },
    json({ a: { value: PNG, encoding: "base64", mediaType: "image/png" } }),
    { a: fileOf("image/png", PNG_TEXT) },
  ],
  [
    "a file as a bare text in base64",
    { a: FILE },
    json({ a: PNG }),
    { a: fileOf("image/png", PNG_TEXT) },
  ],
  [
    "a file as text",
    { a: { form: "file" } },
    json({ a: { value: "<a/>", mediaType: "application/xml" } }),
    { a: fileOf("application/xml", "<a/>") },
  ],
  [
    "a file as an object",
    { a: { form: "file", mediaType: "application/json" } },
    json({ a: { value: { x: 1 } } }),
    { a: fileOf("application/json", '{"x":1}') },
  ],
  [
    "a file as a link",
    { a: FILE },
    json({ a: { href: "/data.png", type: "image/png" } }),
    { a: fileOf("image/png", "far", "$/data.png") },
  ],
  [
    "a file as a data link",
    { a: FILE },
    json({ a: { href: `data:image/png;base64,${PNG}` } }),
    { a: fileOf("image/png", PNG_TEXT) },
  ],
  [
    "a page by the name that AquaINFRA's processes give its type",
    { a: { form: "file", mediaType: "application/html" } },
    json({ a: { href: "/page.html" } }),
    { a: fileOf("application/html", "<html></html>", "$/page.html") },
  ],
  [
    "a table where an object is described",
    { a: { form: "value", shape: { types: ["object"] } } },
    json({ a: { href: "/table.csv", type: "text/csv" } }),
    { a: fileOf("text/csv", "x,y") },
    ["output-form"],
  ],
  [
    "files of an array",
    { a: MANY_FILES },
    json({
      a: [
        { value: "x", mediaType: "text/plain" },
        { href: "/data.txt", type: "text/plain" },
      ],
    }),
    {
      a: [fileOf("text/plain", "x"), fileOf("text/plain", "far", "$/data.txt")],
    },
  ],
  [
    "one file of an array",
    { a: MANY_FILES },
    json({ a: { value: "x", mediaType: "text/plain" } }),
    { a: [fileOf("text/plain", "x")] },
  ],
  [
    "a file where one or several are described",
    { a: FILE_OR_FILES },
    json({ a: { value: "x", mediaType: "text/plain" } }),
    { a: fileOf("text/plain", "x") },
  ],
  [
    "files where one or several are described",
    { a: FILE_OR_FILES },
    json({ a: [{ value: "x", mediaType: "text/plain" }, PNG] }),
    {
      a: [
        fileOf("text/plain", "x"),
        fileOf("application/octet-stream", PNG_TEXT),
      ],
    },
  ],
  [
    "values and files of an array",
    { a: { form: "value-or-file", many: true } },
    json({
      a: [{ value: { x: 1 } }, { value: "<a/>", mediaType: "text/xml" }],
    }),
    { a: [{ x: 1 }, fileOf("text/xml", "<a/>")] },
  ],
  [
    "files in a document of their own",
    { a: MANY_FILES },
    json([{ value: "x", mediaType: "text/plain" }]),
    { a: [fileOf("text/plain", "x")] },
  ],
  [
    "a value where value or file is described",
    { a: EITHER },
    json({ a: { value: { x: 1 }, mediaType: "application/geo+json" } }),
    { a: { x: 1 } },
  ],
  [
    "a file where value or file is described",
    { a: EITHER },
    json({ a: { value: "<a/>", mediaType: "application/gml+xml" } }),
    { a: fileOf("application/gml+xml", "<a/>") },
  ],
  // Other documents.
  [
    "pygeoapi's raw result",
    { a: VALUE },
    json({ id: "a", value: "x" }),
    { a: "x" },
  ],
  [
    "pygeoapi's result under a name of its own",
    { a: VALUE },
    json({ id: "echo", value: "x" }),
    { a: "x" },
  ],
  [
    "pygeoapi's document",
    { a: VALUE },
    json({ outputs: [{ id: "a", value: "x" }] }),
    { a: "x" },
  ],
  [
    "pygeoapi's document of results that are keyed by output",
    { a: VALUE, b: VALUE },
    json({ outputs: [{ a: 1, b: [2] }] }),
    { a: 1, b: [2] },
  ],
  [
    "pygeoapi's document of results with more than is described",
    { a: VALUE },
    json({ outputs: [{ z: "why", a: { x: 1 } }] }),
    { a: { x: 1 }, z: "why" },
    ["output-unexpected"],
  ],
  [
    "pygeoapi's document of a value by itself",
    { a: VALUE },
    json({ outputs: [{ type: "Feature", id: 7 }] }),
    { a: { type: "Feature", id: 7 } },
  ],
  [
    "Weaver's mapping",
    { a: VALUE, b: VALUE },
    json({ outputs: { a: 1, b: 2 } }),
    { a: 1, b: 2 },
  ],
  [
    "javaPS's document",
    { a: VALUE, b: VALUE },
    json({
      outputs: [
        { id: "a", value: { inlineValue: 1 } },
        { id: "b", value: { inlineValue: 2 } },
      ],
    }),
    { a: 1, b: 2 },
  ],
  [
    "an old list",
    { a: VALUE, b: VALUE },
    json([
      { id: "a", data: 1 },
      { id: "b", value: 2 },
    ]),
    { a: 1, b: 2 },
  ],
  [
    "an old list with links",
    { a: FILE },
    json([{ id: "a", href: "/data.png" }]),
    { a: fileOf("image/png", "far", "$/data.png") },
  ],
  [
    "an only value by itself, in spite of document",
    { a: VALUE },
    json({ x: 1 }),
    { a: { x: 1 } },
  ],
  ["a list by itself", { a: VALUE }, json(["x", "y"]), { a: ["x", "y"] }],
  ["a number by itself", { a: VALUE }, json(7), { a: 7 }],
  [
    "an output called outputs",
    { outputs: VALUE },
    json({ outputs: [1] }),
    { outputs: [1] },
  ],
  [
    "an output called value",
    { value: VALUE },
    json({ value: 1 }),
    { value: 1 },
  ],
  [
    "results that are not described at all",
    {},
    json({ return_value: { x: 1 } }),
    { return_value: { x: 1 } },
  ],
  [
    "one output too many",
    { a: VALUE },
    json({ a: 1, z: 2 }),
    { a: 1, z: 2 },
    ["output-unexpected"],
  ],
  [
    "hostile names",
    { a: VALUE, ["__proto__"]: VALUE },
    typed("application/json", '{"a":1,"__proto__":{"x":1}}'),
    JSON.parse('{"a":1,"__proto__":{"x":1}}'),
  ],
  // Wrong content types.
  ["JSON as text/html", { a: VALUE }, typed("text/html", '{"a":1}'), { a: 1 }],
  [
    "JSON as text/plain",
    { a: VALUE },
    typed("text/plain; charset=utf-8", '{"a":1}'),
    { a: 1 },
  ],
  ["JSON without a type", { a: VALUE }, { body: '{"a":1}' }, { a: 1 }],
  [
    "JSON with a byte order mark",
    { a: VALUE },
    typed("application/json", '\ufeff{"a":1}'),
    { a: 1 },
  ],
  // Raw values.
  ["a text", { a: VALUE }, typed("text/plain", "hello"), { a: "hello" }],
  ["a number as text", { a: VALUE }, typed("text/plain", "42"), { a: 42 }],
  [
    "a file",
    { a: FILE },
    typed("image/tiff", "II*"),
    { a: fileOf("image/tiff", "II*") },
  ],
  [
    "a page that is the output",
    { a: { form: "file" } },
    typed("text/html", "<p>hi</p>"),
    { a: fileOf("text/html", "<p>hi</p>") },
  ],
  [
    "GeoJSON",
    { a: VALUE },
    typed("application/geo+json", '{"type":"Point","coordinates":[1,2]}'),
    { a: { type: "Point", coordinates: [1, 2] } },
  ],
  [
    "a file where a value is described",
    { a: VALUE },
    typed("image/tiff", "II*"),
    { a: fileOf("image/tiff", "II*") },
    ["output-form"],
  ],
  // Multipart and links.
  [
    "multipart/related",
    { a: VALUE, b: FILE, c: VALUE },
    multipart(
      "related",
      'Content-ID: <a>\r\nContent-Type: application/json\r\n\r\n{"x":1}',
      "Content-ID: b\r\nContent-Type: image/png\r\n\r\nPNG",
      "Content-ID: <c>\r\nContent-Type: application/json\r\nContent-Location: /data.json\r\n\r\n",
    ),
    { a: { x: 1 }, b: fileOf("image/png", "PNG"), c: { far: true } },
  ],
  [
    "Weaver's multipart/mixed",
    { a: VALUE, b: VALUE },
    multipart(
      "mixed",
      "Content-ID: <a@job>\r\nContent-Type: text/plain\r\n\r\nx",
      "Content-ID: <b@job>\r\n\r\ny",
    ),
    { a: "x", b: "y" },
  ],
  [
    "parts without names",
    { a: VALUE, b: VALUE },
    multipart(
      "mixed",
      "Content-Type: application/json\r\n\r\n1",
      "Content-Type: application/json\r\n\r\n2",
    ),
    { a: 1, b: 2 },
  ],
  [
    "parts in transfer encodings",
    { a: VALUE, b: FILE, c: VALUE },
    multipart(
      "related",
      "Content-ID: <a>\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\ncaf=C3=A9, a=\r\nnd =3D",
      "Content-ID: <b>\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: BASE64\r\n\r\nUE5H",
      "Content-ID: <c>\r\nContent-Type: application/json\r\nContent-Transfer-Encoding: 8bit\r\n\r\n1",
    ),
    { a: "café, and =", b: fileOf("image/png", "PNG"), c: 1 },
  ],
  [
    "several parts of one name",
    { a: MANY_FILES, b: MANY_VALUES, c: VALUE },
    multipart(
      "related",
      "Content-ID: <a>\r\nContent-Type: image/png\r\n\r\nPNG",
      "Content-ID: <b>\r\nContent-Type: text/plain\r\n\r\nx",
      "Content-ID: <a>\r\nContent-Type: image/png\r\nContent-Location: /data.png\r\n\r\n",
      "Content-ID: <b>\r\nContent-Type: application/json\r\n\r\n2",
      "Content-ID: <c>\r\n\r\ny",
    ),
    {
      a: [fileOf("image/png", "PNG"), fileOf("image/png", "far", "$/data.png")],
      b: ["x", 2],
      c: "y",
    },
  ],
  [
    "several parts where one file is described",
    { a: FILE, c: VALUE },
    multipart(
      "related",
      "Content-ID: <a>\r\nContent-Type: image/png\r\n\r\nPNG",
      "Content-ID: <a>\r\nContent-Type: image/png\r\n\r\nGNP",
      "Content-ID: <c>\r\n\r\ny",
    ),
    {
      a: [fileOf("image/png", "PNG"), fileOf("image/png", "GNP")],
      c: "y",
    },
    ["output-form"],
  ],
  [
    "several entries of one id",
    { a: MANY_VALUES, b: VALUE },
    json([
      { id: "a", value: "x" },
      { id: "b", value: 1 },
      { id: "a", value: "y" },
    ]),
    { a: ["x", "y"], b: 1 },
  ],
  [
    "204 with several links to one output",
    { a: MANY_FILES, b: VALUE },
    {
      status: 204,
      headers: {
        link: '</data.png>; rel="a"; type="image/png", </data.json>; rel="b", </table.csv>; rel="a"; type="text/csv"',
      },
    },
    {
      a: [
        fileOf("image/png", "far", "$/data.png"),
        fileOf("text/csv", "x,y", "$/table.csv"),
      ],
      b: { far: true },
    },
  ],
  [
    "204 with links",
    { a: VALUE, "b c": FILE },
    {
      status: 204,
      headers: {
        link: '</data.json>; rel="a"; type="application/json", </data.png>; rel="b%20c"; type="image/png", </up>; rel="up"',
      },
    },
    { a: { far: true }, "b c": fileOf("image/png", "far", "$/data.png") },
  ],
];

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const FAR = {
  "GET /data.json": { json: { far: true } },
  "GET /data.txt": typed("text/plain", "far"),
  "GET /data.png": typed("image/png", "far"),
  "GET /page.html": typed("text/html", "<html></html>"),
  "GET /table.csv": typed("text/csv", "x,y"),
};

describe("results of a job", () => {
  it.each(FORMS)(
    "reads %s",
    async (_name, outputs, reply, wanted, warnings = []) => {
      server = await scriptedServer({
        ...FAR,
        "POST /processes/p/execution": {
          status: 201,
          json: { jobID: "j", status: "successful" },
        },
        "GET /jobs/j/results": reply,
      });
      const { results, codes } = await run(server, { id: "p", outputs });

      expect(results).toEqual(wanted);
      expect(codes).toEqual(warnings);
    },
  );
});

describe("results of a synchronous execution", () => {
  it.each(FORMS)(
    "reads %s",
    async (_name, outputs, reply, wanted, warnings = []) => {
      server = await scriptedServer({
        ...FAR,
        "POST /processes/p/execution": reply,
      });
      const { results, codes } = await run(server, { id: "p", outputs });

      expect(results).toEqual(wanted);
      expect(codes).toEqual(warnings);
    },
  );
});

describe("results whose schema decides between two readings", () => {
  const pathRef = {
    anyOf: [{ $ref: "#/$defs/PathRef" }, { type: "null" }],
  };
  const $defs = {
    PathRef: {
      type: "object",
      properties: {
        value: { type: "string" },
        cid: { type: ["string", "null"] },
      },
    },
  };

  it.each<[string, unknown, Reply, unknown]>([
    [
      "a bare object with a value of its own",
      pathRef,
      json({ a: { value: "/x" } }),
      { value: "/x" },
    ],
    [
      "the same, qualified",
      pathRef,
      json({ a: { value: { value: "/x" } } }),
      { value: "/x" },
    ],
    [
      "the same as a qualified null",
      pathRef,
      json({ a: { value: null } }),
      null,
    ],
    [
      "a qualified string",
      { type: "string" },
      json({ a: { value: "/x" } }),
      "/x",
    ],
    [
      "a number that is a text",
      { type: "string" },
      typed("text/plain", "42"),
      "42",
    ],
    [
      "a number that is a number",
      { type: "number" },
      typed("text/plain", "42"),
      42,
    ],
    [
      "an object with an href of its own",
      { type: "object", properties: { href: {} } },
      json({ a: { href: "/nowhere" } }),
      { href: "/nowhere" },
    ],
    [
      "qualified items of an array",
      { type: "array", items: { type: "object", properties: { x: {} } } },
      json({ a: [{ value: { x: 1 } }, { x: 2 }] }),
      [{ x: 1 }, { x: 2 }],
    ],
    [
      "qualified items of an array that may be null",
      {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
      },
      json({ a: [{ value: "x", mediaType: "text/plain" }, "y"] }),
      ["x", "y"],
    ],
    [
      "items with a value of their own",
      { type: "array", items: pathRef },
      json({ a: [{ value: "/x" }] }),
      [{ value: "/x" }],
    ],
    [
      "an entry that names the output, where the schema admits every object",
      { type: "object" },
      json({ id: "a", value: "Hello" }),
      "Hello",
    ],
    [
      "an object that has an id of its own",
      { type: "object", properties: { id: { type: "string" }, value: {} } },
      json({ id: "a", value: "Hello" }),
      { id: "a", value: "Hello" },
    ],
    [
      "items of which nothing is known",
      { type: "array", items: { type: "object" } },
      json({ a: [{ value: 1 }] }),
      [{ value: 1 }],
    ],
  ])("reads %s", async (_name, schema, reply, wanted) => {
    server = await scriptedServer({ "POST /processes/p/execution": reply });
    const outputs = { type: "object", properties: { a: schema }, $defs };
    const shape = outputShape(asJson(outputs), { name: "a", form: "value" });
    const { results } = await run(server, {
      id: "p",
      outputs: { a: { form: "value", ...(shape && { shape }) } },
    });

    expect(results).toEqual({ a: wanted });
  });
});

describe("answers that are not results", () => {
  it.each<[string, Outputs, Reply, string]>([
    [
      "a page of HTML",
      { a: VALUE, b: VALUE },
      typed("text/html", "<html>oops</html>"),
      "a page of HTML",
    ],
    [
      "one value for two outputs",
      { a: VALUE, b: VALUE },
      json(7),
      "one value came where the outputs a, b",
    ],
    [
      "a broken multipart body",
      { a: VALUE },
      typed("multipart/related; boundary=x", "nothing"),
      "multipart body is broken",
    ],
    [
      "a multipart body that ends too early",
      { a: VALUE },
      typed("multipart/related; boundary=b", "--b\r\n\r\nhalf of the cont"),
      "multipart body ends before its last delimiter",
    ],
    [
      "JSON that ends too early",
      { a: VALUE },
      typed("application/json", '{"a":'),
      "not valid JSON",
    ],
    [
      "an object without href where a link is described",
      { a: LINK, b: VALUE },
      json({ a: { path: "/etc/hostname" }, b: 1 }),
      "the output a is an object without href",
    ],
  ])("rejects %s", async (_name, outputs, reply, message) => {
    server = await scriptedServer({ "POST /processes/p/execution": reply });
    const running = run(server, { id: "p", outputs });

    await expect(running).rejects.toMatchObject({
      name: "ResponseParseError",
      url: `${server.url}processes/p/execution`,
      message: expect.stringContaining(message) as string,
    });
  });
});

describe("outputs that do not come", () => {
  const NULLABLE: OutputDefinition = {
    form: "value",
    shape: { types: ["number", "null"] },
  };

  it.each<[string, Outputs, Reply, object, readonly string[]]>([
    ["one of two", { a: VALUE, b: VALUE }, json({ a: 1 }), { a: 1 }, ["b"]],
    [
      "one whose sibling is a link",
      { a: VALUE, b: VALUE },
      json({ a: { href: "/data.json" } }),
      { a: { far: true } },
      ["b"],
    ],
    ["an empty document", { a: VALUE }, json({}), {}, ["a"]],
    ["null", { a: VALUE, b: VALUE }, json(null), {}, ["a", "b"]],
    ["nothing", { a: VALUE }, { status: 204 }, {}, ["a"]],
    [
      "one beside others that may be null",
      { a: VALUE, b: NULLABLE },
      json({ c: 1 }),
      { c: 1 },
      ["a"],
    ],
  ])(
    "are an error with those that came: %s",
    async (_name, outputs, reply, came, missing) => {
      server = await scriptedServer({
        ...FAR,
        "POST /processes/p/execution": {
          status: 201,
          json: { jobID: "j", status: "successful" },
        },
        "GET /jobs/j/results": reply,
      });
      const definition = { id: "p", outputs };

      await expect(run(server, definition)).rejects.toMatchObject({
        name: "OutputMissingError",
        code: "output-missing",
        processId: "p",
        jobId: "j",
        outputs: came,
        missing,
        message: expect.stringContaining(missing.join(", ")) as string,
      });
      const { results, codes } = await run(server, definition, {
        allowMissing: true,
      });
      expect(results).toMatchObject(came);
      expect(codes).toContain("output-missing");
    },
  );

  it("are null where the description allows it", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": json({ a: 1 }),
    });
    const { results, codes } = await run(server, {
      id: "p",
      outputs: { a: VALUE, b: NULLABLE },
    });

    expect(results).toEqual({ a: 1, b: null });
    expect(codes).toEqual(["output-missing"]);
  });
});

async function run(
  { url }: ScriptedServer,
  definition: ProcessDefinition,
  options: RunOptions<string> = {},
): Promise<{ readonly results: unknown; readonly codes: readonly string[] }> {
  await using client = testClient(url);
  const process = defineProcess<object, Record<string, unknown>>(
    () => client,
    definition,
  );
  const results = await process({}, options);
  const readable = await Promise.all(
    Object.entries(results).map(async ([name, result]) => [
      name,
      Array.isArray(result)
        ? await Promise.all(result.map((item) => shown(item, url)))
        : await shown(result, url),
    ]),
  );
  return {
    results: Object.fromEntries(readable) as unknown,
    codes: client.warnings.map((warning) => warning.code),
  };
}

/** Files with their content; the server's URL as `$`. */
async function shown(result: unknown, url: string): Promise<unknown> {
  if (result instanceof ResultFile) {
    const bytes = await result.bytes();
    const content = String.fromCharCode(...bytes);
    return fileOf(result.mediaType, content, result.href?.replace(url, "$/"));
  }
  return JSON.parse(JSON.stringify(result).replaceAll(url, "$/")) as unknown;
}
