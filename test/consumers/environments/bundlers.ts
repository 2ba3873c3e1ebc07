import { PUBLISHED, sources } from "../delivery.js";
import type { Environment } from "../environment.js";
import { bundle, page, tool, tsc } from "../steps.js";

/** The other bundlers for pages. Those without a `tsconfig.json` get the extension that is detected then. */
export const BUNDLERS: readonly Environment[] = [
  {
    name: "webpack-sources",
    layers: ["webpack-sources"],
    deliveries: sources("src/generated", "none", "detected"),
    steps: [tsc("--noEmit"), tool("webpack"), bundle("dist"), page(".")],
    isStock: true,
  },
  {
    name: "webpack-package",
    layers: ["webpack-package"],
    deliveries: PUBLISHED,
    steps: [tool("webpack"), bundle("dist"), page(".")],
    isStock: true,
  },
  {
    name: "webpack-undici",
    layers: ["webpack-package"],
    packages: { undici: "7.30.2" },
    deliveries: PUBLISHED,
    steps: [tool("webpack"), bundle("dist"), page(".")],
  },
  {
    name: "rollup-sources",
    layers: ["rollup"],
    deliveries: sources("src/generated", "none", "js", "detected"),
    steps: [
      tool("rollup", ["--config"], { expected: /^\(!\) .*sourcemap/ }),
      bundle("dist"),
      page("."),
    ],
  },
  {
    name: "rollup-package",
    layers: ["rollup-package"],
    deliveries: PUBLISHED,
    steps: [tool("rollup", ["--config"]), bundle("dist"), page(".")],
  },
  {
    name: "parcel",
    layers: ["parcel"],
    deliveries: sources("src/generated", "none", "ts", "detected"),
    steps: [
      tool("parcel", ["build", "--no-cache"]),
      bundle("dist"),
      page("dist"),
    ],
  },
  {
    name: "esbuild",
    layers: ["esbuild"],
    deliveries: sources("src/generated", "none", "js", "ts", "detected"),
    steps: [
      tool("esbuild", [
        ...["src/main.ts", "--bundle", "--minify", "--format=esm"],
        ...["--outfile=dist/main.js", "--log-level=warning"],
      ]),
      bundle("dist"),
      page("."),
    ],
  },
];
