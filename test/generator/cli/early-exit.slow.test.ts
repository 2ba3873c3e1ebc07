import { expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../output/folder.js";
import { description } from "../source/test-server.js";
import { spawnCli } from "./run-cli.js";

const HINT =
  "  hint: Code of the configuration, an emitter or what they import must not call process.exit.\n";
const CONFIG = "s2gos-codegen.config.mjs";
const SETTINGS = 'input: "a.json", out: "gen"';

it.each([
  ["a configuration", "process.exit(0);\nexport default {};", CONFIG, 0, 1],
  ["a configuration", "process.exit(3);\nexport default {};", CONFIG, 3, 3],
  [
    "a configuration, later",
    "setTimeout(() => process.exit(0));\nexport default await new Promise(() => setInterval(() => 0, 9));",
    CONFIG,
    0,
    1,
  ],
  [
    "an emitter",
    `export default { ${SETTINGS}, emitters: [{ name: "a", emit: () => process.exit(0) }] };`,
    "Something",
    0,
    1,
  ],
] as const)(
  "%s that ends the program is an error",
  async (_name, text, who, asked, exitCode) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      [CONFIG]: text,
      "a.json": JSON.stringify(description("a")),
    });
    const { code, stdout, stderr } = await spawnCli([], { cwd: folder.path });
    expect([code, stdout]).toEqual([exitCode, ""]);
    expect(stderr.replace(/The configuration file .*[/\\]/, "")).toBe(
      `error: ${who} ended the command before it was done, with exit code ${asked}.\n${HINT}`,
    );
  },
);

it("a program that ends by itself says nothing", async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, {
    [CONFIG]: `export default { ${SETTINGS} };`,
    "a.json": JSON.stringify(description("a")),
  });
  const { code, stderr } = await spawnCli(["--quiet"], { cwd: folder.path });
  expect([code, stderr]).toEqual([0, ""]);
});
