import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PYTHON_SOURCES } from "./places.js";
import { mustRun } from "./run.js";
import {
  startServer,
  type RunningServer,
  type ServerPlace,
} from "./server-process.js";

/** A process of a pygeoapi: its id, and the class that runs it. */
type Processor = readonly [id: string, name: string];

/** The three processes that are part of pygeoapi. */
export const OWN_PROCESSES: readonly Processor[] = [
  ["hello-world", "HelloWorld"],
  ["echo", "Echo"],
  ["shapely-functions", "ShapelyFunctions"],
];

/** Processes with forms of inputs and outputs that pygeoapi's own lack. */
const INTEROP_PROCESSES: readonly Processor[] = [
  ["OTB.BandMath", "interop_processes.BandMath"],
  ["statistics", "interop_processes.Statistics"],
  ["quicklook", "interop_processes.Quicklook"],
  ["report", "interop_processes.Report"],
  ["footprint", "interop_processes.Footprint"],
  ["scene:describe", "interop_processes.Describe"],
  ["wait", "interop_processes.Wait"],
  ["delete", "interop_processes.Fail"],
  ["now", "interop_processes.Now"],
];

/** Twelve processes: two more than pygeoapi lists. */
export const TWELVE_PROCESSES: readonly Processor[] = [
  ...OWN_PROCESSES,
  ...INTEROP_PROCESSES,
];

/** Processes that run on every version of pygeoapi, those of AquaINFRA's kind among them. */
export const PLUGIN_PROCESSES: readonly Processor[] = [
  ["hello-world", "HelloWorld"],
  ...INTEROP_PROCESSES,
  ["mean-by-group", "aquainfra_processes.Table"],
  ["map-trends-static", "aquainfra_processes.Map"],
  ["snapped-points", "aquainfra_processes.Several"],
];

/** Keeps the jobs of the oldest pygeoapi, whose own class loses some. */
export const GUARDED_JOBS = "guarded_jobs.GuardedTinyDBManager";

/**
 * Starts a pygeoapi.
 * @param most - How many processes it lists at most.
 * @param jobs - The class that keeps its jobs.
 */
export async function startPygeoapi(
  place: ServerPlace,
  processes: readonly Processor[],
  most: number,
  jobs = "TinyDB",
): Promise<RunningServer> {
  const { folder, port, programs } = place;
  const config = join(folder, "config.yml");
  const openapi = join(folder, "openapi.yml");
  const downloads = join(folder, "downloads");
  await mkdir(downloads);
  await writeFile(
    config,
    pygeoapiConfig(port, processes, most, downloads, jobs),
  );
  const environment = {
    PYTHONPATH: PYTHON_SOURCES,
    PYTHONDONTWRITEBYTECODE: "1",
    PYGEOAPI_CONFIG: config,
    PYGEOAPI_OPENAPI: openapi,
    DOWNLOAD_FOLDER: downloads,
    DOWNLOAD_URL: `http://127.0.0.1:${port}/static`,
  };
  await mustRun(
    join(programs, "python"),
    [
      join(programs, "pygeoapi"),
      ...["openapi", "generate", config, "--output-file", openapi],
    ],
    environment,
  );
  return startServer({
    ...place,
    program: join(programs, "pygeoapi"),
    parameters: ["serve"],
    environment,
  });
}

/** A configuration of pygeoapi, as JSON, which is YAML too. Versions before 0.20 know `limit`, the others `limits`. */
function pygeoapiConfig(
  port: number,
  processes: readonly Processor[],
  most: number,
  downloads: string,
  jobs: string,
): string {
  const url = `http://127.0.0.1:${port}`;
  return JSON.stringify(
    {
      server: {
        bind: { host: "127.0.0.1", port },
        url,
        mimetype: "application/json; charset=UTF-8",
        encoding: "utf-8",
        gzip: false,
        languages: ["en-US", "fr-CA"],
        limit: most,
        limits: { default_items: most, max_items: most },
        templates: { static: downloads },
        map: { url: `${url}/{z}/{x}/{y}.png`, attribution: "none" },
        manager: {
          name: jobs,
          connection: "./jobs.db",
          output_dir: "./outputs",
        },
      },
      logging: { level: "ERROR" },
      metadata: {
        identification: {
          title: { en: "Interop Server", fr: "Serveur d'essai" },
          description: "Server of the interop tests",
          keywords: ["interop"],
          keywords_type: "theme",
          terms_of_service: url,
          url,
        },
        license: { name: "none", url },
        provider: { name: "Tests", url },
        contact: { name: "Tests", email: "tests@example.org", url },
      },
      resources: Object.fromEntries(
        processes.map(([id, name]) => [
          id,
          { type: "process", processor: { name } },
        ]),
      ),
    },
    undefined,
    2,
  );
}
