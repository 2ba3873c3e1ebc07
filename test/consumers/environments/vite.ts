import { sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { served } from "../served.js";
import { bundle, page, tool, tsc } from "../steps.js";

/** What `npm run build` of the template does after the type check. */
const BUILT: readonly Step[] = [
  tool("vite", ["build", "--logLevel", "warn"]),
  bundle("dist"),
  page("dist"),
];
const SOURCES = sources("src/generated", "js", "ts", "none", "detected");

/** `npm create vite`, the template react-ts: the versions that are in use, with the folder imported. */
const REACT: readonly Environment[] = [4, 5, 6, 7, 8].map((major) => ({
  name: `vite-${major}`,
  layers: ["vite-page", `vite-${major}`],
  deliveries: SOURCES,
  // The first one has no solution of several configurations.
  steps: [major === 4 ? tsc() : tsc("-b"), ...BUILT],
  isStock: major > 4,
}));

/** Pages that Vite builds. */
export const VITE: readonly Environment[] = [
  ...REACT,
  {
    // The template vanilla-ts.
    name: "vite-vanilla",
    layers: ["vite-vanilla"],
    deliveries: SOURCES,
    steps: [tsc(), ...BUILT],
  },
  {
    name: "vite-dev",
    layers: ["vite-page", "vite-8"],
    deliveries: SOURCES,
    steps: [
      served({
        name: "vite",
        args: (port) => ["--host", "127.0.0.1", "--port", String(port)],
        ready: /Local:/,
      }),
    ],
  },
  {
    // A project that also has undici, for its server or its tests.
    name: "vite-undici",
    layers: ["vite-vanilla"],
    packages: { undici: "7.30.2" },
    deliveries: sources("src/generated", "detected"),
    steps: [tsc(), ...BUILT],
  },
  {
    name: "vite-relative-url",
    layers: ["vite-vanilla", "vite-relative-url"],
    deliveries: sources("src/generated", "detected"),
    steps: [
      tsc(),
      tool("vite", ["build", "--logLevel", "warn"]),
      page("dist", "/ogc/"),
    ],
  },
];
