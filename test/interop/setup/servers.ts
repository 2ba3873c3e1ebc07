import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, PYTHON_SOURCES } from "./places.js";
import { OWN_PROCESSES, pygeoapiConfig, TWELVE_PROCESSES } from "./pygeoapi.js";
import { mustRun } from "./run.js";
import { freePort, startServer, type RunningServer } from "./server-process.js";

/** The servers, by the name of the package that is generated from each. */
export const SERVER_NAMES = [
  "s2gos",
  "wraptile",
  "pygeoapi",
  "pygeoapi-12",
] as const;

/** One of {@link SERVER_NAMES}. */
export type ServerName = (typeof SERVER_NAMES)[number];

/** Starts a server on a free port. */
export async function start(
  name: ServerName,
  programs: string,
): Promise<RunningServer> {
  const folder = join(CACHE, "servers", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "outputs"), { recursive: true });
  const port = await freePort();
  const place = { programs, folder, port, log: join(folder, "server.log") };
  switch (name) {
    case "s2gos":
      return startServer({
        ...place,
        program: "s2gos-server",
        parameters: service(port, "s2gos_server.services.testing:service"),
      });
    case "wraptile":
      return startServer({
        ...place,
        program: "wraptile",
        parameters: service(port, "wraptile.services.local.testing:service"),
      });
    case "pygeoapi":
    case "pygeoapi-12": {
      const processes = name === "pygeoapi" ? OWN_PROCESSES : TWELVE_PROCESSES;
      const config = join(folder, "config.yml");
      const openapi = join(folder, "openapi.yml");
      await writeFile(config, pygeoapiConfig(port, processes));
      const environment = {
        PYTHONPATH: PYTHON_SOURCES,
        PYGEOAPI_CONFIG: config,
        PYGEOAPI_OPENAPI: openapi,
      };
      await mustRun(
        join(programs, "python"),
        [
          join(programs, "pygeoapi"),
          ...["openapi", "generate", config, "--output-file", openapi],
        ],
        { ...environment, PYTHONDONTWRITEBYTECODE: "1" },
      );
      return startServer({
        ...place,
        program: "pygeoapi",
        parameters: ["serve"],
        environment,
      });
    }
  }
}

function service(port: number, name: string): readonly string[] {
  return ["run", "--host", "127.0.0.1", "--port", String(port), "--", name];
}
