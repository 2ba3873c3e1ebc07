import type { ServiceDefinition } from "../../service.js";
import { mtrDemoGeneration } from "./generation.js";
import { mtrDemoSimulation } from "./simulation.js";

/** The S2GOS test service: scene generation and simulation of the MTR demonstration. */
export const s2gos: ServiceDefinition = {
  title: "S2GOS Test-Server",
  description: "Local DTE-S2GOS process server for testing",
  processes: [mtrDemoGeneration, mtrDemoSimulation],
};
