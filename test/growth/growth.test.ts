import { describe, expect, it } from "vitest";
import { growthFault, SIZES } from "./growth.js";

/** Times at all sizes, in milliseconds. */
function times(...ms: readonly number[]): Parameters<typeof growthFault>[0] {
  return ms.map((value, nth) => ({ bytes: SIZES[nth] ?? 0, ms: value }));
}

describe("times", () => {
  it.each([
    ["that grow with the text", times(2, 8, 32, 64)],
    ["that grow a little faster", times(2, 10, 60, 150)],
    ["that are short", times(0, 0.2, 1, 39)],
    ["of one size", times(500)],
  ])("%s are right", (_name, given) => {
    expect(growthFault(given)).toBeUndefined();
  });

  it.each([
    [
      "that grow with the square of the text",
      times(2, 32, 512, 2048),
      "time grows faster than the text: 2.0 ms for 32 KiB, 32.0 ms for 128 KiB, 512.0 ms for 512 KiB, 2048.0 ms for 1024 KiB",
    ],
    [
      "that grow so from nearly nothing",
      times(0.1, 2, 400),
      "time grows faster than the text: 0.1 ms for 32 KiB, 2.0 ms for 128 KiB, 400.0 ms for 512 KiB",
    ],
    ["that are none", times(), "nothing was measured"],
  ])("%s are not", (_name, given, wanted) => {
    expect(growthFault(given)).toBe(wanted);
  });
});
