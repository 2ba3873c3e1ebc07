import type { JobFilter, StatusInfo } from "../../runtime/index.js";
import { UsageError } from "../errors.js";
import { textsOf } from "./call-flags.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { JobSession } from "./job-command.js";
import { jobFound } from "./job-results.js";
import { jobLine, jobsTable } from "./job-table.js";
import { readableJson } from "./printable.js";
import { jsonReport } from "./report-json.js";
import { settingValue } from "./setting-value.js";
import { shownCommand } from "./shown-command.js";

/** Jobs that are listed where no flag says how many. */
const LIMIT = 100;

/** The command `jobs`: lists the jobs of the server, tells of one, or with `--watch` follows them. @throws UsageError where flags exclude each other. */
export async function jobsCommand(session: JobSession): Promise<ExitCode> {
  const { job: jobId, watch } = session.flags;
  if (typeof jobId === "string") return oneJob(jobId, session);
  if (watch === true && session.flags["limit"] !== undefined) {
    throw new UsageError(
      "--limit is for the list of jobs; --watch follows all.",
      {
        hint: "Follow fewer with --status or --process.",
      },
    );
  }
  const filter = filterOf(session);
  return watch === true ? watched(filter, session) : listed(filter, session);
}

/** @throws UsageError where the flags are for lists. */
async function oneJob(id: string, session: JobSession): Promise<ExitCode> {
  const { call, client, context, flags, json, notes } = session;
  const ofLists = ["status", "process", "limit", "watch"] as const;
  const given = ofLists.find((name) => flags[name] !== undefined);
  if (given !== undefined) {
    throw new UsageError(`--${given} is for the list of jobs, not for one.`, {
      hint: `To wait for the job: ${shownCommand(["results", id, "--wait"], flags)}`,
    });
  }
  call.jobId = id;
  const status = await client.getJob(id, { signal: context.signal });
  const found = jobFound(status, context);
  notes.found["job"] = found;
  if (!json) context.io.stdout(readableJson(found));
  return EXIT.done;
}

async function listed(
  filter: JobFilter,
  { client, context, flags, json, notes }: JobSession,
): Promise<ExitCode> {
  const { io, settings } = context;
  const limit = limitOf(flags["limit"], io.folder);
  const jobs: StatusInfo[] = [];
  let isMore = false;
  for await (const job of client.jobs(filter)) {
    isMore = jobs.length === limit;
    if (isMore) break;
    jobs.push(job);
  }
  notes.found["jobs"] = jobs.map((job) => jobFound(job, context));
  notes.found["more"] = isMore;
  if (json) return EXIT.done;
  io.stdout(jobsTable(jobs, context));
  if (isMore && settings.quiet !== true) {
    io.stderr(`There are more than ${String(limit)} jobs: see --limit.\n`);
  }
  return EXIT.done;
}

/** Prints a line for each change, until it is interrupted. */
async function watched(
  filter: JobFilter,
  { client, context, json, notes }: JobSession,
): Promise<ExitCode> {
  const { io, redact, signal, version } = context;
  notes.interruption = undefined;
  for await (const status of client.watchJobs(filter, { signal })) {
    const time = new Date();
    const found = { job: jobFound(status, context) };
    const exitCode = EXIT.done;
    const details = { version, exitCode, out: undefined, redact, time };
    io.stdout(
      json ? jsonReport({ found }, details) : jobLine(status, time, context),
    );
  }
  return EXIT.done;
}

function filterOf({ context, flags }: JobSession): JobFilter {
  const status = textsOf(flags["status"]);
  const processID = textsOf(flags["process"]);
  return {
    signal: context.signal,
    ...(status.length === 0 ? {} : { status }),
    ...(processID.length === 0 ? {} : { processID }),
  };
}

/** @throws UsageError where it is not a whole number above 0. */
function limitOf(value: unknown, folder: string): number {
  const limit = settingValue("concurrency", value, { name: "--limit", folder });
  if (limit === undefined) return LIMIT;
  if (Number.isSafeInteger(limit)) return limit as number;
  throw new UsageError("--limit must be a whole number above 0.", {
    hint: "See s2gos-codegen jobs --help.",
  });
}
