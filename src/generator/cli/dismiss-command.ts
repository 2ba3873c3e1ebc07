import { outcomeOf } from "../execution/outcome-of.js";
import { textsOf } from "./call-flags.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { JobSession } from "./job-command.js";
import { jobFound } from "./job-results.js";
import { printableLine } from "./printable.js";
import { errorReport, errorText } from "./report-error.js";

/** The command `dismiss`: dismisses each job, also where another one cannot be. */
export async function dismissCommand(session: JobSession): Promise<ExitCode> {
  const { client, context, flags, json, notes } = session;
  const { errorStyle, io, redact, settings, signal } = context;
  const dismissed: unknown[] = [];
  notes.found["dismissed"] = dismissed;
  let exitCode: ExitCode = EXIT.done;
  for (const jobID of new Set(textsOf(flags["jobs"]))) {
    try {
      const status = await client.dismissJob(jobID, { signal });
      dismissed.push({ jobID, job: jobFound(status, context) });
      if (!json) {
        io.stdout(`${printableLine(redact(`${jobID} ${status.status}`))}\n`);
      }
    } catch (error) {
      signal.throwIfAborted();
      const report = errorReport(outcomeOf(error, { jobId: jobID }), redact);
      const { code, message, hint } = report;
      dismissed.push({ jobID, error: { code, message, hint } });
      io.stderr(errorText(report, errorStyle, settings.verbose === true));
      if (exitCode === EXIT.done) exitCode = report.exitCode;
    }
  }
  return exitCode;
}
