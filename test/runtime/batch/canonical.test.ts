import { expect, it } from "vitest";
import { canonicalJson, hashOf } from "../../../src/runtime/batch/canonical.js";

it.each([
  [
    { b: 1, a: { d: [{ z: 1, y: 2 }], c: null } },
    '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}',
  ],
  [[2, 1], "[2,1]"],
  ["a", '"a"'],
  [null, "null"],
])("writes %j with its members in order", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

it("hashes by SHA-256", async () => {
  expect(await hashOf("abc")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
