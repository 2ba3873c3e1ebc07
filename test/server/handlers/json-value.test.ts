import { describe, expect, it } from "vitest";
import { jsonValue } from "../../../src/server/handlers/json-value.js";
import { MediaValue, Reference } from "../../../src/server/process.js";

const CIRCLE: { inner?: unknown } = {};
CIRCLE.inner = [CIRCLE];
const SHARED = { a: 1 };

class Place {
  readonly x = 1;
  get y(): number {
    return 2;
  }
}

describe("jsonValue", () => {
  it.each<[name: string, value: unknown, wanted: unknown]>([
    ["plain values", [null, "", 0, -1.5, false], [null, "", 0, -1.5, false]],
    ["members", { a: { b: [{}] }, c: undefined }, { a: { b: [{}] } }],
    ["dates", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
    ["URLs", new URL("http://a/b"), "http://a/b"],
    ["instances of classes", new Place(), { x: 1 }],
    ["one object in two places", [SHARED, SHARED], [SHARED, SHARED]],
    [
      "a member called __proto__",
      JSON.parse('{"__proto__": 1}'),
      JSON.parse('{"__proto__": 1}'),
    ],
  ])("copies %s", (_name, value, wanted) => {
    expect(jsonValue(value, "Output")).toStrictEqual(wanted);
  });

  it.each<[value: unknown, message: string]>([
    [Number.NaN, "Output is NaN: JSON does not have that."],
    [
      { a: [1, -Infinity] },
      "Output has -Infinity at /a/1: JSON does not have that.",
    ],
    [[undefined], "Output has an undefined at /0: JSON does not have that."],
    [{ "a/~": 1n }, "Output has a bigint at /a~1~0: JSON does not have that."],
    [{ a: () => 1 }, "Output has a function at /a: JSON does not have that."],
    [
      CIRCLE,
      "Output has an object that contains itself at /inner/0: JSON does not have that.",
    ],
    [new Map(), "Output is a Map: JSON does not have that."],
    [
      { a: Promise.resolve(1) },
      "Output has a Promise at /a: JSON does not have that.",
    ],
    ...[
      new Blob(["a"]),
      Uint8Array.of(1),
      Buffer.from("a"),
      new ArrayBuffer(1),
      new MediaValue("text/csv", "a"),
      new Reference({ href: "http://a/" }),
    ].map((content): [unknown, string] => [
      { a: content },
      `Output has ${/^A/.test(content.constructor.name) ? "an" : "a"} ${content.constructor.name} within an object at /a: content is an output by itself, or a list of it.`,
    ]),
  ])("refuses %o", (value, message) => {
    expect(() => jsonValue(value, "Output")).toThrow(new TypeError(message));
  });
});
