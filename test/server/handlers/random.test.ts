import { expect, it } from "vitest";
import { randomOf } from "../../../src/server/handlers/random.js";

function choices(seed: string): readonly number[] {
  const random = randomOf(seed);
  return Array.from({ length: 50 }, () => random.below(4));
}

it("chooses the same for the same seed, and everything in time", () => {
  expect(choices("a")).toEqual(choices("a"));
  expect(choices("a")).not.toEqual(choices("b"));
  expect(new Set(choices("a"))).toEqual(new Set([0, 1, 2, 3]));
});
