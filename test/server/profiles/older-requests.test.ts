import { expect, it } from "vitest";
import { executeMap } from "../../../src/server/profiles/older-requests.js";

it.each<[string, unknown, unknown]>([
  ["what is no object", "x", "x"],
  [
    "maps as they are",
    { inputs: { a: [1] }, outputs: { b: {} } },
    { inputs: { a: [1] }, outputs: { b: {} } },
  ],
  [
    "values under every name",
    {
      inputs: [
        { id: "a", value: 1 },
        { id: "b", data: 2 },
        { id: "c", href: "http://127.0.0.1/x", type: "image/png" },
        { id: "d", input: { value: "x" } },
        { id: "e", input: { value: { inlineValue: { f: 1 } } } },
        { id: "f", input: { bbox: [1, 2, 3, 4], crs: "http://x" } },
      ],
    },
    {
      inputs: {
        a: 1,
        b: 2,
        c: { href: "http://127.0.0.1/x" },
        d: "x",
        e: { f: 1 },
        f: { bbox: [1, 2, 3, 4], crs: "http://x" },
      },
    },
  ],
  [
    "an input that comes again, even with arrays",
    {
      inputs: [
        { id: "a", value: [1] },
        { id: "a", value: [2] },
        { id: "a", value: 3 },
      ],
    },
    { inputs: { a: [[1], [2], 3] } },
  ],
  [
    "outputs with formats and modes",
    {
      mode: "async",
      outputs: [
        { id: "a", format: { mimeType: "image/png" } },
        { id: "b", transmissionMode: "reference" },
        { id: "c" },
      ],
    },
    {
      mode: "async",
      outputs: {
        a: { format: { mediaType: "image/png" } },
        b: { transmissionMode: "reference" },
        c: {},
      },
    },
  ],
])("reads %s", (_name, body, wanted) => {
  expect(executeMap(body)).toEqual(wanted);
});
