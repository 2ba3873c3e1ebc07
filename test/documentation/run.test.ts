import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { codeBlocks, ROOT, USER_PAGES } from "./code-blocks.js";

const LOADER = import.meta.resolve("tsx");

/** Names of packages and folders that readers have, and the files of the repository that stand for them. */
const STAND_INS = {
  "./generated/index.js": "generated-example/index.ts",
  "./generated/bind.js": "generated-example/bind.ts",
  "s2gos-codegen/server": "src/server/index.ts",
};

const PROGRAMS = USER_PAGES.flatMap((page) =>
  codeBlocks(page, "ts", "run").map((code, index): [string, string] => [
    `${page}, program ${index + 1}`,
    code,
  ]),
);

const folder = mkdtempSync(join(tmpdir(), "s2gos-codegen-documentation-"));
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ service: "s2gos", port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program of a page, and returns what it writes to the standard error stream. */
async function errorsOf(name: string, code: string): Promise<string> {
  const program = Object.entries(STAND_INS).reduce(
    (text, [from, path]) =>
      text.replaceAll(
        `"${from}"`,
        JSON.stringify(pathToFileURL(join(ROOT, path)).href),
      ),
    code,
  );
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.mts`);
  writeFileSync(file, program);
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", LOADER, file],
    { cwd: folder, env: { ...process.env, S2GOS_API_URL: server.url } },
  );
  return stderr;
}

describe("programs of the documentation", () => {
  it("are marked in the pages", () => {
    expect(PROGRAMS.length).toBeGreaterThan(7);
  });

  it.each(PROGRAMS)(
    "%s runs to its end",
    async (name, code) => {
      expect(await errorsOf(name, code)).toBe("");
    },
    60_000,
  );
});
