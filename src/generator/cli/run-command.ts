import {
  readProcess,
  type DescribedProcess,
  type Values,
} from "../execution/described-process.js";
import {
  assignmentOf,
  inputsOfFile,
  requireKnown,
} from "../execution/given-inputs.js";
import { requireText } from "../execution/input-content.js";
import { inputValues, type ReadInputFile } from "../execution/input-values.js";
import { callFlags, type CallFlags } from "./call-flags.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { inputFiles } from "./input-files.js";
import type { JobSession } from "./job-command.js";
import { jobFound, reportResults } from "./job-results.js";
import { printableLine } from "./printable.js";
import { submitJob } from "./submit-job.js";

/** The command `run`: calls one process with inputs of the command line, and prints its results, or the id of its job. */
export async function runCommand(session: JobSession): Promise<ExitCode> {
  const { call, client, context, json, notes, options } = session;
  const { io, settings } = context;
  const flags = callFlags(session.flags, io.folder);
  const id = String(session.flags["id"]);
  const process = await readProcess(id, client, options);
  call.model = process.model;
  requireKnown("output", flags.outputs ?? [], process.model);
  const inputs = await inputsOf(
    flags,
    process,
    inputFiles(io.folder, context.signal),
  );
  const { job, leftMs } = await submitJob(process, inputs, flags, session);
  if (flags.detach && job.id !== "") {
    notes.found["job"] = jobFound(job.lastStatus ?? job.toJSON(), context);
    if (!json) io.stdout(`${printableLine(job.id)}\n`);
    return EXIT.done;
  }
  if (flags.detach && settings.quiet !== true) {
    io.stderr("The server ran the process at once: there is no job.\n");
  }
  return reportResults(job, { ...flags, maxWaitMs: leftMs }, session);
}

const INPUTS_HINT =
  "Give a file that holds all inputs as one JSON object; --set name=value gives one input.";

/** The inputs of the file, and those that are set by themselves, which take precedence. */
async function inputsOf(
  { inputs: path, set, validate }: CallFlags,
  process: DescribedProcess,
  read: ReadInputFile,
): Promise<Values> {
  const names = process.model.inputs.map(({ name }) => name);
  const assignments = set.map((given) => assignmentOf(given, names));
  if (validate) {
    const given = assignments.map(({ name }) => name);
    requireKnown("input", given, process.model);
  }
  const ofFile =
    path === undefined
      ? {}
      : inputsOfFile({
          path,
          text: requireText(await read(path, INPUTS_HINT), path),
        });
  if (validate) requireKnown("input", Object.keys(ofFile), process.model);
  const own = await inputValues(assignments, process, read);
  return { ...ofFile, ...own };
}
