import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

// Tables of what must hold, with the reason for each case. They are kept beside the repository, so that other clients
// can be held against them too: `run.mjs` generates packages from their descriptions, and uses these as a caller does.

const ROOT = join(import.meta.dirname, "../..");
const CASES = process.env["CASES"] ?? join(ROOT, "../shared/cases");

/** What a runner prints, in lines. */
function run(runner: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner, ROOT]);
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", () => {
      resolve(said.split("\n"));
    });
  });
}

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
    lines = await run(runner);
  }, 240_000);

  it("has cases, which all hold", () => {
    expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(lines.findLast((line) => line.includes(" passed, "))).toMatch(
      /^[1-9]\d* passed, 0 failed$/,
    );
  });
});
