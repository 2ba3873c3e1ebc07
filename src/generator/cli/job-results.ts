import { maskValue } from "../../runtime/base/mask-value.js";
import {
  JobTimeoutError,
  OutputMissingError,
  type Job,
  type StatusInfo,
} from "../../runtime/index.js";
import type { FollowedJob, Values } from "../execution/described-process.js";
import { OutcomeError } from "../execution/outcome-error.js";
import { saveOutputs, type SavedOutputs } from "../execution/saved-outputs.js";
import type { CallFlags } from "./call-flags.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import type { Interruption, JobSession } from "./job-command.js";
import { jobProgress, statusText } from "./job-progress.js";
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
    noteStatus(job, session);
    throw await afterFailure(error, job, flags, session);
  }
  progress.clear();
  noteStatus(job, session);
  await reportOutputs(outputs, flags, session);
  return EXIT.done;
}

/** Does what is still to be done for a job that has no results, or not all, and returns what is to be reported. */
async function afterFailure(
  error: unknown,
  job: FollowedJob,
  flags: CallFlags,
  session: JobSession,
): Promise<unknown> {
  const { context, notes } = session;
  if (context.signal.aborted && job.id !== "") {
    notes.interruption = await interruption(job, flags, session);
  }
  if (error instanceof OutputMissingError) {
    await reportOutputs(error.outputs, flags, session);
  }
  if (!(error instanceof JobTimeoutError)) return error;
  const { lastStatus } = job;
  const said = lastStatus === undefined ? "" : `: ${statusText(lastStatus)}`;
  const message = `The job has not ended in time${said}.`;
  return notDone("job-timeout", message, job.id, session);
}

function noteStatus(
  { id, lastStatus }: FollowedJob,
  { context, notes }: JobSession,
): void {
  if (id === "" || lastStatus === undefined) return;
  notes.found["job"] = jobFound(lastStatus, context);
}

/** The failure where a job has no results yet; it goes on. */
export function notDone(
  code: "job-timeout" | "result-not-ready",
  message: string,
  jobId: string,
  { flags }: JobSession,
): OutcomeError {
  return new OutcomeError("job-not-done", code, message, {
    where: `job ${jobId}`,
    hint: `Wait for it with: ${shownCommand(["results", jobId, "--wait"], flags)}`,
  });
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

/**
 * Prints outputs, which are the data that was asked for and stay as they came; the files in them are saved first.
 *
 * @throws What saving throws; the outputs are printed all the same.
 */
async function reportOutputs(
  given: Values,
  { saveTo }: CallFlags,
  session: JobSession,
): Promise<void> {
  const { io, settings, signal } = session.context;
  let saved: SavedOutputs;
  try {
    saved = await saveOutputs(given, saveTo, signal);
  } catch (error) {
    printOutputs(await saveOutputs(given, undefined, signal), session);
    throw error;
  }
  const { files } = saved;
  printOutputs(saved, session);
  if (settings.quiet === true) return;
  for (const { path } of files) {
    if (path === undefined) continue;
    io.stderr(`Saved ${printableLine(shownPath(path, io.folder))}\n`);
  }
  if (!session.json && saveTo === undefined && files.length > 0) {
    io.stderr("Save the files with --save-to <folder>.\n");
  }
}

function printOutputs(
  { outputs, files }: SavedOutputs,
  { context, json, notes }: JobSession,
): void {
  notes.found["outputs"] = outputs;
  notes.found["files"] = files;
  if (!json) context.io.stdout(readableJson(outputs));
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
