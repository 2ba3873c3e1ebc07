import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  encodeJson,
  encodeRequest,
  type InputEncoding,
  type RequestChoices,
} from "../../../src/runtime/execution/execute-request.js";
import {
  localFile,
  type ProcessDefinition,
} from "../../../src/runtime/index.js";
import {
  memorySource,
  unreadableSource,
} from "../../../src/runtime/results/file-sources.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "s2gos-inputs-"));
  await writeFile(join(folder, "hi.txt"), "hi");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const PROCESS: ProcessDefinition = {
  id: "p",
  inputs: {
    nothing: { nullWhenOmitted: true },
    object: { form: "object" },
    box: { form: "bbox" },
    link: { form: "link" },
    imageOrImages: { form: "binary", many: "maybe", mediaType: "image/png" },
    image: { form: "binary", mediaType: "image/png" },
    images: { form: "binary", mediaType: "image/png", many: true },
    objects: { form: "object", many: true },
    words: { many: true },
    area: {
      form: "binary",
      mediaType: "image/png",
      textMediaType: "application/gml+xml",
    },
    areas: { form: "binary", many: true, textMediaType: "text/csv" },
  },
  outputs: {
    a: { form: "value" },
    b: { form: "file" },
    c: { form: "file", many: true },
  },
};
const PLAIN: InputEncoding = { objectInputs: "plain" };
const QUALIFIED: InputEncoding = { objectInputs: "qualified" };
const HI = { value: "aGk=", encoding: "base64" };
const BYTES = new TextEncoder().encode("hi");

