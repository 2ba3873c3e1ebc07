import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  blocksOf,
  USER_PAGES,
  type CodeBlock,
} from "../../documentation/code-blocks.js";
import { generate } from "../delivery.js";
import type { Delivery, Environment, Step } from "../environment.js";
import type { Service } from "../matrix.js";
import { bundle, tool, tsc } from "../steps.js";

/** Where the pages say that a server is: the embedded one here. */
const PAGES_SERVER = "http://localhost:8008";

interface Documented {
  readonly name: string;
  readonly layers: readonly string[];
  /** The folder of the generated package. */
  readonly out: string;
  /** Files of the template that the pages replace under other names. */
  readonly replaced?: readonly string[];
  /** The service and the flags that the package is generated with. */
  readonly service?: Service;
  readonly flags?: readonly string[];
  /** What the pages install beside the template's packages. */
  readonly packages?: Environment["packages"];
  readonly steps: readonly Step[];
}

const TOOLS: readonly Documented[] = [
  {
    name: "vite",
    layers: ["vite-page", "vite-8"],
    out: "src/generated",
    steps: [
      tsc("-b"),
      tool("vite", ["build", "--logLevel", "warn"]),
      bundle("dist"),
    ],
  },
  {
    name: "data-libraries",
    layers: ["vite-page", "vite-8"],
    packages: { "@tanstack/react-query": "5.108.4", swr: "2.5.1" },
    out: "src/local",
    service: "local",
    flags: ["--query"],
    replaced: ["src/App.tsx"],
    steps: [
      tsc("-b"),
      tool("vite", ["build", "--logLevel", "warn"]),
      bundle("dist"),
    ],
  },
  {
    name: "webpack",
    layers: ["webpack-sources"],
    out: "src/generated",
    steps: [tsc("--noEmit"), tool("webpack"), bundle("dist")],
  },
  {
    name: "next",
    layers: ["next"],
    out: "app/generated",
    replaced: ["app/primes.tsx"],
    steps: [
      tool("next", ["build"], {
        expected: /No build cache found|inferred your workspace root|lockfile/,
      }),
      bundle(".next/static"),
    ],
  },
  {
    name: "deno",
    layers: ["deno-sources"],
    out: "src/generated",
    steps: [
      tool("deno", ["check", "src/main.ts"]),
      tool("deno", ["run", "--allow-net", "src/main.ts"]),
    ],
  },
  {
    name: "bun",
    layers: ["bun-sources"],
    out: "src/generated",
    steps: [tool("bun", ["src/main.ts"])],
  },
  {
    name: "node",
    layers: ["node-strip-22"],
    out: "src/generated",
    steps: [tsc(), tool("node", ["src/main.ts"])],
  },
];

/** The files of the pages that name a tool, built by it in a project as it makes one. */
export const DOCUMENTED: readonly Environment[] = TOOLS.map(
  ({ name, layers, packages, steps, ...project }) => ({
    name: `documented-${name}`,
    layers,
    deliveries: [delivery(name, project)],
    isStock: true,
    ...(packages && { packages }),
    steps,
  }),
);

/** The blocks of the pages that are files of a tool's project. */
function blocksFor(name: string): readonly CodeBlock[] {
  return USER_PAGES.flatMap(blocksOf).filter(
    ({ attributes }) => attributes.tool?.split(",").includes(name) ?? false,
  );
}

function delivery(
  name: string,
  {
    out,
    replaced = [],
    service = "s2gos",
    flags = [],
  }: Pick<Documented, "flags" | "out" | "replaced" | "service">,
): Delivery {
  return {
    label: "",
    deliver: async (project) => {
      for (const path of replaced) await rm(join(project.folder, path));
      const server = new URL(project.matrix.urls[service]).origin;
      for (const { attributes, code } of blocksFor(name)) {
        const file = join(project.folder, attributes.file ?? "");
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, code.replaceAll(PAGES_SERVER, server));
      }
      await generate(project, out, flags, service);
      return { label: "", digest: "" };
    },
  };
}
