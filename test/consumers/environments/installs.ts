import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Complaint } from "../complaint.js";
import type { Environment, Project, Step } from "../environment.js";
import { runTool, tool } from "../steps.js";

/** What is installed with the tool may not grow beyond this without a reason. */
const MOST_PACKAGES = 45;
const MOST_MEGABYTES = 35;

/** The versions of Node that are supported, as the npm package `node` brings them, beside that of the machine. */
const NODES: Readonly<Record<string, Environment["packages"]>> = {
  "": {},
  "-node22": { node: "22.23.3" },
  "-node24": { node: "24.21.0" },
};

/** The app into which the tool is installed, beside the package manager. */
const APP = { cwd: "app" };

interface Manager {
  readonly name: string;
  /** Its command line, without the tarball of the tool. */
  readonly command: (
    tarball: string,
    cache: string,
  ) => readonly [string, ...string[]];
}

const MANAGERS: readonly Manager[] = [
  {
    name: "npm",
    command: (tarball) => ["npm", "install", "--engine-strict", tarball],
  },
  {
    name: "yarn-1",
    command: (tarball, cache) => [
      ...(["yarn", "add", `file:${tarball}`, "--non-interactive"] as const),
      ...["--prefer-offline", "--cache-folder", cache],
    ],
  },
  {
    name: "pnpm",
    command: (tarball, cache) => [
      ...(["pnpm", "add", tarball, "--prefer-offline"] as const),
      ...["--store-dir", cache],
    ],
  },
];

function install({ name, command }: Manager): Step {
  return async (project) => {
    const { projects, packed } = project.matrix;
    const cache = join(projects, `${name}-cache`);
    const [program, ...args] = command(await packed(), cache);
    await runTool(project, program, args, APP);
    return undefined;
  };
}

const generates = tool(
  "node",
  ({ matrix }) => [
    "node_modules/s2gos-codegen/dist/generator/cli/main.js",
    ...["--url", matrix.urls.local, "--out", "generated"],
  ],
  APP,
);

const runsOnNode: Step = async (project) => {
  const version = await runTool(project, "node", ["--version"]);
  return `generates on Node ${version.trim()}`;
};

/** Tests every package's root: pnpm has each in a folder of its own, beside links to it. */
const footprint: Step = async ({ folder }: Project) => {
  const roots = new Map<string, string>();
  let bytes = 0;
  const modules = join(folder, "app", "node_modules");
  for (const path of await filesBelow(modules)) {
    bytes += (await stat(join(modules, path))).size;
    const root = /^(.*\/)?((?:@[^/]+\/)?[^/@][^/]*)\/package\.json$/.exec(
      `/node_modules/${path}`,
    );
    if (root?.[1]?.endsWith("node_modules/") !== true) continue;
    const text = await readFile(join(modules, path), "utf8");
    const { version } = JSON.parse(text) as { readonly version?: string };
    roots.set(`${root[2] ?? ""}@${version ?? ""}`, path);
  }
  const megabytes = Math.round(bytes / 1_000_000);
  const figure = `${roots.size} packages, ${megabytes} MB`;
  if (roots.size > MOST_PACKAGES || megabytes > MOST_MEGABYTES) {
    throw new Complaint(
      `${figure}: more than ${MOST_PACKAGES} packages or ${MOST_MEGABYTES} MB`,
    );
  }
  return figure;
};

/** Files, without following links. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(folder.length + 1));
}

/** The tool, installed from its tarball. */
export const INSTALLS: readonly Environment[] = MANAGERS.flatMap((manager) =>
  Object.entries(NODES).map(([suffix, packages]) => ({
    name: `install-${manager.name}${suffix}`,
    layers: ["empty-app", `install-${manager.name}`],
    ...(packages === undefined ? {} : { packages }),
    steps: [install(manager), generates, runsOnNode, footprint],
  })),
);
