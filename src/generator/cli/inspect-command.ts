import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { sourceOptions } from "./options.js";
import { printable } from "./printable.js";
import { progressLine } from "./progress.js";

/** The command `inspect`: prints the declarations of the package. */
export async function inspectCommand(
  context: CommandContext,
): Promise<ExitCode> {
  const { io, settings, signal } = context;
  const progress = progressLine(io, settings.quiet === true);
  const options = sourceOptions(settings, {
    signal,
    onProgress: progress.show,
  });
  const { inspectSource } = await import("../generate.js");
  try {
    const text = await inspectSource(options);
    progress.clear();
    io.stdout(printable(text.endsWith("\n") ? text : `${text}\n`));
    return EXIT.done;
  } finally {
    progress.clear();
  }
}
