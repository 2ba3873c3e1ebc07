import { describe, expect, it } from "vitest";
import {
  boxOf,
  isHttpUrl,
  readingsOf,
  type Reading,
} from "../../../src/generator/execution/input-readings.js";

describe("what a text may mean", () => {
  it.each<[text: string, wanted: readonly Reading[]]>([
    ["hello", [{ value: "hello" }]],
    ["", [{ value: "" }]],
    ["12", [{ value: 12 }, { value: "12" }]],
    [" 12\n", [{ value: 12 }, { value: " 12\n" }]],
    ["null", [{ value: null }, { value: "null" }]],
    ["[1,2]", [{ value: [1, 2] }, { value: "[1,2]" }]],
    ['{"a":1}', [{ value: { a: 1 } }, { value: '{"a":1}' }]],
    ['"a"', [{ value: '"a"' }, { value: "a" }]],
    ["{a:1}", [{ value: "{a:1}" }]],
    ["0x10", [{ value: "0x10" }]],
    ["007", [{ value: "007" }]],
    ["1e400", [{ value: Infinity, isInexact: true }, { value: "1e400" }]],
    [
      "12345678901234567890",
      [
        { value: 12345678901234567000, isInexact: true },
        { value: "12345678901234567890" },
      ],
    ],
    [
      '{"a":[0.12345678901234567890123]}',
      [
        { value: { a: [0.12345678901234568] }, isInexact: true },
        { value: '{"a":[0.12345678901234567890123]}' },
      ],
    ],
    ["1.50", [{ value: 1.5 }, { value: "1.50" }]],
  ])("%j", (text, wanted) => {
    expect(readingsOf(text)).toEqual(wanted);
  });
});

it.each([
  ["http://h/a", true],
  ["HTTPS://h", true],
  ["ftp://h/a", false],
  ["file:///a", false],
  ["s3://bucket/a", false],
  ["h/a", false],
  ["http:", false],
  ["", false],
])("a server can fetch %j: %s", (text, wanted) => {
  expect(isHttpUrl(text)).toBe(wanted);
});

it.each<[text: string, wanted: object | undefined]>([
  ["11,45,12,46", { bbox: [11, 45, 12, 46] }],
  ["11, 45.5 ,12,46", { bbox: [11, 45.5, 12, 46] }],
  ["[1,2,3,4,5,6]", { bbox: [1, 2, 3, 4, 5, 6] }],
  [" [1,2]", { bbox: [1, 2] }],
  ["1,2,x", undefined],
  ['1,2,"3"', undefined],
  ["[[1,2]]", undefined],
  ['{"bbox":[1,2,3,4]}', undefined],
])("the bounding box of %j", (text, wanted) => {
  expect(boxOf(text)).toEqual(wanted);
});
