import { expect, it } from "vitest";
import { duration } from "../../../src/generator/cli/watch.js";

it.each([
  [0, "0 s"],
  [1_499, "1 s"],
  [59_000, "59 s"],
  [59_600, "1 min 0 s"],
  [200_000, "3 min 20 s"],
  [3_600_000, "1 h 0 min"],
  [90_000_000, "25 h 0 min"],
])("%i ms are %j", (ms, wanted) => {
  expect(duration(ms)).toBe(wanted);
});
