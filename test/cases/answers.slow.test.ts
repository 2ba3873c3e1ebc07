import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

// A table of answers of servers, and of what a caller must get of each. It is kept beside the repository, so that
// other clients can be held against it too: `run.mjs` generates a package from its descriptions and calls its functions.

const ROOT = join(import.meta.dirname, "../..");
const FOLDER =
  process.env["ANSWER_CASES"] ?? join(ROOT, "../shared/cases/answers");
const RUNNER = join(FOLDER, "run.mjs");

/** Files of the table that are about how values are read and sent. */
const KINDS = ["content", "documents", "links", "qualified", "sent", "values"];

/** Runs the cases of one file; what the runner prints. */
function run(kind: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RUNNER, ROOT, "--only", `${kind}-`]);
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", () => {
      resolve(said);
    });
  });
}

const IS_THERE = existsSync(RUNNER);

describe.skipIf(!IS_THERE)(
  `answers of servers${IS_THERE ? "" : `: ${RUNNER} is not there; ANSWER_CASES names another folder`}`,
  () => {
    it.each(KINDS)(
      "%s",
      async (kind) => {
        const lines = (await run(kind)).split("\n");
        expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
        expect(lines.filter((line) => line.startsWith("pass"))).not.toEqual([]);
      },
      120_000,
    );
  },
);
