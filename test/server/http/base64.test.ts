import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../../../src/server/http/base64.js";

describe("toBase64", () => {
  it.each([0, 1, 2, 3, 255, 100_000])("encodes %d bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 256);
    const text = Buffer.from(bytes).toString("base64");
    expect(toBase64(bytes)).toBe(text);
    expect(fromBase64(text)).toEqual(bytes);
  });
});

describe("fromBase64", () => {
  it.each([
    ["padding", "aGk="],
    ["no padding", "aGk"],
    ["the URL-safe alphabet", "-_-_"],
    ["line ends", "aGVs\r\nbG8=\n"],
    ["other signs", "a*G.k="],
    ["text after the padding", "aGk=aGk="],
    ["one digit alone", "aGkhb"],
    ["nothing", ""],
  ])("decodes text with %s as Node does", (_name, text) => {
    expect(fromBase64(text)).toEqual(
      Uint8Array.from(Buffer.from(text, "base64")),
    );
  });
});
