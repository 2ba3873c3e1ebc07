import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const MODULE = resolve("src/generator/cli/long-run.ts");

// What the flags change cannot be asked of V8: only that it knows them, and that nothing is set without need.
test.each([
  {
    name: "many processes to model: V8 knows what it is told, and prints nothing",
    events: [
      { phase: "model", done: 1, total: 5000 },
      { phase: "model", done: 2, total: 5000 },
    ],
    wanted: 3,
  },
  {
    name: "many processes, most of them known",
    events: [{ phase: "model", done: 4900, total: 5000 }],
    wanted: 0,
  },
  {
    name: "few processes",
    events: [{ phase: "model", done: 1, total: 1000 }],
    wanted: 0,
  },
  {
    name: "another phase",
    events: [{ phase: "format", done: 1, total: 5000 }],
    wanted: 0,
  },
])("$name", ({ events, wanted }) => {
  const script = `
    import { createRequire, syncBuiltinESMExports } from "node:module";
    const v8 = createRequire(process.cwd() + "/")("node:v8");
    const set = v8.setFlagsFromString;
    let times = 0;
    v8.setFlagsFromString = (flag) => { times += 1; set(flag); };
    syncBuiltinESMExports();
    const { longRun } = await import(${JSON.stringify(MODULE)});
    const hear = longRun();
    for (const event of ${JSON.stringify(events)}) hear(event);
    console.log(times);`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { encoding: "utf8" },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: `${wanted}\n`,
    stderr: "",
  });
});
