import {
  ApiError,
  isS2gosError,
  ValidationError,
  type S2gosError,
  type S2gosErrorCode,
} from "../../runtime/index.js";
import { GenerationError } from "../errors.js";
import type { ProcessModel } from "../model/service-model.js";
import { requestFailure } from "../source/failures.js";
import { expectedValues } from "./expected-values.js";
import { OutcomeError, type FailedOutcome } from "./outcome-error.js";

/** What an error of the client means for the exit code; a new error needs a row. */
const OUTCOMES: Readonly<Record<S2gosErrorCode, FailedOutcome>> = {
  api: "failed",
  "body-too-large": "failed",
  config: "usage",
  connection: "failed",
  forbidden: "unauthorized",
  input: "usage",
  "job-dismissed": "job-dismissed",
  "job-failed": "job-failed",
  "job-mismatch": "failed",
  "job-timeout": "job-not-done",
  "job-vanished": "not-found",
  load: "failed",
  "no-such-job": "not-found",
  "no-such-process": "not-found",
  "output-missing": "failed",
  "response-parse": "failed",
  "result-file": "failed",
  "result-not-ready": "job-not-done",
  "run-orphaned": "failed",
  timeout: "failed",
  unauthorized: "unauthorized",
  validation: "usage",
};

/** What to do about an error, where that follows from its kind. */
const HINTS: Partial<Record<S2gosErrorCode, string>> = {
  api: "Compare the call with the description: s2gos-codegen inspect <process>.",
  config: "Correct the environment (S2GOS_*) or the configuration file.",
  "job-vanished": "Servers forget jobs after a while; run the process again.",
  "no-such-job":
    "List the server's jobs with: s2gos-codegen jobs. Servers forget jobs after a while.",
  "no-such-process": "List the processes with: s2gos-codegen inspect.",
  "output-missing":
    "Ask only for the outputs that the server has, with --output.",
  "result-not-ready": "Wait for it with: s2gos-codegen results <job> --wait.",
};

/** The errors about a request itself, of which the generator says more than the client. */
const OF_REQUEST: ReadonlySet<S2gosErrorCode> = new Set([
  "body-too-large",
  "connection",
  "forbidden",
  "response-parse",
  "timeout",
  "unauthorized",
]);

/** What the error is about, as far as it is known. */
export interface FailedCall {
  readonly model?: ProcessModel | undefined;
  readonly jobId?: string | undefined;
}

/** The failure of a command that any error of the client or the generator means. Others are returned unchanged. */
export function outcomeOf(error: unknown, call: FailedCall = {}): unknown {
  if (error instanceof GenerationError) return ofGeneration(error);
  return isS2gosError(error) ? ofClient(error, call) : error;
}

/** The description could not be read; where the process is not there, or nobody may see it, that is an outcome. */
function ofGeneration(error: GenerationError): unknown {
  const { code, hint, message, where } = error;
  const outcome: FailedOutcome | undefined =
    code === "process-unknown"
      ? "not-found"
      : code === "server-unauthorized"
        ? "unauthorized"
        : undefined;
  return outcome === undefined
    ? error
    : new OutcomeError(outcome, code, message, { where, hint, cause: error });
}

function ofClient(error: S2gosError, call: FailedCall): OutcomeError {
  const { code } = error;
  const failure = OF_REQUEST.has(code) ? requestFailure(error) : undefined;
  const { faults = [] } =
    error instanceof ValidationError ? error : { faults: [] };
  const hint =
    error instanceof ValidationError
      ? hintOfFaults(faults, call)
      : (failure?.hint ?? filled(HINTS[code], error, call));
  return new OutcomeError(
    OUTCOMES[code],
    failure?.code ?? (code === "api" ? "server-error" : code),
    failure?.message ?? error.message,
    { where: placeOf(error, call), hint, cause: error },
  );
}

function hintOfFaults(
  faults: ValidationError["faults"],
  { model }: FailedCall,
): string {
  const expected =
    model === undefined ? undefined : expectedValues(faults, model);
  const anyway = "--no-validate sends them as they are.";
  return expected === undefined ? anyway : `${expected} ${anyway}`;
}

/** A hint with the job and the process in it. */
function filled(
  hint: string | undefined,
  { jobId, processId }: S2gosError,
  call: FailedCall,
): string | undefined {
  const job = jobId ?? call.jobId;
  const process = processId ?? call.model?.id;
  return hint
    ?.replaceAll("<job>", () => job ?? "<job>")
    .replaceAll("<process>", () => process ?? "<process>");
}

/** Where it happened: the job or the process; for an answer of the server, its URL stands in the message. */
function placeOf(error: S2gosError, call: FailedCall): string | undefined {
  const process = error.processId ?? call.model?.id;
  const job = error.jobId ?? call.jobId;
  if (job !== undefined && job !== "") return `job ${job}`;
  if (process !== undefined && process !== "") return `process ${process}`;
  return error instanceof ApiError ? error.url : undefined;
}
