import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  encodeJson,
  encodeRequest,
} from "../../src/runtime/execute-request.js";
import type { RequestChoices } from "../../src/runtime/execute-request.js";
import { ResultFile } from "../../src/runtime/index.js";
import type { ProcessDefinition } from "../../src/runtime/index.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "s2gos-inputs-"));
  await writeFile(join(folder, "hi.txt"), "hi");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const process: ProcessDefinition = {
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
  },
  outputs: {
    a: { form: "value" },
    b: { form: "file" },
    c: { form: "file", many: true },
  },
};
const plain: RequestChoices = { objectInputs: "plain" };
const qualified: RequestChoices = { objectInputs: "qualified" };
const hi = { value: "aGk=", encoding: "base64" };
const bytes = new TextEncoder().encode("hi");

describe("inputs", () => {
  it.each<
    [string, RequestChoices, Record<string, unknown>, Record<string, unknown>]
  >([
    [
      "scalars",
      plain,
      { x: 1, y: "a", z: true, n: null },
      { x: 1, y: "a", z: true, n: null },
    ],
    ["what is left out", plain, { x: undefined }, {}],
    ["dates", plain, { x: new Date(0) }, { x: "1970-01-01T00:00:00.000Z" }],
    ["a plain object", plain, { object: { a: 1 } }, { object: { a: 1 } }],
    [
      "a qualified object",
      qualified,
      { object: { a: 1 } },
      { object: { value: { a: 1 } } },
    ],
    [
      "an object of an input that is not described",
      qualified,
      { x: { a: 1 } },
      { x: { value: { a: 1 } } },
    ],
    [
      "an object without a prototype",
      qualified,
      { x: Object.assign(Object.create(null) as object, { a: 1 }) },
      { x: { value: { a: 1 } } },
    ],
    [
      "an array, which is never qualified",
      qualified,
      { x: [{ a: 1 }] },
      { x: [{ a: 1 }] },
    ],
    [
      "each of many objects",
      qualified,
      { objects: [{ a: 1 }, { b: 2 }] },
      { objects: [{ value: { a: 1 } }, { value: { b: 2 } }] },
    ],
    ["one of many as an array", plain, { words: "x" }, { words: ["x"] }],
    [
      "a bounding box",
      qualified,
      { box: { bbox: [1, 2, 3, 4] } },
      { box: { bbox: [1, 2, 3, 4] } },
    ],
    [
      "a link",
      qualified,
      { link: { href: "http://h/" } },
      { link: { href: "http://h/" } },
    ],
    [
      "a URL as a link",
      qualified,
      { link: new URL("http://h/") },
      { link: { href: "http://h/" } },
    ],
    [
      "bytes",
      plain,
      { image: bytes },
      { image: { ...hi, mediaType: "image/png" } },
    ],
    [
      "bytes where one or several are described",
      plain,
      { imageOrImages: bytes },
      { imageOrImages: { ...hi, mediaType: "image/png" } },
    ],
    [
      "several of them, beside other values",
      plain,
      { imageOrImages: [bytes, 7, "aGk="] },
      { imageOrImages: [{ ...hi, mediaType: "image/png" }, 7, "aGk="] },
    ],
    [
      "a part of a buffer",
      plain,
      { image: new Uint8Array(new TextEncoder().encode("ohio").buffer, 1, 2) },
      { image: { ...hi, mediaType: "image/png" } },
    ],
    [
      "an ArrayBuffer",
      plain,
      { image: bytes.buffer },
      { image: { ...hi, mediaType: "image/png" } },
    ],
    [
      "a Blob with a type",
      plain,
      { image: new Blob(["hi"], { type: "image/gif" }) },
      { image: { ...hi, mediaType: "image/gif" } },
    ],
    [
      "a Blob without",
      plain,
      { image: new Blob(["hi"]) },
      { image: { ...hi, mediaType: "image/png" } },
    ],
    [
      "a URL as content",
      plain,
      { image: new URL("http://h/x.png") },
      { image: { href: "http://h/x.png", type: "image/png" } },
    ],
    [
      "a link as content",
      plain,
      { image: { href: "http://h/x", type: "image/gif" } },
      { image: { href: "http://h/x", type: "image/gif" } },
    ],
    ["a text as content", plain, { image: "aGk=" }, { image: "aGk=" }],
    [
      "many contents",
      plain,
      { images: [bytes, new URL("http://h/")] },
      {
        images: [
          { ...hi, mediaType: "image/png" },
          { href: "http://h/", type: "image/png" },
        ],
      },
    ],
    [
      "bytes where they are not described",
      plain,
      { x: bytes },
      { x: { ...hi, mediaType: "application/octet-stream" } },
    ],
    [
      "a result file with a place",
      plain,
      {
        image: new ResultFile(
          "image/gif",
          { kind: "unreadable", href: "s3://b/k" },
          "s3://b/k",
        ),
      },
      { image: { href: "s3://b/k", type: "image/gif" } },
    ],
    [
      "a result file without",
      plain,
      { image: new ResultFile("image/gif", { kind: "memory", bytes }) },
      { image: { ...hi, mediaType: "image/gif" } },
    ],
    [
      "hostile names",
      plain,
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
    const request = await encodeRequest(process, inputs, choices);

    expect(JSON.parse(encodeJson(request))).toEqual({
      inputs: JSON.parse(
        JSON.stringify({ ...wanted, nothing: null }),
      ) as unknown,
      response: "document",
    });
  });

  it.each([
    ["a path", () => ({ path: join(folder, "hi.txt") }), "image/png"],
    [
      "a path with a type",
      () => ({ path: join(folder, "hi.txt"), type: "text/plain" }),
      "text/plain",
    ],
    ["a file URL", () => pathToFileURL(join(folder, "hi.txt")), "image/png"],
  ])("reads %s", async (_name, image, mediaType) => {
    const { inputs } = await encodeRequest(process, { image: image() }, plain);

    expect(inputs).toEqual({ image: { ...hi, mediaType }, nothing: null });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      "a file that is not there",
      { image: { path: "/no/such/file" } },
      "/image",
      "can't be read",
    ],
    [
      "a file among many",
      { images: ["a", { path: "/no/such/file" }] },
      "/images/1",
      "can't be read",
    ],
    ["NaN", { x: { y: [1, Number.NaN] } }, "/x/y/1", "JSON has no NaN"],
    ["infinity", { "a/b~c": Infinity }, "/a~1b~0c", "JSON has no Infinity"],
    ["bigints", { x: 1n }, "/x", "JSON has no 1"],
    [
      "bytes inside an object",
      { object: { a: bytes } },
      "/object/a",
      "bytes inside a value",
    ],
    ["circles", circle(), "/x/self", "a circle"],
  ])("refuses %s, and says where", async (_name, inputs, pointer, message) => {
    const encoding = encodeRequest(process, inputs, plain).then(encodeJson);

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
      process,
      { x: [shared, shared], y: shared },
      plain,
    );

    expect(encodeJson(request)).toContain('{"x":[{"a":1},{"a":1}],"y":{"a":1}');
  });
});

describe("outputs and response", () => {
  it.each<[string, Partial<RequestChoices>, unknown]>([
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
    const request = await encodeRequest(process, {}, { ...plain, ...choices });

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
