import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { Complaint } from "../complaint.js";
import { generate } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { runTool, tsc } from "../steps.js";

const EXAMPLE = join(import.meta.dirname, "../../../examples/node-many-jobs");

/** Runs the script twice: the second time, all runs are recalled. */
const scriptTwice: Step = async (project) => {
  for (const recalled of [0, 200]) {
    const output = await runTool(project, "node", ["main.ts"], {
      variables: { S2GOS_API_URL: project.matrix.urls.local },
    });
    const wanted = `PRIMES 3430, ${String(recalled)} runs recalled, missing: none`;
    if (!output.includes(wanted)) {
      throw new Complaint(`the script prints no "${wanted}": ${output}`);
    }
  }
  return "200 jobs run, and recalled";
};

/** The script of the examples, in a project as its package.json describes it. */
export const MANY_JOBS: readonly Environment[] = [
  {
    name: "many-jobs",
    layers: ["node-strip-24"],
    deliveries: [
      {
        label: "",
        deliver: async (project) => {
          for (const name of ["main.ts", "tsconfig.json"]) {
            await copyFile(join(EXAMPLE, name), join(project.folder, name));
          }
          await generate(project, "generated", ["--import-extension", "ts"]);
          return { label: "", digest: "" };
        },
      },
    ],
    steps: [tsc(), scriptTwice],
  },
];
