import type { ServiceDefinition } from "../../service.js";
import { aoiIndicators } from "./aoi-indicators.js";
import { echo } from "./echo.js";
import { primesBetween } from "./primes-between.js";
import { processPipeline } from "./process-pipeline.js";
import { returnBaseModel } from "./return-base-model.js";
import { simulateScene } from "./simulate-scene.js";
import { sleepAWhile } from "./sleep-a-while.js";

/** Processes for tests of clients: slow, failing, computing, writing, echoing. */
export const local: ServiceDefinition = {
  title: "Local Test-Server",
  description: "Processes for tests of OGC API - Processes clients",
  processes: [
    sleepAWhile,
    primesBetween,
    simulateScene,
    returnBaseModel,
    processPipeline,
    aoiIndicators,
    echo,
  ],
};
