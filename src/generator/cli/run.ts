import { join } from "node:path";
import { readJsonFile } from "../folders.js";
import { PROGRAM_FOLDER } from "../program.js";
import { parseArguments } from "./arguments.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { interruptSignal } from "./interrupt.js";
import type { Io } from "./io.js";
import type { Redact } from "./redact.js";
import type { Settings } from "../define-config.js";

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
    return await dispatch(argv, io, interrupt.signal, state);
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    return await failure(error, io, state);
  } finally {
    interrupt.dispose();
  }
}

/** What is known about a run when it fails. */
interface RunState {
  json: boolean;
  settings?: Settings;
  redact?: Redact;
  /** The file that `--summary` names. */
  summary?: string | undefined;
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
  state.summary = run.summary;
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
  if (command === "init") {
    const { initCommand } = await import("./init-command.js");
    const context = contextOf(state.settings, io);
    return initCommand(flags, context, configuration);
  }
  const runOne = async (settings: Settings, own: Io): Promise<ExitCode> => {
    const context = contextOf(settings, own);
    if (command === "inspect") {
      const { inspectCommand } = await import("./inspect-command.js");
      return inspectCommand(context);
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

async function failure(
  error: unknown,
  io: Io,
  { json, settings, redact, summary }: RunState,
): Promise<ExitCode> {
  const [{ errorReport, errorText }, { reportErrorToCi }, { styleFor }] =
    await Promise.all([
      import("./report-error.js"),
      import("./report-ci.js"),
      import("./style.js"),
    ]);
  const hide = redact ?? ((text: string) => text);
  const report = errorReport(error, hide);
  const style = styleFor(settings?.color, io.environment, io.isTerminal);
  io.stderr(errorText(report, style, settings?.verbose === true));
  if (json) {
    const { jsonReport } = await import("./report-json.js");
    io.stdout(
      jsonReport(
        { error: report },
        {
          version: packageVersion(),
          exitCode: report.exitCode,
          out: settings?.out,
          redact: hide,
        },
      ),
    );
  }
  await reportErrorToCi(report, { io, summary });
  return report.exitCode;
}
