import { describe, expect, it } from "vitest";
import { pathSegment, publicUrl } from "../../../src/runtime/http/urls.js";

describe("URLs", () => {
  it.each([
    ["http://u:p@h/a?token=secret&x=1#f", "http://h/a?token=***&x=1"],
    [
      "http://h/?X-Amz-Signature=s&api_key=k",
      "http://h/?X-Amz-Signature=***&api_key=***",
    ],
    ["nonsense", "(an invalid URL)"],
  ])("shows %s as %s", (url, wanted) => {
    expect(publicUrl(url)).toBe(wanted);
  });

  it.each([
    ["218", "218"],
    ["a:1.0", "a:1.0"],
    ["OTB.BandMath", "OTB.BandMath"],
    ["a/b?c#d%", "a%2Fb%3Fc%23d%25"],
    ["für", "f%C3%BCr"],
  ])("writes the id %s as %s", (id, wanted) => {
    expect(pathSegment("process", id)).toBe(wanted);
  });

  it.each(["", ".", ".."])(
    "refuses the id %j, which would lead elsewhere",
    (id) => {
      expect(() => pathSegment("process", id)).toThrow("can't be the id");
    },
  );
});
