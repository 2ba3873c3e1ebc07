import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { maskValue } from "../../../src/runtime/base/mask-value.js";
import { maskerOf } from "../../../src/runtime/base/masker.js";

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
    ["a map", { of: new Map([["k", "12345678"]]) }, { of: [["k", "***"]] }],
    ["a set", { of: new Set(["12345678"]) }, { of: ["***"] }],
    ["headers", { of: new Headers({ a: "12345678" }) }, { of: [["a", "***"]] }],
    [
      "a request",
      { of: new Request("http://h/", { headers: { a: "12345678" } }) },
      { of: { url: "http://h/", headers: [["a", "***"]] } },
    ],
    ["parameters", { of: new URLSearchParams("a=12345678") }, { of: "a=***" }],
    [
      "a buffer",
      { of: new TextEncoder().encode("12345678").buffer },
      { of: "***" },
    ],
    ["an expression", { of: /12345678/ }, { of: "/***/" }],
    [
      "a function with members",
      { of: Object.assign(() => 1, { a: "12345678" }) },
      { of: "***" },
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

  it("masks names and values that are symbols", () => {
    const given = { [Symbol("12345678")]: 1, of: Symbol("12345678") };
    expect(inspect(maskValue(given, mask))).toBe(
      "{ of: Symbol(***), [Symbol(***)]: 1 }",
    );
  });

  it("copies an error of the DOM so that its members can be read", () => {
    const given = new DOMException("got 12345678", "AbortError");
    const masked = maskValue(maskValue(given, mask), mask) as Error;
    expect([masked.name, masked.message]).toEqual(["AbortError", "got ***"]);
    expect(inspect(masked)).not.toContain("12345678");
  });

  it("shows nothing of what cannot be looked at", () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("trap");
        },
      },
    );
    expect(maskValue({ a: trap }, mask)).toBe("***");
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
