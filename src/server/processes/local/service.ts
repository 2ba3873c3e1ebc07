import type { ServiceDefinition } from "../../process.js";
import { AOI_INDICATORS } from "./aoi-indicators.js";
import { ECHO } from "./echo.js";
import { PRIMES_BETWEEN } from "./primes-between.js";
import { PROCESS_PIPELINE } from "./process-pipeline.js";
import { RETURN_BASE_MODEL } from "./return-base-model.js";
import { SIMULATE_SCENE } from "./simulate-scene.js";
import { SLEEP_AWHILE } from "./sleep-a-while.js";

/** Processes for tests of clients: they wait, fail, compute, write files, or return their inputs. */
export const LOCAL: ServiceDefinition = {
  title: "Local Test-Server",
  description: "Processes for tests of OGC API - Processes clients",
  processes: [
    SLEEP_AWHILE,
    PRIMES_BETWEEN,
    SIMULATE_SCENE,
    RETURN_BASE_MODEL,
    PROCESS_PIPELINE,
    AOI_INDICATORS,
    ECHO,
  ],
};
