import { expect, it } from "vitest";
import { hash } from "../../../src/generator/forms/name-hash.js";

it("is the same for the same text, and another one for texts that are alike", () => {
  const texts = Array.from(
    { length: 20_000 },
    (_, at) => `Process\n{"a":${at}}`,
  );
  const keys = texts.map((text) => hash("sha256", text).slice(0, 22));
  expect(new Set(keys).size).toBe(texts.length);
  expect(keys.every((key) => /^[\da-f]{22}$/.test(key))).toBe(true);
  expect(hash("sha256", texts[0] ?? "")).toBe(hash("sha256", texts[0] ?? ""));
});
