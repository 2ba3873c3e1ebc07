import type { StatusInfo } from "../../runtime/index.js";
import {
  readProcess,
  untypedJob,
  type FollowedJob,
} from "../execution/described-process.js";
import { OutcomeError } from "../execution/outcome-error.js";
import { outcomeOf } from "../execution/outcome-of.js";
import { callFlags } from "./call-flags.js";
import type { ExitCode } from "./exit-codes.js";
import type { JobSession } from "./job-command.js";
import { statusText } from "./job-progress.js";
import { jobFound, notDone, reportResults } from "./job-results.js";

/** The command `results`: prints the results of a job that was submitted before. */
export async function resultsCommand(session: JobSession): Promise<ExitCode> {
  const { call, client, context, notes } = session;
  const { io, signal } = context;
  const flags = callFlags(session.flags, io.folder);
  const id = String(session.flags["job"]);
  call.jobId = id;
  const status = await client.getJob(id, { signal });
  notes.found["job"] = jobFound(status, context);
  if (!flags.wait && isGoingOn(status)) {
    const said = `The job has not ended: ${statusText(status)}.`;
    throw notDone("result-not-ready", said, id, session);
  }
  const job = await jobOf(status, session);
  return reportResults(job, flags, session);
}

/**
 * The job as one of its process, so that its results are read as generated code reads them; where nobody knows the
 * process, as the server sent them. Only the outputs that were asked for come, so that some may be missing.
 */
async function jobOf(
  { jobID, processID }: StatusInfo,
  { call, client, options }: JobSession,
): Promise<FollowedJob> {
  const choices = { allowMissing: true };
  if (processID === undefined) return untypedJob(jobID, client);
  try {
    const process = await readProcess(processID, client, options);
    call.model = process.model;
    return process.call.job(jobID, choices);
  } catch (error) {
    const failure = outcomeOf(error);
    const isGone =
      failure instanceof OutcomeError && failure.outcome === "not-found";
    if (!isGone) throw error;
    return untypedJob(jobID, client);
  }
}

function isGoingOn({ status }: StatusInfo): boolean {
  return status === "accepted" || status === "running";
}
