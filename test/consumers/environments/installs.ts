import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Complaint } from "../complaint.js";
import type { Environment, Step } from "../environment.js";
import { runTool, tool } from "../steps.js";

/** What is installed with the tool, itself included, may not grow beyond this. */
const MOST_PACKAGES = 48;

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
  readonly mostMegabytes: number;
  /** Its command line, without the tarball of the tool. */
  readonly command: (
    tarball: string,
    cache: string,
  ) => readonly [string, ...string[]];
}

const MANAGERS: readonly Manager[] = [
  {
    name: "npm",
    mostMegabytes: 35,
    command: (tarball) => ["npm", "install", "--engine-strict", tarball],
  },
  {
    name: "yarn-1",
    // It does not share our exact version of Prettier with json-schema-to-typescript, which takes any 3.
    mostMegabytes: 47,
    command: (tarball, cache) => [
      ...(["yarn", "add", `file:${tarball}`, "--non-interactive"] as const),
      ...["--prefer-offline", "--cache-folder", cache],
    ],
  },
  {
    name: "pnpm",
    mostMegabytes: 35,
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

/** Counts packages by their roots: pnpm has each in a folder of its own, beside links to it. */
function footprint({ mostMegabytes }: Manager): Step {
  return async ({ folder }) => {
    const modules = join(folder, "app", "node_modules");
    const packages = new Set<string>();
    let bytes = 0;
    for (const path of await filesBelow(modules)) {
      bytes += (await stat(join(modules, path))).size;
      if (PACKAGE_ROOT.test(`/node_modules/${path}`)) {
        packages.add(await nameIn(join(modules, path)));
      }
    }
    const megabytes = Math.round(bytes / 1_000_000);
    const figure = `${packages.size} packages, ${megabytes} MB`;
    if (packages.size > MOST_PACKAGES || megabytes > mostMegabytes) {
      throw new Complaint(
        `${figure}: more than ${MOST_PACKAGES} packages or ${mostMegabytes} MB`,
      );
    }
    return figure;
  };
}

const PACKAGE_ROOT =
  /\/node_modules\/(?:@[^/]+\/[^/]+|[^@./][^/]*)\/package\.json$/;

/** `name@version` of a package.json. */
async function nameIn(manifest: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(manifest, "utf8")) as {
    readonly name?: string;
    readonly version?: string;
  };
  return `${name ?? manifest}@${version ?? ""}`;
}

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
    steps: [install(manager), generates, runsOnNode, footprint(manager)],
  })),
);
