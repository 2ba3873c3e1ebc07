import { setTimeout as sleep } from "node:timers/promises";
import { basename, relative } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { GenerateOptions } from "../options.js";
import { isFirstGeneration, type GenerateResult } from "../result.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { RunFlags } from "./flag-settings.js";
import type { Io } from "./io.js";
import { generateOptions } from "./options.js";
import { printableLine } from "./printable.js";
import { progressLine } from "./progress.js";
import { readProject } from "../project/project.js";
import {
  reportErrorToCi,
  reportResultToCi,
  requireSummary,
} from "./report-ci.js";
import { errorReport, errorText, type ErrorReport } from "./report-error.js";
import { jsonReport } from "./report-json.js";
import { nextSteps } from "./report-next-steps.js";
import {
  diagnosticsText,
  isChanged,
  resultText,
  type ReportStyle,
} from "./report.js";
import type { Redact } from "./redact.js";
import type { Settings } from "../define-config.js";
import type { Style } from "./style.js";

/** What every command needs. */
export interface CommandContext {
  readonly io: Io;
  readonly settings: Settings;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly redact: Redact;
  /** For standard output. */
  readonly style: Style;
  /** For standard error. */
  readonly errorStyle: Style;
  /** What is not taken of the configuration. It is printed already. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The command `generate`: once, or repeatedly with `--watch`. */
export async function generateCommand(
  flags: RunFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { io, settings, signal } = context;
  await requireSummary(flags.summary);
  const progress = progressLine(io, settings.quiet === true);
  const options = generateOptions(settings, flags, io.folder, {
    signal,
    onProgress: progress.show,
  });
  const { generate } = await import("../generate.js");
  const once = async (): Promise<GenerateResult> => {
    try {
      return await generate(options);
    } finally {
      progress.clear();
    }
  };
  if (flags.watch !== undefined) {
    return watch(once, flags.watch, flags, options, context);
  }
  return report(await once(), flags, options, context);
}

/**
 * Generates repeatedly until it is interrupted, which rejects. An outage is reported once, and so
 * is its end; a run that changes nothing is not reported.
 */
async function watch(
  once: () => Promise<GenerateResult>,
  seconds: number,
  flags: RunFlags,
  options: GenerateOptions,
  context: CommandContext,
): Promise<never> {
  const { signal } = context;
  let failure: string | undefined;
  let first = true;
  for (;;) {
    try {
      const result = await once();
      if (first || failure !== undefined || isChanged(result)) {
        await report(result, flags, options, context);
      }
      failure = undefined;
      first = false;
    } catch (error) {
      signal.throwIfAborted();
      const found = errorReport(error, context.redact);
      if (found.exitCode === EXIT.usage) throw error;
      if (found.message !== failure) {
        await reportFailure(found, flags, options, context);
      }
      failure = found.message;
    }
    await sleep(seconds * 1000, undefined, { signal });
  }
}

async function report(
  result: GenerateResult,
  flags: RunFlags,
  options: GenerateOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { io, settings, redact } = context;
  const diagnostics = [...context.diagnostics, ...result.diagnostics];
  const whole = { ...result, diagnostics };
  const exitCode = exitCodeOf(whole, flags, settings);
  const errors: ReportStyle = {
    style: context.errorStyle,
    redact,
    quiet: settings.quiet === true,
    verbose: settings.verbose === true,
    out: shownPath(options.out, io.folder),
    shown: (path) => shownPath(path, io.folder),
  };
  io.stderr(diagnosticsText(result.diagnostics, errors));
  io.stdout(
    flags.json
      ? jsonReport(
          { result: whole },
          { version: context.version, exitCode, out: options.out, redact },
        )
      : resultText(result, options.mode ?? "write", {
          ...errors,
          style: context.style,
        }),
  );
  if (isFirstGeneration(result) && (options.mode ?? "write") === "write") {
    if (!flags.json && !errors.quiet)
      io.stderr(advice(result, options, errors));
  }
  if (isLetPass(whole, flags) && !flags.json && !errors.quiet) {
    io.stderr(
      "Nothing of it breaks callers: --fail-on breaking lets it pass.\n",
    );
  }
  await reportResultToCi(
    whole,
    { out: errors.out, mode: options.mode ?? "write", redact },
    { io, summary: flags.summary },
  );
  return exitCode;
}

/** Whether a check found drift that it does not fail with. */
function isLetPass(result: GenerateResult, flags: RunFlags): boolean {
  return (
    flags.check &&
    isChanged(result) &&
    flags.failOn === "breaking" &&
    !result.changes.some(({ breaking }) => breaking)
  );
}

/** What stands after the folder where a program imports its package; resolutions without endings take the folder itself. */
const INDEX_FILES = { js: "/index.js", ts: "/index.ts", none: "" } as const;

/** The next steps, for standard error: they are no result. */
function advice(
  { imports, plan, processes }: GenerateResult,
  { emit, packageName, runtimeImport }: GenerateOptions,
  { out }: ReportStyle,
): string {
  const { functionName } =
    processes.find(({ status }) => status === "generated") ?? {};
  const isCompiled = emit === "js";
  return nextSteps({
    functionName,
    out: printableLine(out),
    specifier: `./${basename(plan.root)}${INDEX_FILES[imports.extension]}`,
    packageName: isCompiled ? writtenName(plan) : packageName,
    isCompiled,
    runtimeImport,
    project: readProject(plan.root),
  });
}

/** The name in the package.json that was written. */
function writtenName({ contents }: GenerateResult["plan"]): string | undefined {
  const content: unknown = JSON.parse(contents.get("package.json") ?? "{}");
  const { name } = content as { readonly name?: string };
  return name;
}

async function reportFailure(
  found: ErrorReport,
  flags: RunFlags,
  options: GenerateOptions,
  context: CommandContext,
): Promise<void> {
  const { io, settings, redact, version } = context;
  const { exitCode } = found;
  io.stderr(errorText(found, context.errorStyle, settings.verbose === true));
  if (flags.json) {
    io.stdout(
      jsonReport(
        { error: found },
        { version, exitCode, out: options.out, redact },
      ),
    );
  }
  await reportErrorToCi(found, { io, summary: flags.summary });
}

function exitCodeOf(
  result: GenerateResult,
  flags: RunFlags,
  settings: Settings,
): ExitCode {
  const isDrift = flags.check && isChanged(result);
  if (isDrift && !isLetPass(result, flags)) return EXIT.drift;
  const warned = result.diagnostics.some(({ severity }) => severity !== "info");
  return settings.strict === true && warned ? EXIT.warnings : EXIT.done;
}

function shownPath(path: string, folder: string): string {
  const below = relative(folder, path);
  return below === "" ? "." : below.startsWith("..") ? path : below;
}