describe("inputs", () => {
  it.each<
    [string, InputEncoding, Record<string, unknown>, Record<string, unknown>]
  >([
    [
      "scalars",
      PLAIN,
      { x: 1, y: "a", z: true, n: null },
      { x: 1, y: "a", z: true, n: null },
    ],
    ["what is left out", PLAIN, { x: undefined }, {}],
    ["dates", PLAIN, { x: new Date(0) }, { x: "1970-01-01T00:00:00.000Z" }],
    ["a plain object", PLAIN, { object: { a: 1 } }, { object: { a: 1 } }],
    [
      "a qualified object",
      QUALIFIED,
      { object: { a: 1 } },
      { object: { value: { a: 1 } } },
    ],
    [
      "an object of an input that is not described",
      QUALIFIED,
      { x: { a: 1 } },
      { x: { value: { a: 1 } } },
    ],
    [
      "an object without a prototype",
      QUALIFIED,
      { x: Object.assign(Object.create(null) as object, { a: 1 }) },
      { x: { value: { a: 1 } } },
    ],
    [
      "an array, which is never qualified",
      QUALIFIED,
      { x: [{ a: 1 }] },
      { x: [{ a: 1 }] },
    ],
    [
      "each of many objects",
      QUALIFIED,
      { objects: [{ a: 1 }, { b: 2 }] },
      { objects: [{ value: { a: 1 } }, { value: { b: 2 } }] },
    ],
    ["one of many as an array", PLAIN, { words: "x" }, { words: ["x"] }],
    [
      "a bounding box",
      QUALIFIED,
      { box: { bbox: [1, 2, 3, 4] } },
      { box: { bbox: [1, 2, 3, 4] } },
    ],
    [
      "a link",
      QUALIFIED,
      { link: { href: "http://h/" } },
      { link: { href: "http://h/" } },
    ],
    [
      "a URL as a link",
      QUALIFIED,
      { link: new URL("http://h/") },
      { link: { href: "http://h/" } },
    ],
    [
      "bytes",
      PLAIN,
      { image: BYTES },
      { image: { ...HI, mediaType: "image/png" } },
    ],
    [
      "bytes where one or several are described",
      PLAIN,
      { imageOrImages: BYTES },
      { imageOrImages: { ...HI, mediaType: "image/png" } },
    ],
    [
      "several of them, beside other values",
      PLAIN,
      { imageOrImages: [BYTES, 7, "aGk="] },
      { imageOrImages: [{ ...HI, mediaType: "image/png" }, 7, "aGk="] },
    ],
    [
      "a part of a buffer",
      PLAIN,
      { image: new Uint8Array(new TextEncoder().encode("ohio").buffer, 1, 2) },
      { image: { ...HI, mediaType: "image/png" } },
    ],
    [
      "an ArrayBuffer",
      PLAIN,
      { image: BYTES.buffer },
      { image: { ...HI, mediaType: "image/png" } },
    ],
    [
      "a Blob with a type",
      PLAIN,
      { image: new Blob(["hi"], { type: "image/gif" }) },
      { image: { ...HI, mediaType: "image/gif" } },
    ],
    [
      "a Blob without",
      PLAIN,
      { image: new Blob(["hi"]) },
      { image: { ...HI, mediaType: "image/png" } },
    ],
    [
      "a Blob of text",
      PLAIN,
      { image: new Blob(["é"], { type: "text/csv" }) },
      { image: { value: "é", mediaType: "text/csv" } },
    ],
    [
      "a Blob of JSON",
      PLAIN,
      { image: new Blob(['{"a":1}'], { type: "application/geo+json" }) },
      { image: { value: { a: 1 }, mediaType: "application/geo+json" } },
    ],
    [
      "a Blob of JSON that is none",
      PLAIN,
      { image: new Blob(["{"], { type: "application/json" }) },
      { image: { value: "{", mediaType: "application/json" } },
    ],
    [
      "a Blob whose text is not UTF-8",
      PLAIN,
      { image: new Blob([new Uint8Array([233])], { type: "text/csv" }) },
      { image: { value: "6Q==", encoding: "base64", mediaType: "text/csv" } },
    ],
    [
      "text for an input of several formats",
      PLAIN,
      { area: "<a/>", areas: ["a", { value: "b", mediaType: "x/y" }] },
      {
        area: { value: "<a/>", mediaType: "application/gml+xml" },
        areas: [
          { value: "a", mediaType: "text/csv" },
          { value: "b", mediaType: "x/y" },
        ],
      },
    ],
    [
      "an object for an input of several formats",
      PLAIN,
      { area: { type: "Point" } },
      { area: { type: "Point" } },
    ],
    [
      "the same, qualified",
      QUALIFIED,
      { area: { type: "Point" }, areas: [{ href: "http://h/" }] },
      { area: { value: { type: "Point" } }, areas: [{ href: "http://h/" }] },
    ],
    [
      "a URL as content",
      PLAIN,
      { image: new URL("http://h/x.png") },
      { image: { href: "http://h/x.png", type: "image/png" } },
    ],
    [
      "a link as content",
      PLAIN,
      { image: { href: "http://h/x", type: "image/gif" } },
      { image: { href: "http://h/x", type: "image/gif" } },
    ],
    ["a text as content", PLAIN, { image: "aGk=" }, { image: "aGk=" }],
    [
      "many contents",
      PLAIN,
      { images: [BYTES, new URL("http://h/")] },
      {
        images: [
          { ...HI, mediaType: "image/png" },
          { href: "http://h/", type: "image/png" },
        ],
      },
    ],
    [
      "bytes where they are not described",
      PLAIN,
      { x: BYTES },
      { x: { ...HI, mediaType: "application/octet-stream" } },
    ],
    [
      "an object with a path among other members, as it is",
      PLAIN,
      { image: { path: "/etc/hostname", type: "image/tiff", rel: "item" } },
      { image: { path: "/etc/hostname", type: "image/tiff", rel: "item" } },
    ],
    [
      "a link with a path, as a link",
      PLAIN,
      { image: { href: "file:///etc/hostname", path: "/etc/hostname" } },
      {
        image: {
          href: "file:///etc/hostname",
          path: "/etc/hostname",
          type: "image/png",
        },
      },
    ],
    [
      "a result file with a place",
      PLAIN,
      {
        image: new ReceivedFile(
          "image/gif",
          unreadableSource("s3://b/k"),
          "s3://b/k",
        ),
      },
      { image: { href: "s3://b/k", type: "image/gif" } },
    ],
    [
      "a result file without",
      PLAIN,
      { image: new ReceivedFile("image/gif", memorySource(BYTES)) },
      { image: { ...HI, mediaType: "image/gif" } },
    ],
    [
      "hostile names",
      PLAIN,
      JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<
        string,
        unknown
      >,
      JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<
        string,
        unknown
      >,
    ],
  ])("encodes %s", async (_name, choices, inputs, wanted) => {
    const request = await encodeRequest(PROCESS, inputs, choices);

    expect(JSON.parse(await encodeJson(request))).toEqual({
      inputs: JSON.parse(
        JSON.stringify({ ...wanted, nothing: null }),
      ) as unknown,
      response: "document",
    });
  });

  it.each([
    ["a path", () => localFile(join(folder, "hi.txt")), "image/png"],
    [
      "a path with a type",
      () => localFile(join(folder, "hi.txt"), { type: "text/plain" }),
      "text/plain",
    ],
    [
      "a file URL",
      () => localFile(pathToFileURL(join(folder, "hi.txt"))),
      "image/png",
    ],
  ])("reads %s", async (_name, image, mediaType) => {
    const { inputs } = await encodeRequest(PROCESS, { image: image() }, PLAIN);

    expect(inputs).toEqual({ image: { ...HI, mediaType }, nothing: null });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      "a file that is not there",
      { image: localFile("/no/such/file") },
      "/image",
      "can't be read",
    ],
    [
      "a file among many",
      { images: ["a", localFile("/no/such/file")] },
      "/images/1",
      "can't be read",
    ],
    [
      "a path that a server may have written",
      { image: { path: "/etc/hostname", type: "text/plain" } },
      "/image",
      "pass localFile(path)",
    ],
    [
      "a file URL, which may be a link of a server",
      { image: new URL("file:///etc/hostname") },
      "/image",
      "pass localFile(path)",
    ],
    [
      "a file URL where a link is described",
      { link: new URL("file:///etc/hostname") },
      "/link",
      "pass localFile(path)",
    ],
    [
      "a local file inside an object",
      { object: { a: localFile("/etc/hostname") } },
      "/object/a",
      "content inside a value",
    ],
    ["NaN", { x: { y: [1, Number.NaN] } }, "/x/y/1", "JSON has no NaN"],
    ["infinity", { "a/b~c": Infinity }, "/a~1b~0c", "JSON has no Infinity"],
    ["bigints", { x: 1n }, "/x", "JSON has no 1"],
    [
      "bytes inside an object",
      { object: { a: BYTES } },
      "/object/a",
      "content inside a value",
    ],
    ["circles", circle(), "/x/self", "a circle"],
  ])("refuses %s, and says where", async (_name, inputs, pointer, message) => {
    const encoding = encodeRequest(PROCESS, inputs, PLAIN).then(encodeJson);

    await expect(encoding).rejects.toMatchObject({
      name: "InputError",
      code: "input",
      pointer,
      message: expect.stringContaining(message) as string,
    });
  });

  it("allows the same object at two places", async () => {
    const shared = { a: 1 };
    const request = await encodeRequest(
      PROCESS,
      { x: [shared, shared], y: shared },
      PLAIN,
    );

    expect(await encodeJson(request)).toContain(
      '{"x":[{"a":1},{"a":1}],"y":{"a":1}',
    );
  });
});

