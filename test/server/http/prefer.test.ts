import { expect, it } from "vitest";
import { readPrefer } from "../../../src/server/http/prefer.js";

it.each([
  ["nothing", "", { respondAsync: false }],
  ["async", "respond-async", { respondAsync: true }],
  ["case and spaces", "  Respond-Async ", { respondAsync: true }],
  ["a wait", "wait=10", { respondAsync: false, waitMs: 10_000 }],
  [
    "async with a wait",
    "respond-async, wait=5",
    { respondAsync: true, waitMs: 5000 },
  ],
  [
    "parameters as ZOO-Project's clients write them",
    "respond-async;return=representation",
    { respondAsync: true, return: "representation" },
  ],
  [
    "a quoted value",
    'return="minimal"',
    { respondAsync: false, return: "minimal" },
  ],
  ["the first of two", "wait=1, wait=9", { respondAsync: false, waitMs: 1000 }],
  ["a wait that is not a number", "wait=soon", { respondAsync: false }],
  ["an unknown preference", "handling=lenient", { respondAsync: false }],
])("reads %s", (_name, header, wanted) => {
  expect(readPrefer(header)).toEqual(wanted);
});
