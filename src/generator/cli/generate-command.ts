import type { Diagnostic } from "../diagnostic.js";
import type { GenerateResult } from "../result.js";
import type { ExitCode } from "./exit-codes.js";
import type { RunFlags } from "./flag-settings.js";
import type { Io } from "./io.js";
import { longRun } from "./long-run.js";
import { generateOptions } from "./options.js";
import { progressLine } from "./progress.js";
import type { Redact } from "./redact.js";
import { runReporter } from "./run-reporter.js";
import type { Settings } from "../define-config.js";
import type { Style } from "./style.js";
import { requireSummary } from "./summary-file.js";

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
  const suitLength = longRun();
  const options = generateOptions(settings, flags, io.folder, {
    signal,
    onProgress: (now) => {
      suitLength(now);
      progress.show(now);
    },
  });
  const { generate } = await import("../generate.js");
  const once = async (): Promise<GenerateResult> => {
    try {
      return await generate(options);
    } finally {
      progress.clear();
    }
  };
  const reporter = runReporter(flags, options, context);
  if (flags.watch === undefined) return reporter.result(await once());
  const { watch } = await import("./watch.js");
  return watch(once, reporter, flags.watch, context);
}
