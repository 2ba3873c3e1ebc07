import { sources } from "../delivery.js";
import type { Environment } from "../environment.js";
import { tests } from "../steps.js";

/** Programs that run tests. */
export const TEST_RUNNERS: readonly Environment[] = [
  {
    // As ts-jest's documentation says.
    name: "jest",
    layers: ["jest"],
    deliveries: sources("src/generated", "none", "detected"),
    steps: [tests("jest")],
  },
  {
    // As Jest's documentation says.
    name: "jest-babel",
    layers: ["jest-babel"],
    deliveries: sources("src/generated", "none", "ts", "detected"),
    steps: [tests("jest")],
  },
  {
    name: "vitest",
    layers: ["vitest"],
    deliveries: sources("src/generated", "js", "ts", "none", "detected"),
    steps: [tests("vitest", "run")],
  },
  {
    name: "vitest-folder",
    layers: ["vitest", "vitest-folder"],
    deliveries: sources("src/generated", "js", "ts", "none", "detected"),
    steps: [tests("vitest", "run")],
  },
];
