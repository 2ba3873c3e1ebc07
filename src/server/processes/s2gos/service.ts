import type { ServiceDefinition } from "../../process.js";
import { MTR_DEMO_GENERATION } from "./generation.js";
import { MTR_DEMO_SIMULATION } from "./simulation.js";

/** The S2GOS test service: scene generation and simulation of the MTR demonstration. */
export const S2GOS: ServiceDefinition = {
  title: "S2GOS Test-Server",
  description: "Local DTE-S2GOS process server for testing",
  processes: [MTR_DEMO_GENERATION, MTR_DEMO_SIMULATION],
};
