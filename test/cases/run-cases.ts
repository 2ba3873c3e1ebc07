import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** The folder of the tables of cases, each with a `run.mjs`. */
export const CASES: string =
  process.env["CASES"] ?? join(ROOT, "../shared/cases");

/** What the runner of a table prints about this project, in lines. */
export function runCases(table: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const runner = join(CASES, table, "run.mjs");
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
