import { describe, expect, it } from "vitest";
import {
  maskerOf,
  maskHeaders,
  maskValue,
} from "../../../src/runtime/base/masker.js";

describe("the text of a masker", () => {
  it.each<[string, readonly string[], string]>([
    ["a s3cret and a s3cret", ["s3cret"], "a *** and a ***"],
    ["long and long-secret", ["long", "long-secret"], "*** and ***"],
    ["abc is part of words", ["abc"], "abc is part of words"],
    ["no secret is known", [], "no secret is known"],
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

describe("maskValue", () => {
  const { text: mask } = maskerOf(["s3cret-12345678", "12345678"]);

  it.each<[string, unknown, unknown]>([
    ["a text", "a s3cret-12345678", "a ***"],
    [
      "members and names",
      { "s3cret-12345678": ["12345678"] },
      { "***": ["***"] },
    ],
    ["a number of eight digits", { pin: 12345678 }, { pin: "***" }],
    ["bytes", { data: Buffer.from("12345678") }, { data: "***" }],
    ["a URL", { at: new URL("http://h/?sig=a") }, { at: "http://h/?sig=***" }],
    [
      "an object of a class",
      { of: new Held("12345678") },
      { of: { text: "***" } },
    ],
    ["what is too deep to look at", nested(200), undefined],
  ])("masks %s", (_name, given, wanted) => {
    const masked = maskValue(given, mask);
    if (wanted !== undefined) expect(masked).toEqual(wanted);
    expect(JSON.stringify(masked)).not.toContain("12345678");
  });

  it.each<[string, unknown]>([
    ["a record", { a: [1, "b", { c: null }] }],
    ["an error", new TypeError("no", { cause: { code: "E" } })],
    ["a list that holds itself", circular()],
    ["an object of a class", new Held("x")],
    ["nothing", undefined],
  ])("leaves %s as it is", (_name, given) => {
    expect(maskValue(given, mask)).toBe(given);
  });

  it("copies what refers to itself", () => {
    const given: Record<string, unknown> = { said: "12345678" };
    given["self"] = given;
    const masked = maskValue(given, mask) as Record<string, unknown>;
    expect(masked["said"]).toBe("***");
    expect(masked["self"]).toBe(masked);
    expect(given["said"]).toBe("12345678");
  });

  it("copies an error as one of its class, with its causes, and without what harms a terminal", () => {
    const inner = new RangeError("of 12345678\n\u001b[2J");
    const given = Object.assign(new TypeError("12345678", { cause: inner }), {
      code: "E_12345678",
    });
    const masked = maskValue(given, mask) as TypeError & {
      readonly code: string;
    };
    expect(masked).toBeInstanceOf(TypeError);
    expect([masked.message, masked.code]).toEqual(["***", "E_***"]);
    expect(masked.stack).toMatch(/^TypeError: \*\*\*\n {4}at /);
    const cause = masked.cause as RangeError;
    expect(cause).toBeInstanceOf(RangeError);
    expect(cause.message).toBe("of ***\\n\\u001b[2J");
    expect(cause.stack).toMatch(
      /^RangeError: of \*\*\*\\n\\u001b\[2J\n {4}at /,
    );
    expect(given.message).toBe("12345678");
  });

  it("shows nothing of the text that a parser quotes, because it is cut off anywhere", () => {
    const failure = (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch (error) {
        return error;
      }
    };
    const masked = maskValue(failure("Zq7-s3cret-that-is-long"), mask) as Error;
    expect(masked.message + (masked.stack ?? "")).not.toContain("q7-s3");
  });
});

class Held {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function nested(levels: number): unknown {
  let value: unknown = "12345678";
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

function circular(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
