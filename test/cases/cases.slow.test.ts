import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CASES, runCases } from "./run-cases.js";

// Tables of what must hold, with the reason for each case. They are kept beside the repository, so that other clients
// can be held against them too: `run.mjs` generates packages from their descriptions, and uses these as a caller does.

describe.each([
  ["answers", "answers of servers, and what a caller gets of each"],
  ["types", "descriptions, and the types and schemas that a user gets"],
])("%s: %s", (table) => {
  const runner = join(CASES, table, "run.mjs");
  if (!existsSync(runner)) {
    it.skip(`left out: ${runner} is not there; CASES names another folder`);
    return;
  }
  let lines: readonly string[] = [];
  beforeAll(async () => {
    lines = await runCases(table);
  }, 240_000);

  it("has cases, which all hold", () => {
    expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(lines.findLast((line) => line.includes(" passed, "))).toMatch(
      /^[1-9]\d* passed, 0 failed$/,
    );
  });
});
