import { maskValue } from "../../runtime/base/mask-value.js";
import {
  OutputMissingError,
  type Job,
  type StatusInfo,
} from "../../runtime/index.js";
import type { FollowedJob, Values } from "../execution/described-process.js";
import { saveOutputs } from "../execution/saved-outputs.js";
import type { CallFlags } from "./call-flags.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import type { Interruption, JobSession } from "./job-command.js";
import { jobProgress } from "./job-progress.js";
import { printableLine, readableJson } from "./printable.js";
import { shownCommand } from "./shown-command.js";
import { shownPath } from "./shown-path.js";

/**
 * Waits for a job, and prints its results.
 *
 * @throws What the job ends with; what came of incomplete results is printed before.
 */
export async function reportResults(
  job: FollowedJob,
  flags: CallFlags,
  session: JobSession,
): Promise<ExitCode> {
  const { call, context, notes } = session;
  if (job.id !== "") {
    call.jobId = job.id;
    notes.interruption = goesOn(job, session);
  }
  const progress = jobProgress(context);
  let outputs: Values;
  try {
    outputs = await job.results({
      signal: context.signal,
      timeoutMs: flags.maxWaitMs,
      pollIntervalMs: flags.pollIntervalMs,
      onProgress: progress.show,
    });
  } catch (error) {
    progress.clear();
    if (job.id !== "" && job.lastStatus !== undefined) {
      notes.found["job"] = jobFound(job.lastStatus, context);
    }
    if (error instanceof OutputMissingError) {
      await reportOutputs(error.outputs, flags, session);
    }
    if (context.signal.aborted && job.id !== "") {
      notes.interruption = await interruption(job, flags, session);
    }
    throw error;
  }
  progress.clear();
  if (job.id !== "" && job.lastStatus !== undefined) {
    notes.found["job"] = jobFound(job.lastStatus, context);
  }
  await reportOutputs(outputs, flags, session);
  return EXIT.done;
}

/** The status of a job as a member of the report. */
export function jobFound(
  status: StatusInfo | ReturnType<Job<unknown>["toJSON"]>,
  { redact }: CommandContext,
): unknown {
  const { jobID, processID, status: code, ...others } = status as StatusInfo;
  const first = processID === undefined ? { jobID } : { jobID, processID };
  return maskValue({ ...first, status: code, ...others }, redact);
}

/** Prints outputs, which are the data that was asked for and stay as they came; the files in them are saved first. */
export async function reportOutputs(
  given: Values,
  { saveTo }: Pick<CallFlags, "saveTo">,
  { context, json, notes }: JobSession,
): Promise<void> {
  const { io, settings, signal } = context;
  const { outputs, files } = await saveOutputs(given, saveTo, signal);
  notes.found["outputs"] = outputs;
  notes.found["files"] = files;
  if (!json) io.stdout(readableJson(outputs));
  if (settings.quiet === true) return;
  for (const { path } of files) {
    if (path === undefined) continue;
    io.stderr(`Saved ${printableLine(shownPath(path, io.folder))}\n`);
  }
  if (!json && saveTo === undefined && files.length > 0) {
    io.stderr("Save the files with --save-to <folder>.\n");
  }
}

/** What happens to an interrupted job: it is dismissed where that is wanted. */
async function interruption(
  job: FollowedJob,
  { dismissOnInterrupt }: CallFlags,
  session: JobSession,
): Promise<Interruption> {
  if (!dismissOnInterrupt) return goesOn(job, session);
  try {
    const status = await job.dismiss();
    session.notes.found["job"] = jobFound(status, session.context);
    return { message: `Interrupted: job ${job.id} was dismissed.` };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      message: `Interrupted: job ${job.id} could not be dismissed: ${said}`,
      hint: `Try again with: ${shownCommand(["dismiss", job.id], session.flags)}`,
    };
  }
}

function goesOn(
  { id, lastStatus }: FollowedJob,
  { flags }: JobSession,
): Interruption {
  const results = `Get its results with: ${shownCommand(["results", id, "--wait"], flags)}`;
  return lastStatus?.status === "successful"
    ? { message: `Interrupted: job ${id} has ended.`, hint: results }
    : {
        message: `Interrupted: job ${id} goes on.`,
        hint: `${results}; end it with: ${shownCommand(["dismiss", id], flags)}`,
      };
}
