import { readFileSync } from "node:fs";
import type { ServerOptions } from "../../server/index.js";
import { GenerationError, UsageError } from "../errors.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { aborted } from "./interrupt.js";
import type { Io } from "./io.js";
import { printableLine } from "./printable.js";

/**
 * The command `serve`: the embedded server, until SIGINT or SIGTERM. Only its URL goes to
 * standard output, as soon as the server answers.
 */
export async function serveCommand(
  flags: Readonly<Record<string, unknown>>,
  io: Io,
  signal: AbortSignal,
): Promise<ExitCode> {
  const options = serverOptions(flags, io);
  const { startServer } = await import("../../server/index.js");
  const server = await start(() => startServer(options), options);
  try {
    io.stdout(`${server.url}\n`);
    if (flags["quiet"] !== true) {
      io.stderr("The server runs until Ctrl-C.\n");
    }
    await aborted(signal);
  } finally {
    await server.close();
  }
  return EXIT.done;
}

function serverOptions(
  flags: Readonly<Record<string, unknown>>,
  io: Io,
): ServerOptions {
  const { host, profile, service, cors, allowHost, allowLocalLinks } = flags;
  const { recording } = flags;
  return {
    port: portOf(flags["port"]),
    ...(typeof recording === "string"
      ? { recording: recorded(recording) }
      : {}),
    ...(typeof host === "string" ? { host } : {}),
    // The server checks both, and its error names the possible values.
    ...(typeof service === "string"
      ? { service: service as NonNullable<ServerOptions["service"]> }
      : {}),
    ...(typeof profile === "string"
      ? { profile: profile as NonNullable<ServerOptions["profile"]> }
      : {}),
    // The server checks these too.
    cors: texts(cors),
    hosts: texts(allowHost),
    localLinks: allowLocalLinks === true,
    ...(flags["verbose"] === true
      ? {
          log: (line: string) => {
            io.stderr(`${printableLine(line)}\n`);
          },
        }
      : {}),
  };
}

/** @throws UsageError - The file cannot be read, or is not JSON. */
function recorded(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(
      `--recording: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      { hint: "Give a file that --save-input wrote.", cause: error },
    );
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function portOf(value: unknown): number {
  const port =
    typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError("--port must be a number from 0 to 65535.", {
    hint: "0 takes a free port.",
  });
}

async function start<Server>(
  starting: () => Promise<Server>,
  options: ServerOptions,
): Promise<Server> {
  try {
    return await starting();
  } catch (error) {
    const isOfRecording =
      options.recording !== undefined && error instanceof TypeError;
    if (error instanceof RangeError || isOfRecording) {
      throw new UsageError(error.message, {
        hint: "See s2gos-codegen serve --help.",
        cause: error,
      });
    }
    const code =
      error instanceof Error && "code" in error ? error.code : undefined;
    if (
      code !== "EADDRINUSE" &&
      code !== "EACCES" &&
      code !== "EADDRNOTAVAIL"
    ) {
      throw error;
    }
    throw new GenerationError(
      "port-unavailable",
      code === "EADDRINUSE"
        ? `Port ${options.port ?? 8008} is in use.`
        : `The server cannot listen on ${options.host ?? "127.0.0.1"}, port ${options.port ?? 8008}.`,
      {
        hint: "Take another one with --port; 0 takes a free one.",
        cause: error,
      },
    );
  }
}
