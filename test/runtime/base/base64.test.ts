import { describe, expect, it } from "vitest";
import {
  decodeBase64,
  encodeBase64,
} from "../../../src/runtime/base/base64.js";

describe("base64", () => {
  it.each<[string, string, string | undefined]>([
    ["padding", "aGk=", "hi"],
    ["no padding", "aGk", "hi"],
    ["line breaks", "aG\r\nk=", "hi"],
    ["nothing", "", ""],
    ["plain text", "not base64!", undefined],
  ])("decodes %s", (_name, text, wanted) => {
    const bytes = decodeBase64(text);

    expect(bytes && new TextDecoder().decode(bytes)).toBe(wanted);
  });

  it("decodes what it encodes", () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);

    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  });
});
