import { describe, expect, it } from "vitest";
import { maskerOf, maskHeaders } from "../../../src/runtime/base/masker.js";

describe("the text of a masker", () => {
  it.each<[string, readonly string[], string]>([
    ["a s3cret and a s3cret", ["s3cret"], "a *** and a ***"],
    ["long and long-secret", ["long", "long-secret"], "*** and ***"],
    ["abc is part of words", ["abc"], "abc is part of words"],
    ["no secret is known", [], "no secret is known"],
    [
      "area, (area)\\narea%20area\\u0026area area. /area/ area",
      ["area"],
      "***, (***)\\n***%20***\\u0026*** ***. /***/ ***",
    ],
    [
      "grow-area area_2 areas org.area.grow areal 7area",
      ["area"],
      "grow-area area_2 areas org.area.grow areal 7area",
    ],
    ["YXJlYTpi and YXJlYQ==", ["area"], "*** and ***"],
    ["areas, area!s", ["area", "area!s"], "areas, ***"],
    ["grow-ar!ea", ["ar!ea"], "grow-***"],
    [
      "at http://me:pw@h/?x=1&token=abc, ok",
      [],
      "at http://***@h/?x=1&token=***, ok",
    ],
    [
      '{"a":"http:\\/\\/me:pw@h/?sig=a\\u0026key=b"}',
      [],
      '{"a":"http:\\/\\/***@h/?sig=***\\u0026key=***"}',
    ],
    [
      "/go?to=https%3A%2F%2Fh%2F%3Fsig%3Dabc%26b%3D1",
      [],
      "/go?to=https%3A%2F%2Fh%2F%3Fsig%3D***%26b%3D1",
    ],
    ["http://h/#access_token=abc&x=1", [], "http://h/#access_token=***&x=1"],
    [
      "http://h/a?code=1&page=2 from a@b",
      [],
      "http://h/a?code=***&page=2 from a@b",
    ],
  ])("of %j without %j", (text, secrets, wanted) => {
    const { text: mask } = maskerOf(secrets);
    expect(mask(text)).toBe(wanted);
    expect(mask(wanted)).toBe(wanted);
  });
});

describe("the name of a masker", () => {
  it.each<[string, readonly string[], string]>([
    ["demo-process", ["demo"], "demo-process"],
    ["job-of-a-long-secret", ["a-long-secret"], "job-of-***"],
    ["a?token=1", [], "a?token=1"],
  ])("of %j without %j", (text, secrets, wanted) => {
    expect(maskerOf(secrets).name(text)).toBe(wanted);
  });
});

describe("maskHeaders", () => {
  it("masks cookies, tokens, and what is in texts, and shows the rest", () => {
    const { text } = maskerOf(["s3cret"]);
    const given = {
      "set-cookie": "a=b",
      "x-new-token": "abc",
      "x-amz-request-id": "7",
      "x-echo": "a s3cret",
      location: "http://u@h/?sig=a",
      date: "today",
    };
    expect(maskHeaders(given, text)).toEqual({
      "set-cookie": "***",
      "x-new-token": "***",
      "x-amz-request-id": "7",
      "x-echo": "a ***",
      location: "http://***@h/?sig=***",
      date: "today",
    });
  });
});
