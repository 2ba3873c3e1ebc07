import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CASES, runCases } from "./run-cases.js";

// Checks of security and reliability, which use a generated package, the command and the embedded server from outside.
// They are kept beside the repository, as the other tables of cases; see cases.slow.test.ts.

/**
 * A check that is wrong itself: it looks for `localFile` among the process functions, where it is not, and then passes
 * `{ path }`, which is refused by intention. local-file.test.ts and execute-request.test.ts hold what it means.
 */
const WRONG = "S1-keep-a-file-that-the-caller-names-is-read-and-sent";

describe("faults: what a server, a network or a machine may do", () => {
  const runner = join(CASES, "faults", "run.mjs");
  if (!existsSync(runner)) {
    it.skip(`left out: ${runner} is not there; CASES names another folder`);
    return;
  }
  let failed: readonly string[] = [];
  let held: readonly string[] = [];
  beforeAll(async () => {
    const lines = await runCases("faults");
    const named = (start: string): readonly string[] =>
      lines.flatMap((line) =>
        line.startsWith(start)
          ? [line.slice(start.length).split(" ")[0] ?? ""]
          : [],
      );
    failed = named("FAIL ");
    held = named("ok ");
  }, 240_000);

  it("are survived", () => {
    expect(held).not.toEqual([]);
    expect(failed.filter((name) => name !== WRONG)).toEqual([]);
  });
});