describe("outputs and response", () => {
  it.each<[string, RequestChoices, unknown]>([
    ["all outputs", {}, { response: "document" }],
    [
      "some outputs",
      { outputs: ["a", "b"] },
      { outputs: { a: {}, b: {} }, response: "document" },
    ],
    [
      "an only file, which is to stream",
      { outputs: ["b"] },
      { outputs: { b: {} }, response: "raw" },
    ],
    [
      "several files in one output",
      { outputs: ["c"] },
      { outputs: { c: {} }, response: "document" },
    ],
    ["no outputs", { outputs: [] }, { outputs: {}, response: "document" }],
    [
      "references",
      { outputs: ["a"], transmission: "reference" },
      {
        outputs: { a: { transmissionMode: "reference" } },
        response: "document",
      },
    ],
    [
      "references of all",
      { transmission: "reference" },
      {
        outputs: {
          a: { transmissionMode: "reference" },
          b: { transmissionMode: "reference" },
          c: { transmissionMode: "reference" },
        },
        response: "document",
      },
    ],
    [
      "references of some",
      { outputs: ["a", "b"], transmission: { b: "reference" } },
      {
        outputs: { a: {}, b: { transmissionMode: "reference" } },
        response: "document",
      },
    ],
    ["a wish for raw", { response: "raw" }, { response: "raw" }],
    [
      "a subscriber",
      { subscriber: { successUri: "http://h/" } },
      { response: "document", subscriber: { successUri: "http://h/" } },
    ],
  ])("asks for %s", async (_name, choices, wanted) => {
    const request = await encodeRequest(PROCESS, {}, { ...PLAIN, ...choices });

    expect({ ...request, inputs: {} }).toEqual({
      ...(wanted as object),
      inputs: {},
    });
  });
});

function circle(): Record<string, unknown> {
  const x: Record<string, unknown> = {};
  x["self"] = x;
  return { x };
}
