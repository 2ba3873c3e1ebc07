import { PUBLISHED, sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { Complaint } from "../complaint.js";
import { job, tool, tsc } from "../steps.js";

const runProgram = job("node", ["dist/main.js"]);

/** The command says what cannot compile, instead of leaving it to the compiler. */
const saysThatItCannotCompile: Step = ({ report }) => {
  if (/TS1295|verbatimModuleSyntax/.test(report))
    return Promise.resolve("the report says TS1295");
  throw new Complaint(
    "the report does not say that the package cannot compile (TS1295)",
  );
};

/** Programs that TypeScript compiles for Node, and that Node runs itself. */
export const NODE: readonly Environment[] = [
  {
    // `tsc --init` of TypeScript 7.
    name: "node-esm",
    layers: ["node-esm"],
    deliveries: sources("src/generated", "js", "detected"),
    steps: [tsc(), runProgram],
    isStock: true,
  },
  {
    name: "node-cjs-nodenext",
    layers: ["node-cjs-nodenext"],
    deliveries: sources("src/generated", "js", "detected"),
    steps: [tsc(), runProgram],
    isStock: true,
  },
  {
    name: "node-cjs",
    layers: ["node-cjs"],
    deliveries: sources("src/generated", "none", "js", "detected"),
    steps: [tsc(), runProgram],
    isStock: true,
  },
  {
    // The oldest TypeScript, every strict flag, and the declarations of all libraries checked.
    name: "node10",
    layers: ["node10"],
    deliveries: sources("src/generated", "none", "js", "detected"),
    steps: [tsc(), runProgram],
    isStock: true,
  },
  {
    name: "verbatim-cjs",
    layers: ["verbatim-cjs"],
    deliveries: sources("src/generated", "detected"),
    steps: [saysThatItCannotCompile],
  },
  {
    name: "node-strip-22",
    layers: ["node-strip-22"],
    deliveries: sources("src/generated", "ts", "detected"),
    steps: [tsc(), job("node", ["src/main.ts"])],
  },
  {
    name: "node-strip-24",
    layers: ["node-strip-24"],
    deliveries: sources("src/generated", "ts", "detected"),
    steps: [tsc(), job("node", ["src/main.ts"])],
  },
  {
    // tsx, which compiles without a type check.
    name: "tsx",
    layers: ["node-esm", "tsx"],
    deliveries: sources("src/generated", "js", "ts", "none", "detected"),
    steps: [job("tsx", ["src/main.ts"])],
  },
  {
    name: "tsx-cjs",
    layers: ["node-cjs", "tsx-cjs"],
    deliveries: sources("src/generated", "js", "ts", "none", "detected"),
    steps: [job("tsx", ["src/main.ts"])],
  },
  {
    name: "types-dom",
    layers: ["types-dom"],
    deliveries: PUBLISHED,
    steps: [tsc()],
  },
  {
    name: "types-node",
    layers: ["types-node"],
    deliveries: PUBLISHED,
    steps: [tsc()],
  },
  {
    name: "config-file",
    layers: ["config-file"],
    deliveries: PUBLISHED,
    steps: [tool("node", ["main.mjs"], { figure: "flat and nested" })],
  },
];
