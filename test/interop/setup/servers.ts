import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { startFastprocesses } from "./fastprocesses.js";
import { CACHE } from "./places.js";
import {
  GUARDED_JOBS,
  OWN_PROCESSES,
  PLUGIN_PROCESSES,
  startPygeoapi,
  TWELVE_PROCESSES,
} from "./pygeoapi.js";
import type { ServerName } from "./server-names.js";
import {
  freePort,
  startServer,
  type RunningServer,
  type ServerPlace,
} from "./server-process.js";

type Start = (place: ServerPlace) => Promise<RunningServer>;

const STARTS: Readonly<Record<ServerName, Start>> = {
  s2gos: service("s2gos-server", "s2gos_server.services.testing:service"),
  wraptile: service("wraptile", "wraptile.services.local.testing:service"),
  pygeoapi: (place) => startPygeoapi(place, OWN_PROCESSES, 10),
  "pygeoapi-12": (place) => startPygeoapi(place, TWELVE_PROCESSES, 10),
  "pygeoapi-oldest": (place) =>
    startPygeoapi(place, PLUGIN_PROCESSES, 100, GUARDED_JOBS),
  "pygeoapi-plugins": (place) => startPygeoapi(place, PLUGIN_PROCESSES, 100),
  "pygeoapi-newest": (place) => startPygeoapi(place, PLUGIN_PROCESSES, 100),
  fastprocesses: (place) => startFastprocesses(place, ""),
  "fastprocesses-proxied": (place) => startFastprocesses(place, "/ogc/v1"),
};

/** Starts a server on a free port. */
export async function start(
  name: ServerName,
  programs: string,
): Promise<RunningServer> {
  const folder = join(CACHE, "servers", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "outputs"), { recursive: true });
  return STARTS[name]({ programs, folder, port: await freePort() });
}

/** A service of wraptile's kind. */
function service(program: string, name: string): Start {
  return (place) =>
    startServer({
      ...place,
      program: join(place.programs, program),
      parameters: [
        ...["run", "--host", "127.0.0.1", "--port", String(place.port)],
        ...["--", name],
      ],
    });
}
