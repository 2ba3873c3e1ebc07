import { basename } from "node:path";
import type { GenerateOptions } from "../generate-options.js";
import { readProject } from "../project/project.js";
import { isFirstGeneration, type GenerateResult } from "../result.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { RunFlags } from "./flag-settings.js";
import type { CommandContext } from "./generate-command.js";
import { printableLine } from "./printable.js";
import { reportErrorToCi, reportResultToCi } from "./report-ci.js";
import { errorText, type ErrorReport } from "./report-error.js";
import { jsonReport, type ReportOutcome } from "./report-json.js";
import { nextSteps } from "./report-next-steps.js";
import {
  diagnosticsText,
  isChanged,
  resultText,
  type ReportStyle,
} from "./report.js";
import type { Settings } from "../define-config.js";
import { shownPath } from "./shown-path.js";
import { summaryFile } from "./summary-file.js";

/** Reports how runs of `generate` ended: on the terminal, as JSON, and to a CI service. */
export interface RunReporter {
  /** The output folder, as it is shown. */
  readonly out: string;
  readonly result: (result: GenerateResult) => ExitCode;
  readonly failure: (found: ErrorReport) => void;
}

/** The reporter of one command, which may run repeatedly. */
export function runReporter(
  flags: RunFlags,
  options: GenerateOptions,
  context: CommandContext,
): RunReporter {
  const { io, settings, redact, version } = context;
  const { mode = "write" } = options;
  const ci = { io, summary: summaryFile(flags.summary, io) };
  const errors: ReportStyle = {
    style: context.errorStyle,
    redact,
    quiet: settings.quiet === true,
    verbose: settings.verbose === true,
    out: shownPath(options.out, io.folder),
    shown: (path) => shownPath(path, io.folder),
  };
  const speaks = !flags.json && !errors.quiet;
  const json = (outcome: ReportOutcome, exitCode: ExitCode): string =>
    jsonReport(outcome, {
      version,
      exitCode,
      out: options.out,
      redact,
      ...(flags.watch === undefined ? {} : { time: new Date() }),
    });
  return {
    out: errors.out,
    result: (result) => {
      const diagnostics = [...context.diagnostics, ...result.diagnostics];
      const whole = { ...result, diagnostics };
      const exitCode = exitCodeOf(whole, flags, settings);
      io.stderr(diagnosticsText(result.diagnostics, errors));
      io.stdout(
        flags.json
          ? json({ result: whole }, exitCode)
          : resultText(result, mode, { ...errors, style: context.style }),
      );
      if (speaks && mode === "write" && isFirstGeneration(result)) {
        io.stderr(advice(result, options, errors));
      }
      if (speaks && isLetPass(whole, flags)) {
        io.stderr(
          "Nothing of it breaks callers: --fail-on breaking lets it pass.\n",
        );
      }
      reportResultToCi(whole, { out: errors.out, mode, redact }, ci);
      return exitCode;
    },
    failure: (found) => {
      io.stderr(errorText(found, errors.style, errors.verbose));
      if (flags.json) io.stdout(json({ error: found }, found.exitCode));
      reportErrorToCi(found, ci);
    },
  };
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
    nodeRunsTypeScript: nodeRunsTypeScript(),
  });
}

/** Whether Node.js runs TypeScript as it is; the types of the oldest version that is supported do not name it. */
function nodeRunsTypeScript(): boolean {
  const features: object = process.features;
  return "typescript" in features && features.typescript !== false;
}

/** The name in the package.json that was written. */
function writtenName({ contents }: GenerateResult["plan"]): string | undefined {
  const content: unknown = JSON.parse(contents.get("package.json") ?? "{}");
  const { name } = content as { readonly name?: string };
  return name;
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
