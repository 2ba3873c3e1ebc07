import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generate } from "../../../src/generator/generate.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { realisticProcesses } from "./realistic.js";
import { syntheticProcesses } from "./synthetic.js";
import { changedProcesses, serveProcesses, writeWorkload } from "./workload.js";

it.each([
  ["synthetic", syntheticProcesses],
  ["realistic", realisticProcesses],
])(
  "makes the same %s processes each time, and all are generated",
  async (_, make) => {
    using folder = temporaryFolder();
    const processes = make(20);
    expect(make(40).slice(0, 20)).toEqual(processes);
    const { input, openApi } = writeWorkload(processes, folder.path);
    const { paths } = JSON.parse(readFileSync(openApi, "utf8")) as {
      readonly paths: object;
    };
    const generated = await generate({ input, out: join(folder.path, "out") });
    const outcomes = generated.processes.map(({ status }) => status);
    expect({
      files: readdirSync(input).length,
      paths: Object.keys(paths).length,
      outcomes,
      diagnostics: generated.diagnostics,
    }).toEqual({
      files: 20,
      paths: 20,
      outcomes: processes.map(() => "generated"),
      diagnostics: [],
    });
  },
);

it("changes one process in a hundred, and serves what it is told to", async () => {
  using folder = temporaryFolder();
  const processes = realisticProcesses(101);
  const server = await serveProcesses(processes);
  const out = join(folder.path, "out");
  mkdirSync(out);
  try {
    await generate({ url: server.url, out });
    server.offer(changedProcesses(processes, 1));
    const { changes } = await generate({ url: server.url, out });
    const changed = new Set(changes.map(({ process }) => process));
    expect([...changed].sort()).toEqual(
      [processes[0]?.id, processes[100]?.id].sort(),
    );
  } finally {
    server.close();
  }
});
