import { expect, it } from "vitest";
import { BOMBS } from "./bombs.js";
import { endsAsExpected, runBomb } from "./run-bomb.js";

/** The bombs of the threat model; `npx tsx test/fuzz/run-bombs.ts` runs all. */
const SHORT: ReadonlySet<string> = new Set([
  "10,000 levels of properties",
  "10,000 levels of defaults",
  "10,000 levels twice",
  "a million values of an enumeration",
  "minItems 200000",
  "exponential references in allOf",
  "exponential references in oneOf",
  "exponential references in tuples",
  "merges that grow without end",
  "a million properties",
  "100 MB of text",
  "100,000 branches",
]);

const SHORT_BOMBS = BOMBS.filter(({ name }) => SHORT.has(name));

it("every bomb of the short run exists", () => {
  expect(SHORT_BOMBS).toHaveLength(SHORT.size);
});

it.each(SHORT_BOMBS)(
  "$name ends in a finding or a package, with 512 MiB",
  { timeout: 300_000 },
  async (bomb) => {
    const report = await runBomb(bomb, "generate");
    expect(endsAsExpected(bomb, report), report.codes.join()).toBe(true);
  },
);
