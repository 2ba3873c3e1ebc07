import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encodeBase64 } from "../../../src/runtime/base/base64.js";
import { decodeBase64 } from "../../../src/runtime/base/decode-base64.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each<[string, (() => void) | undefined]>([
  ["in Node", undefined],
  ["without Node's Buffer", () => vi.stubGlobal("process", undefined)],
])("base64 %s", (_platform, change) => {
  beforeEach(() => change?.());

  it.each<[string, string, string | undefined]>([
    ["padding", "aGk=", "hi"],
    ["no padding", "aGk", "hi"],
    ["line breaks", "aG\r\nk=", "hi"],
    ["the alphabet for URLs", "Pz8-Pz8_", "??>???"],
    ["nothing", "", ""],
    ["plain text", "not base64!", undefined],
    ["a length that no text has", "aGkaG", undefined],
  ])("decodes %s", (_name, text, wanted) => {
    const bytes = decodeBase64(text);

    expect(bytes && new TextDecoder().decode(bytes)).toBe(wanted);
  });

  it.each([0, 1, 2, 1_000, 0x6000, 0x6001, 100_000])(
    "decodes what it encodes, of %i bytes",
    (length) => {
      const bytes = Uint8Array.from({ length }, (_, index) => index % 256);

      const decoded = decodeBase64(encodeBase64(bytes));
      // `toEqual` takes a second for this many bytes.
      expect(decoded && Buffer.compare(decoded, bytes)).toBe(0);
    },
  );

  it("encodes a part of a buffer", () => {
    const bytes = new TextEncoder().encode("xhiyz").subarray(1, 3);

    expect(encodeBase64(bytes)).toBe("aGk=");
  });
});
