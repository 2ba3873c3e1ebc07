import type { Client, Warning } from "../../runtime/index.js";
import type { Diagnostic } from "../diagnostic.js";
import { UsageError } from "../errors.js";
import { connectTo, type ServerOptions } from "../execution/connection.js";
import { outcomeOf, type FailedCall } from "../execution/outcome-of.js";
import type { ServiceConfiguration } from "./config.js";
import type { ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { serverOptions } from "./job-settings.js";
import { jsonReport } from "./report-json.js";
import { diagnosticsText } from "./report.js";
import type { JobCommand } from "./usage-error.js";

/** What a command about jobs knows when it fails or is interrupted. */
export interface JobNotes {
  /** Members of the report, without secrets. */
  readonly found: Record<string, unknown>;
  /** What is said where it is interrupted. Undefined: nothing. */
  interruption: Interruption | undefined;
}

/** What an interruption means: what happens to the job, and how to go on. */
export interface Interruption {
  readonly message: string;
  readonly hint?: string;
}

/** One command that asks a server about processes and jobs. */
export interface JobSession {
  readonly context: CommandContext;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly client: Client;
  readonly options: ServerOptions;
  readonly notes: JobNotes;
  /** What is known of the call, for the report of a failure. */
  readonly call: { -readonly [Key in keyof FailedCall]: FailedCall[Key] };
  /** The report as one object is wanted. */
  readonly json: boolean;
}

/** Prints what a command found, but for the report as JSON, and returns how it ended. */
type JobCommandBody = (session: JobSession) => Promise<ExitCode>;

/** Only two of them need what reads descriptions, which takes longer to load than a list of jobs to print. */
const BODIES: Readonly<Record<JobCommand, () => Promise<JobCommandBody>>> = {
  run: async () => (await import("./run-command.js")).runCommand,
  jobs: async () => (await import("./jobs-command.js")).jobsCommand,
  results: async () => (await import("./results-command.js")).resultsCommand,
  dismiss: async () => (await import("./dismiss-command.js")).dismissCommand,
};

/**
 * The commands `run`, `jobs`, `results` and `dismiss`: asks one server.
 *
 * @throws UsageError where the configuration has several; OutcomeError.
 */
export async function jobCommand(
  command: JobCommand,
  flags: Readonly<Record<string, unknown>>,
  services: readonly ServiceConfiguration[],
  context: CommandContext,
  notes: JobNotes,
): Promise<ExitCode> {
  requireOneServer(services);
  const { io, redact, settings, signal, version } = context;
  const json = flags["json"] === true;
  const options = serverOptions(settings, signal);
  const call: JobSession["call"] = {};
  const findings: Diagnostic[] = [];
  let client: Client | undefined;
  try {
    client = connectTo(options, (warning) => {
      findings.push(findingOf(warning));
      notes.found["diagnostics"] = findings;
    });
    const session = { context, flags, client, options, notes, call, json };
    const body = await BODIES[command]();
    const exitCode = await body(session);
    // A command that reports line by line has found nothing in the end.
    if (json && Object.keys(notes.found).length > 0) {
      const details = { version, exitCode, out: undefined, redact };
      io.stdout(jsonReport({ found: notes.found }, details));
    }
    return exitCode;
  } catch (error) {
    throw signal.aborted ? error : outcomeOf(error, call);
  } finally {
    await client?.close();
    io.stderr(findingsText(findings, context));
  }
}

/** The job belongs to one server, and so does what is sent to it. */
function requireOneServer(services: readonly ServiceConfiguration[]): void {
  if (services.length === 1) return;
  const names = services.map(({ name = "" }) => name);
  throw new UsageError(
    `The configuration has several services: ${names.join(", ")}.`,
    { hint: `Name one of them, such as --only ${names[0] ?? ""}.` },
  );
}

function findingOf({ code, message, processId }: Warning): Diagnostic {
  return {
    severity: "warning",
    code,
    message,
    ...(processId === undefined ? {} : { process: processId }),
  };
}

function findingsText(
  findings: readonly Diagnostic[],
  { errorStyle: style, redact, settings }: CommandContext,
): string {
  const { quiet = false, verbose = false } = settings;
  const report = { style, redact, quiet, verbose, out: "", shown: String };
  return diagnosticsText(findings, report);
}
