import { join } from "node:path";
import { readJsonFile } from "../folders.js";
import { PROGRAM_FOLDER } from "../program.js";
import { parseArguments } from "./arguments.js";
import { toldOfExit } from "./early-exit.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { interruptSignal, Interrupted } from "./interrupt.js";
import type { RunFlags } from "./flag-settings.js";
import type { Io } from "./io.js";
import type { JobNotes } from "./job-command.js";
import type { Redact } from "./redact.js";
import type { ErrorReport } from "./report-error.js";
import type { Settings } from "../define-config.js";
import { isJobCommand } from "./usage-error.js";

/**
 * Runs the command line. All but the parser of flags is imported when it is needed, so
 * that `--help` and `--version` print at once.
 *
 * @returns The exit code.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const state: RunState = { json: argv.includes("--json") };
  const interrupt = interruptSignal();
  try {
    return await toldOfExit("Something", () =>
      dispatch(argv, io, interrupt.signal, state),
    );
  } catch (error) {
    const { reason } = interrupt.signal as { readonly reason: unknown };
    return reason instanceof Interrupted
      ? await interruption(reason, io, state)
      : await failure(error, io, state);
  } finally {
    interrupt.dispose();
  }
}

/** What is known about a run when it fails. */
interface RunState {
  json: boolean;
  settings?: Settings;
  redact?: Redact;
  /** Undefined: a command that writes no package. */
  run?: RunFlags;
  /** Of a command about jobs. */
  notes?: JobNotes;
}

async function dispatch(
  argv: readonly string[],
  io: Io,
  signal: AbortSignal,
  state: RunState,
): Promise<ExitCode> {
  const version = packageVersion();
  const parsed = await parseArguments(argv, version);
  if ("text" in parsed) {
    io.stdout(parsed.text);
    return EXIT.done;
  }
  const { command, flags } = parsed;
  if (command === "serve") {
    const { serveCommand } = await import("./serve-command.js");
    return serveCommand(flags, io, signal);
  }
  const [
    { readConfiguration },
    { runFlags, settingsOfFlags },
    { redactor },
    { styleFor },
  ] = await Promise.all([
    import("./config.js"),
    import("./flag-settings.js"),
    import("./redact.js"),
    import("./style.js"),
  ]);
  const run = runFlags(flags, io.folder);
  if (command === "generate") state.run = run;
  const given = settingsOfFlags(flags, io.folder);
  state.settings = given;
  state.redact = redactor(given);
  const configuration = await readConfiguration(
    given,
    io.environment,
    io.folder,
  );
  const { services, diagnostics } = configuration;
  const [first] = services;
  const redact = redactor(...services.map(({ settings }) => settings));
  state.settings = first?.settings ?? given;
  state.redact = redact;
  const contextOf = (settings: Settings, own: Io): CommandContext => ({
    io: own,
    settings,
    version,
    signal,
    redact,
    style: styleFor(settings.color, io.environment, io.isOutputTerminal),
    errorStyle: styleFor(settings.color, io.environment, io.isTerminal),
    diagnostics,
  });
  if (diagnostics.length > 0) await warn(contextOf(state.settings, io));
  if (run.printConfig) {
    const { configText } = await import("./print-config.js");
    io.stdout(
      configText(configuration, { io, version, json: run.json, redact }),
    );
    return EXIT.done;
  }
  if (isJobCommand(command)) {
    const { jobCommand } = await import("./job-command.js");
    const notes: JobNotes = {
      found: {},
      interruption: { message: "Interrupted." },
    };
    state.notes = notes;
    const context = contextOf(state.settings, io);
    return jobCommand(command, flags, services, context, notes);
  }
  if (command === "init") {
    const { initCommand } = await import("./init-command.js");
    const context = contextOf(state.settings, io);
    return initCommand(flags, context, configuration);
  }
  const runOne = async (settings: Settings, own: Io): Promise<ExitCode> => {
    const context = contextOf(settings, own);
    if (command === "inspect") {
      const { inspectCommand } = await import("./inspect-command.js");
      return inspectCommand(run.json, context);
    }
    const { generateCommand } = await import("./generate-command.js");
    return generateCommand(run, context);
  };
  if (services.length === 1) return runOne(state.settings, io);
  const { runServices } = await import("./run-services.js");
  return runServices(services, {
    io,
    version,
    json: run.json,
    isLasting: run.watch !== undefined,
    heading: (name) => (command === "inspect" ? `// ${name}` : `${name}:`),
    runOne: async ({ settings }, own) => {
      try {
        return await runOne(settings, own);
      } catch (error) {
        if (signal.aborted) throw error;
        return await failure(error, own, { ...state, settings });
      }
    },
  });
}

/** Says what is not taken of the configuration, before anything else happens. */
async function warn(context: CommandContext): Promise<void> {
  const { io, settings, redact, errorStyle: style, diagnostics } = context;
  const { diagnosticsText } = await import("./report.js");
  const { quiet = false, verbose = false } = settings;
  const report = { style, redact, quiet, verbose, out: "", shown: String };
  io.stderr(diagnosticsText(diagnostics, report));
}

/** The version of this package. */
function packageVersion(): string {
  const manifest = readJsonFile(join(PROGRAM_FOLDER, "package.json"));
  const version = manifest?.["version"];
  return typeof version === "string" ? version : "unknown";
}

/** Says what was left untouched. Writing, once it has begun, is not interrupted, but for a second signal. */
async function interruption(
  { exitCode }: Interrupted,
  io: Io,
  state: RunState,
): Promise<ExitCode> {
  const { json, notes, run, settings, redact = String } = state;
  // It has said so itself.
  if (run?.watch !== undefined) return exitCode;
  const said =
    notes === undefined
      ? { message: "Interrupted: nothing was written." }
      : notes.interruption;
  if (said === undefined) return exitCode;
  const { interruptionReport } = await import("./report-error.js");
  const report = interruptionReport(said, redact);
  if (settings?.quiet !== true || notes !== undefined) io.stderr(report.text);
  if (json) {
    await printJson(report, exitCode, io, state);
  }
  return exitCode;
}

async function failure(
  error: unknown,
  io: Io,
  state: RunState,
): Promise<ExitCode> {
  const { json, run, settings, redact = String } = state;
  const [
    { errorReport, errorText },
    { reportErrorToCi },
    { summaryFile },
    { styleFor },
  ] = await Promise.all([
    import("./report-error.js"),
    import("./report-ci.js"),
    import("./summary-file.js"),
    import("./style.js"),
  ]);
  const report = errorReport(error, redact);
  const style = styleFor(settings?.color, io.environment, io.isTerminal);
  io.stderr(errorText(report, style, settings?.verbose === true));
  if (json) await printJson(report, report.exitCode, io, state);
  reportErrorToCi(report, { io, summary: summaryFile(run?.summary, io) });
  return report.exitCode;
}

async function printJson(
  error: Pick<ErrorReport, "code" | "hint" | "message">,
  exitCode: ExitCode,
  io: Io,
  { notes, run, settings, redact = String }: RunState,
): Promise<void> {
  const { jsonReport } = await import("./report-json.js");
  const details = {
    version: packageVersion(),
    exitCode,
    // A call has nothing to do with the package of the configuration.
    out: notes === undefined ? settings?.out : undefined,
    redact,
    ...(run?.watch === undefined ? {} : { time: new Date() }),
  };
  io.stdout(jsonReport({ error, found: notes?.found ?? {} }, details));
}
