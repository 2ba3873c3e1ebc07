import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Complaint } from "../complaint.js";
import { generate } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { programOf } from "../notebook.js";
import { runTool, tool } from "../steps.js";

const NOTEBOOK = join(
  import.meta.dirname,
  "../../../examples/deno-notebook/processes.ipynb",
);

/** What the cells show, in their order: media types, and how the text begins. */
const SHOWN: readonly RegExp[] = [
  /^SHOWN text\/plain text\/html: "job: .*\\nprocess: sleep_a_while\\nstatus: (accepted|running)/,
  /^SHOWN text\/plain text\/html: "job: .*\\nprocess: sleep_a_while\\nstatus: successful/,
  /^SHOWN text\/plain: "\[2,3,5,7,11,/,
  /^SHOWN text\/plain: "<gml:Point>/,
  /^SHOWN text\/plain text\/html: "File: image\/svg\+xml, \d+ bytes"/,
];

/** Runs the cells, and compares what they show. */
const cells: Step = async (project) => {
  const output = await runTool(
    project,
    "deno",
    ["run", "--no-prompt", "--allow-net", "--allow-env", "notebook.ts"],
    { variables: { S2GOS_API_URL: project.matrix.urls.local } },
  );
  const lines = output.split("\n").filter((line) => line.startsWith("SHOWN "));
  const wrong = SHOWN.findIndex((shown, at) => !shown.test(lines[at] ?? ""));
  if (wrong !== -1 || lines.length !== SHOWN.length) {
    throw new Complaint(`the notebook shows: ${lines.join(" | ") || output}`);
  }
  return `${String(lines.length)} values shown`;
};

/** The notebook of the examples: its cells are type-checked and run by Deno. */
export const NOTEBOOKS: readonly Environment[] = [
  {
    name: "notebook-deno",
    layers: ["deno-sources"],
    deliveries: [
      {
        label: "",
        deliver: async (project) => {
          const text = await readFile(NOTEBOOK, "utf8");
          await writeFile(join(project.folder, "notebook.ts"), programOf(text));
          await generate(project, "generated");
          return { label: "", digest: "" };
        },
      },
    ],
    steps: [tool("deno", ["check", "notebook.ts"]), cells],
  },
];
