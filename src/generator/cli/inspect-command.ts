import type { InspectedService } from "../inspected-service.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import { sourceOptions } from "./options.js";
import { printable } from "./printable.js";
import { progressLine } from "./progress.js";
import { jsonReport } from "./report-json.js";

/** The command `inspect`: prints the declarations of the package, or with `json`, these and the schemas of each process. */
export async function inspectCommand(
  json: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { io, redact, settings, signal, version } = context;
  const progress = progressLine(io, settings.quiet === true);
  const options = sourceOptions(settings, {
    signal,
    onProgress: progress.show,
  });
  const { inspectService } = await import("../generate.js");
  let service: InspectedService;
  try {
    service = await inspectService(options);
  } finally {
    progress.clear();
  }
  const { text } = service;
  const exitCode = EXIT.done;
  io.stdout(
    json
      ? jsonReport({ service }, { version, exitCode, out: undefined, redact })
      : printable(text.endsWith("\n") ? text : `${text}\n`),
  );
  return exitCode;
}
