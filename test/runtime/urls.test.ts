import { describe, expect, it } from "vitest";
import {
  encodedPathSegment,
  pathSegment,
  publicUrl,
} from "../../src/runtime/http/urls.js";

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
  it("refuses an id with half a surrogate pair", () => {
    expect(() => pathSegment("job", "half \uD800")).toThrow(
      `"half \\ud800" can't be the id of a job: no URL can hold it.`,
    );
  });
});

describe("publicUrl", () => {
  it.each([
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
