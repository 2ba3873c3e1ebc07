// So that the declarations compile where the program's own library has no `Symbol.asyncDispose`.
/// <reference lib="esnext.disposable" preserve="true" />
import {
  Authentication,
  TOKEN_PATH,
  type ServerAuthentication,
} from "./app/authentication.js";
import { createApp } from "./app/app.js";
import { choice } from "./choice.js";
import { accessRules } from "./http/access.js";
import { listen, NodeResponse } from "./node/listen.js";
import { temporaryFiles } from "./node/temporary-files.js";
import { offeredProcesses } from "./handlers/offered-processes.js";
import type { ProcessHandlers } from "./handlers/process-handler.js";
import type { ProcessImplementation } from "./process.js";
import { LOCAL } from "./processes/local/service.js";
import { S2GOS } from "./processes/s2gos/service.js";
import { PROFILES } from "./profiles/index.js";
import type { ServerProfile } from "./profiles/profile.js";
import { Service } from "./service.js";

/**
 * Options of {@link startServer}. All are optional.
 * @typeParam Processes - The type of the registry of a generated package: handlers are checked by it. Default: any.
 */
export interface ServerOptions<Processes = Readonly<Record<string, unknown>>> {
  /**
   * The processes that are offered: `s2gos`, the demonstration processes of the S2GOS test server, or
   * `local`, processes for tests of clients. Default: `s2gos`.
   */
  readonly service?: "s2gos" | "local";
  /** The address to listen on. Default: `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string;
  /** The port to listen on. 0 chooses a free one. Default: 8008. */
  readonly port?: number;
  /** The server whose behaviour is imitated. Default: `standard`. */
  readonly profile?: ServerProfile;
  /**
   * Processes that are added to the service's own, or replace those with the same id: whole ones in a list, or handlers by
   * id. A handler takes the place of what its process does, and leaves the description; a process that the service does
   * not have takes any inputs then, and returns any outputs.
   */
  readonly processes?:
    readonly ProcessImplementation[] | ProcessHandlers<NoInfer<Processes>>;
  /** How many jobs may run at once; the others wait in the order of their creation. Default: 4. */
  readonly maxRunningJobs?: number;
  /** The credentials that requests must carry. Default: none. */
  readonly auth?: ServerAuthentication;
  /**
   * Origins of web pages that may use the server, besides those of this machine (`http://localhost:5173`), such as
   * `https://pages.example`; `*` stands for all. Requests of other pages are answered with 403. Default: none.
   */
  readonly cors?: readonly string[];
  /**
   * Names by which clients address the server, besides addresses, `localhost` and `host`, such as the name of its
   * container; `*` stands for all. Requests to other names are answered with 421. Default: none.
   */
  readonly hosts?: readonly string[];
  /**
   * Whether web pages may give links to services of this machine as inputs, and a `subscriber` anywhere. A page may
   * always give those of its own origin, and a program all. Default: false.
   */
  readonly localLinks?: boolean;
  /** The `Retry-After` header of responses about active jobs, in seconds. Default: no such header. */
  readonly retryAfter?: number;
  /** Called with a line of text for each request that was answered and each callback that failed. */
  readonly log?: (line: string) => void;
}

/** A server that is listening. It stops when {@link RunningServer.close} is called, or at the end of its `await using` block. */
export interface RunningServer {
  /** The URL of the landing page, such as `http://127.0.0.1:41234/`. */
  readonly url: string;
  readonly port: number;
  /** The token endpoint, for authentication of type `login`. */
  readonly tokenUrl: string;
  /** How many access tokens were issued, by grant type. */
  readonly grants: Readonly<{ password: number; refresh_token: number }>;
  /** Makes all access tokens invalid. Refresh tokens stay valid. */
  readonly expireTokens: () => void;
  /** Adds a process, or replaces the one that has the same id. */
  readonly addProcess: (process: ProcessImplementation) => void;
  /** Removes a process, but not its jobs, and returns whether it existed. */
  readonly removeProcess: (id: string) => boolean;
  /** Dismisses every active job, closes all connections, and deletes the files that processes wrote. */
  readonly close: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const SERVICES = { s2gos: S2GOS, local: LOCAL };
const DEFAULT_PORT = 8008;
const DEFAULT_MAX_RUNNING_JOBS = 4;

/**
 * Starts an OGC API - Processes server in this program. It implements these conformance classes of
 * OGC 18-062r2: core, OGC process description, JSON, OpenAPI 3.0, job list, callback, dismiss.
 *
 * @throws RangeError - `service` or `profile` does not exist, `maxRunningJobs` is below 1, or `cors` or `hosts` has
 * what is no origin or no name of a host.
 * @throws Error - The server cannot listen. `code` is `EADDRINUSE` if the port is taken.
 */
export async function startServer<
  Processes = Readonly<Record<string, unknown>>,
>(options: ServerOptions<Processes> = {}): Promise<RunningServer> {
  const profile = choice("profile", PROFILES, options.profile ?? "standard");
  const definition = choice("service", SERVICES, options.service ?? "s2gos");
  const maxRunningJobs = options.maxRunningJobs ?? DEFAULT_MAX_RUNNING_JOBS;
  if (!(maxRunningJobs >= 1)) {
    throw new RangeError(
      `maxRunningJobs must be at least 1, not ${maxRunningJobs}.`,
    );
  }
  const host = options.host ?? "127.0.0.1";
  const access = accessRules(options.cors ?? [], [
    ...(options.hosts ?? []),
    urlHost(host),
  ]);
  const log = options.log ?? (() => undefined);
  const authentication = new Authentication(options.auth ?? { type: "none" });
  const service = new Service(definition, {
    profile,
    maxRunningJobs,
    files: temporaryFiles(),
    log,
  });
  const { processes = [] } = options;
  const added = Array.isArray(processes)
    ? (processes as readonly ProcessImplementation[])
    : offeredProcesses(processes as ProcessHandlers, (id) =>
        service.processes.find(({ description }) => description.id === id),
      );
  for (const process of added) service.addProcess(process);
  const app = createApp({
    service,
    profile,
    authentication,
    retryAfter: options.retryAfter,
    access,
    localLinks: options.localLinks ?? false,
    log,
    Response: NodeResponse,
  });
  const listener = await listen(app, {
    host,
    port: options.port ?? DEFAULT_PORT,
  });
  const { port } = listener;
  service.base = `http://${urlHost(host)}:${port}/`;
  const url = new URL(`.${profile.prefix}/`, service.base).href;
  const close = async (): Promise<void> => {
    await service.close();
    await listener.close();
  };
  return {
    url,
    port,
    tokenUrl: new URL(`.${TOKEN_PATH}`, url).href,
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

/** The host of the server's URL: IPv6 addresses need brackets, and a server that listens on all addresses is reached through the loopback address. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
