import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const MODULE = resolve("src/generator/cli/short-run.ts");

test("this Node.js knows what it is told: it would print else, and the user would see that", () => {
  const script = `import(${JSON.stringify(MODULE)}).then(({ suitShortRun }) => suitShortRun())`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--eval", script],
    { encoding: "utf8" },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: "",
    stderr: "",
  });
});
