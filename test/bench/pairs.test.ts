import { expect, it } from "vitest";
import { compare } from "./pairs.js";

/** A contender whose runs take what is said, and who says when it ran. */
function contender(name: string, seconds: readonly number[], order: string[]) {
  return (run: number) => {
    order.push(`${name}${run}`);
    const wall = seconds[run] ?? NaN;
    return Promise.resolve({ wall, cpu: 2 * wall, mebibytes: 100 });
  };
}

it("takes turns in going first, leaves out the first pair, and has medians and the median of the ratios", async () => {
  const order: string[] = [];
  const compared = await compare(
    3,
    contender("a", [99, 1, 2, 8], order),
    contender("b", [1, 2, 2, 2], order),
  );
  expect({ order, compared }).toEqual({
    order: ["a0", "b0", "b1", "a1", "a2", "b2", "b3", "a3"],
    compared: {
      ours: { wall: 2, cpu: 4, mebibytes: 100 },
      theirs: { wall: 2, cpu: 4, mebibytes: 100 },
      ratio: { wall: 1, cpu: 1, mebibytes: 1 },
    },
  });
});
