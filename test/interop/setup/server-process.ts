import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PYTHON_SOURCES } from "./places.js";

/** Where a server runs. */
export interface ServerPlace {
  /** Folder of the Python environment's programs. */
  readonly programs: string;
  /** Its working folder. */
  readonly folder: string;
  readonly port: number;
}

/** How a server is started. */
export interface ServerCommand extends ServerPlace {
  /** A program in Python. */
  readonly program: string;
  readonly parameters: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The path of its API. Default: none. */
  readonly path?: string;
}

/** A server that is running. */
export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

const GIVEN = new Set<number>();

/**
 * A port that is free now, and that no other server of this run was given: a
 * server takes a while to bind its own, and the system may offer it again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const listener = createServer();
    await once(listener.listen(0, "127.0.0.1"), "listening");
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, "close");
    if (GIVEN.has(port)) continue;
    GIVEN.add(port);
    return port;
  }
}

/** Starts a server and waits until it answers. It ends with this process, however that ends. */
export async function startServer(
  command: ServerCommand,
): Promise<RunningServer> {
  const logFile = join(command.folder, "server.log");
  const log = openSync(logFile, "w");
  const child = spawn(
    join(command.programs, "python"),
    [
      join(PYTHON_SOURCES, "until_stdin_closes.py"),
      join(command.programs, "python"),
      command.program,
      ...command.parameters,
    ],
    {
      cwd: command.folder,
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUNBUFFERED: "1",
        ...command.environment,
      },
      stdio: ["pipe", log, log],
      // In a process group of its own: signals to the test's group must not kill it before it has stopped the server.
      detached: true,
    },
  );
  closeSync(log);
  const url = `http://127.0.0.1:${command.port}${command.path ?? ""}/`;
  const stop = async (): Promise<void> => {
    if (hasEnded(child)) return;
    const ended = once(child, "exit");
    child.stdin?.end();
    await ended;
  };
  try {
    await untilAnswering(url, child);
  } catch (cause) {
    await stop();
    const said = await readFile(logFile, "utf8");
    throw new Error(`${command.program} did not start. It said:\n${said}`, {
      cause,
    });
  }
  return { url, stop };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!hasEnded(child) && Date.now() < deadline) {
    if (await isAnswering(url)) return;
    await sleep(100);
  }
  throw new Error(
    hasEnded(child)
      ? `It ended with exit code ${child.exitCode ?? "none"}.`
      : `No answer at ${url} within ${START_LIMIT_MS} ms.`,
  );
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL("processes", url), {
      headers: { accept: "application/json" },
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
