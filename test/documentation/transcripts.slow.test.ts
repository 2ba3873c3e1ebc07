import { afterAll, beforeAll, expect, it } from "vitest";
import {
  startServer,
  type RunningServer,
  type Schema,
} from "../../src/server/index.js";
import { temporaryFolder } from "../generator/output/folder.js";
import { blocksOf, readDocument, ROOT } from "./code-blocks.js";
import { GITHUB, TranscribedProject } from "./transcripts.js";

const PAGE = "docs/ci.md";

/** What the terminal, or the summary of a step, shows by the name that the fence has. */
const MADE = new Map<string, string>();

const FOLDER = temporaryFolder();
let server: RunningServer;
let project: TranscribedProject;

/** A process whose input and output change. */
function buffering(inputs: readonly string[], area: Schema) {
  return {
    description: {
      id: "buffer",
      version: "1.0.0",
      inputs: Object.fromEntries(
        inputs.map((name) => [name, { schema: { type: "number" } }]),
      ),
      outputs: { area: { schema: area } },
    },
    execute: () => ({ area: 1 }),
  };
}

beforeAll(async () => {
  server = await startServer({
    port: 0,
    processes: [buffering(["distance"], { type: "number" })],
  });
  project = new TranscribedProject(FOLDER.path, server.url);
  const npx = "npx s2gos-codegen";

  MADE.set("first-run", await project.run(npx));
  MADE.set("unchanged", await project.run(`${npx} --check`));

  server.addProcess(
    buffering(["distance", "segments"], { type: "number", minimum: 0 }),
  );
  const check = `${npx} --check --fail-on breaking`;
  MADE.set("breaking", await project.run(check, GITHUB));
  MADE.set("breaking-summary", project.takeSummary());

  const { port } = server;
  await server.close();
  MADE.set("server-down", await project.run(check, GITHUB));
  MADE.set("server-down-summary", project.takeSummary());

  server = await startServer({
    port,
    processes: [buffering(["distance"], { type: "number" })],
  });
  MADE.set("watch", await watched(`${npx} --watch 2`));
}, 300_000);

afterAll(async () => {
  await server.close();
  FOLDER[Symbol.dispose]();
});

/** Watches over an outage, after which a process is another one, until Ctrl-C. */
async function watched(command: string): Promise<string> {
  using watch = project.start(command);
  await watch.sees("Up to date");
  const { port } = server;
  await server.close();
  await watch.sees("error:");
  server = await startServer({
    port,
    processes: [buffering(["distance", "segments"], { type: "number" })],
  });
  await watch.sees("+ buffer: input segments");
  await watch.sees("Generated");
  watch.child.kill("SIGINT");
  const { code, stdout } = await watch.ends();
  const shown = project.shown(stdout).replace(/^(?=.*Stopped: )/m, "^C");
  return `$ ${command}\n${shown}$ echo $?\n${code}\n`;
}

it("the page shows what the command says", async () => {
  const fences = blocksOf(PAGE).flatMap(({ attributes }) =>
    attributes.transcript === undefined ? [] : [attributes.transcript],
  );
  expect(fences.toSorted()).toEqual([...MADE.keys()].toSorted());
  const made = readDocument(PAGE).replaceAll(
    /^(```.* transcript=(\S+)\n)[^]*?^```$/gm,
    (_block, fence: string, name: string) => `${fence}${MADE.get(name)}\`\`\``,
  );
  await expect(made).toMatchFileSnapshot(`${ROOT}/${PAGE}`);
}, 300_000);
