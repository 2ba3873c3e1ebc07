import { PUBLISHED, sources } from "../delivery.js";
import type { Environment, Project } from "../environment.js";
import { bundle, job, tool } from "../steps.js";

/** The permission that a call needs, and no other. */
const oneHost = ({ matrix }: Project): readonly string[] => [
  "run",
  `--allow-net=${new URL(matrix.urls.local).host}`,
  "src/main.ts",
];
const runByBun = job("bun", ["src/main.ts"]);

/** Platforms other than Node and browsers. */
export const PLATFORMS: readonly Environment[] = [
  {
    name: "bun-sources",
    layers: ["bun-sources"],
    deliveries: sources("src/generated", "js", "ts", "none", "detected"),
    steps: [runByBun],
  },
  {
    name: "bun-package",
    layers: ["bun-package"],
    deliveries: PUBLISHED,
    steps: [runByBun],
  },
  {
    name: "deno-sources",
    layers: ["deno-sources"],
    deliveries: sources("src/generated", "ts", "detected"),
    steps: [tool("deno", ["check", "src/main.ts"]), job("deno", oneHost)],
  },
  {
    name: "deno-package",
    layers: ["deno-package"],
    deliveries: PUBLISHED,
    steps: [tool("deno", ["check", "src/main.ts"]), job("deno", oneHost)],
  },
  {
    // With and without nodejs_compat.
    name: "workerd",
    layers: ["workerd"],
    deliveries: PUBLISHED,
    steps: [
      tool("esbuild", [
        ...["src/index.js", "--bundle", "--format=esm", "--target=es2024"],
        "--conditions=workerd,worker,browser",
        ...["--outfile=dist/worker.js", "--log-level=warning"],
      ]),
      bundle("dist"),
      job("node", ["run.mjs"]),
    ],
  },
];
