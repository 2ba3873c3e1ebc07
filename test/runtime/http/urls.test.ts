import { describe, expect, it } from "vitest";
import {
  encodedPathSegment,
  pathSegment,
  publicUrl,
} from "../../../src/runtime/http/urls.js";

describe("encodedPathSegment", () => {
  it.each([
    ["a:1.0", "a:1.0"],
    ["a/b", "a%2Fb"],
    ["", undefined],
    [".", undefined],
    ["..", undefined],
    ["half \uD800", undefined],
  ])("of %j is %j", (id, wanted) => {
    expect(encodedPathSegment(id)).toBe(wanted);
  });
});

describe("pathSegment", () => {
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

  it("refuses an id with half a surrogate pair", () => {
    expect(() => pathSegment("job", "half \uD800")).toThrow(
      `"half \\ud800" can't be the id of a job: no URL can hold it.`,
    );
  });
});

describe("publicUrl", () => {
  it.each([
    ["http://u:p@h/a?token=secret&x=1#f", "http://h/a?token=***&x=1"],
    [
      "http://h/?X-Amz-Signature=s&api_key=k",
      "http://h/?X-Amz-Signature=***&api_key=***",
    ],
    ["nonsense", "(an invalid URL)"],
    ["http://h/?auth=a&f=json", "http://h/?auth=***&f=json"],
    ["http://h/?session_token=a", "http://h/?session_token=***"],
    ["http://h/?passwd=a&jwt=b", "http://h/?passwd=***&jwt=***"],
    ["http://h/?code=a&code=b", "http://h/?code=***"],
    ["http://h/?X-Amz-Credential=a", "http://h/?X-Amz-Credential=***"],
    ["http://u:p@h/#access_token=a", "http://h/"],
  ])("shows %s as %s", (url, wanted) => {
    expect(publicUrl(url)).toBe(wanted);
  });
});
