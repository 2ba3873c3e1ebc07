import { join } from "node:path";
import { PYTHON_SOURCES } from "./places.js";
import {
  freePort,
  startServer,
  type RunningServer,
  type ServerPlace,
} from "./server-process.js";

/**
 * Starts a fastprocesses, with its own Redis and Celery worker.
 * @param prefix - What a proxy before it removes from each path. Empty: there is no proxy.
 */
export async function startFastprocesses(
  place: ServerPlace,
  prefix: string,
): Promise<RunningServer> {
  const redisPort = await freePort();
  return startServer({
    ...place,
    path: prefix,
    program: join(PYTHON_SOURCES, "fastprocesses_server.py"),
    parameters: [
      ...[place.port, redisPort].map(String),
      ...(prefix === "" ? [] : [prefix]),
    ],
    environment: { PYTHONPATH: PYTHON_SOURCES },
  });
}
