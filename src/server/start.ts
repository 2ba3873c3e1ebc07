import type { AddressInfo } from "node:net";
import {
  Authentication,
  TOKEN_PATH,
  type ServerAuthentication,
} from "./app/authentication.js";
import { createApp } from "./app/app.js";
import type { ProcessImplementation } from "./process.js";
import { LOCAL } from "./processes/local/service.js";
import { S2GOS } from "./processes/s2gos/service.js";
import { PROFILES } from "./profiles/index.js";
import type { ServerProfile } from "./profiles/profile.js";
import { Service } from "./service.js";

/** What {@link startServer} can be told. Everything is optional. */
export interface ServerOptions {
  /**
   * Which processes are offered: `s2gos`, the demonstration processes of the S2GOS test server, or
   * `local`, processes for tests of clients. Default: `s2gos`.
   */
  readonly service?: "s2gos" | "local";
  /** The address to listen on. Default: `127.0.0.1`, which other machines can't reach. */
  readonly host?: string;
  /** Default: 8008; 0 takes a free one. */
  readonly port?: number;
  /** Whose behaviour the server shows. Default: `standard`. */
  readonly profile?: ServerProfile;
  /** Processes besides the service's own, or in their place where the ids are the same. */
  readonly processes?: readonly ProcessImplementation[];
  /** How many jobs run at once; the others wait in the order of their arrival. Default: 4. */
  readonly maxRunningJobs?: number;
  /** Who may use the server. Default: everybody. */
  readonly auth?: ServerAuthentication;
  /** Seconds for the `Retry-After` header on active jobs. Default: no such header. */
  readonly retryAfter?: number;
  /** Told of each request that was answered, and of callbacks that failed. Default: nobody is. */
  readonly log?: (line: string) => void;
}

/** A server that listens. It stops at {@link RunningServer.close} or at the end of its `await using` block. */
export interface RunningServer {
  /** The landing page, such as `http://127.0.0.1:41234/`. */
  readonly url: string;
  readonly port: number;
  /** Where clients log in, for authentication of type `login`. */
  readonly tokenUrl: string;
  /** How many tokens were handed out, by grant. */
  readonly grants: Readonly<{ password: number; refresh_token: number }>;
  /** Makes every access token invalid from now on. Refresh tokens stay good. */
  readonly expireTokens: () => void;
  /** Adds a process, or replaces the one with its id. */
  readonly addProcess: (process: ProcessImplementation) => void;
  /** Removes a process, and says whether it was there. Its jobs stay. */
  readonly removeProcess: (id: string) => boolean;
  /** Dismisses every active job, closes all connections, and removes the files that processes wrote. */
  readonly close: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const SERVICES = { s2gos: S2GOS, local: LOCAL };
const DEFAULT_PORT = 8008;
const DEFAULT_MAX_RUNNING_JOBS = 4;

/**
 * Starts an OGC API - Processes server (OGC 18-062r2: core, OGC process description, JSON, OpenAPI
 * 3.0, job list, callback, dismiss) in this process.
 *
 * @throws RangeError - An option has no meaning: a service or profile that does not exist, no job at a time.
 * @throws Error - The port can't be had; its `code` is `EADDRINUSE` where another server has it.
 */
export async function startServer(
  options: ServerOptions = {},
): Promise<RunningServer> {
  const profile = choice("profile", PROFILES, options.profile ?? "standard");
  const definition = choice("service", SERVICES, options.service ?? "s2gos");
  const maxRunningJobs = options.maxRunningJobs ?? DEFAULT_MAX_RUNNING_JOBS;
  if (!(maxRunningJobs >= 1)) {
    throw new RangeError(
      `maxRunningJobs must be at least 1, not ${maxRunningJobs}.`,
    );
  }
  const log = options.log ?? (() => undefined);
  const authentication = new Authentication(options.auth ?? { type: "none" });
  const service = new Service(definition, { profile, maxRunningJobs, log });
  for (const process of options.processes ?? []) service.addProcess(process);
  const app = await createApp({
    service,
    profile,
    authentication,
    retryAfter: options.retryAfter,
    log,
  });
  const host = options.host ?? "127.0.0.1";
  await app.listen({ host, port: options.port ?? DEFAULT_PORT });
  const { port } = app.server.address() as AddressInfo;
  service.base = `http://${urlHost(host)}:${port}/`;
  const close = async (): Promise<void> => {
    await service.close();
    await app.close();
  };
  return {
    url: service.base,
    port,
    tokenUrl: new URL(TOKEN_PATH, service.base).href,
    grants: authentication.grants,
    expireTokens: () => {
      authentication.expireTokens();
    },
    addProcess: (process) => {
      service.addProcess(process);
    },
    removeProcess: (id) => service.removeProcess(id),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function choice<T>(
  what: string,
  choices: Readonly<Record<string, T>>,
  name: string,
): T {
  const chosen = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (chosen === undefined) {
    throw new RangeError(
      `There is no ${what} "${name}"; choose ${Object.keys(choices).join(", ")}.`,
    );
  }
  return chosen;
}

/** An IPv6 address needs brackets, and a server that listens everywhere is reached on this machine by its loopback name. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
