import { workspace } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { page, tests, tool, tsc } from "../steps.js";
import { join } from "node:path";

/** The app of a workspace uses its neighbour, the client, which nobody builds. */
function steps(app: string): readonly Step[] {
  return [
    inFolder(app, [
      tsc(),
      tool("vite", ["build", "--logLevel", "warn"]),
      page("dist"),
      tests("vitest", "run"),
    ]),
  ];
}

/** Runs steps in a folder of the project. */
function inFolder(folder: string, steps: readonly Step[]): Step {
  return async (project) => {
    const below = { ...project, folder: join(project.folder, folder) };
    const figures: string[] = [];
    for (const step of steps) {
      const figure = await step(below);
      if (figure !== undefined) figures.push(figure);
    }
    return [...figures, "client not built"].join(", ");
  };
}

/** A package of its own beside the app that uses it, as sources. */
export const WORKSPACES: readonly Environment[] = [
  {
    name: "workspace-npm",
    layers: ["workspace-npm"],
    deliveries: workspace("packages/client"),
    steps: steps("packages/app"),
  },
  {
    name: "workspace-pnpm",
    layers: ["workspace-pnpm"],
    deliveries: workspace("workspace/packages/client"),
    steps: [
      tool(
        "pnpm",
        ({ matrix }) => [
          ...["install", "--silent", "--prefer-offline"],
          ...["--store-dir", join(matrix.projects, "pnpm-store")],
        ],
        { cwd: "workspace" },
      ),
      ...steps("workspace/packages/app"),
    ],
  },
];
