import type { Job } from "../../runtime/index.js";
import type {
  DescribedProcess,
  Values,
} from "../execution/described-process.js";
import { OutcomeError } from "../execution/outcome-error.js";
import { processValidator } from "../execution/process-validator.js";
import type { CallFlags } from "./call-flags.js";
import type { JobSession } from "./job-command.js";
import { printableLine } from "./printable.js";
import { shownCommand } from "./shown-command.js";

/** Milliseconds that an interrupted submission may still take, because only its answer tells the job's id. */
const GRACE_MS = 10_000;

/** A job, and how much of the time to wait for it is left. */
export interface SubmittedJob {
  readonly job: Job<Values>;
  /** Undefined: there is no limit. */
  readonly leftMs: number | undefined;
}

/**
 * Submits a process. An interruption waits for the server to tell the job's id, so that no job goes on that nobody knows.
 *
 * @throws OutcomeError where the server does not answer within `--max-wait`.
 */
export async function submitJob(
  { call, model, schemas }: DescribedProcess,
  inputs: Values,
  { detach, maxWaitMs, mode, outputs, validate }: CallFlags,
  { context, flags, notes }: JobSession,
): Promise<SubmittedJob> {
  const { io, settings, signal } = context;
  notes.interruption = {
    message: `Interrupted: whether the server runs ${model.id} is not known.`,
    hint: `Look for the job with: ${shownCommand(["jobs", "--process", model.id], flags)}`,
  };
  const beganAt = performance.now();
  const late = new OutcomeError(
    "job-not-done",
    "submission-timeout",
    `The server did not answer within ${String((maxWaitMs ?? 0) / 1000)} s.`,
    {
      where: `process ${model.id}`,
      hint: "Give it more seconds with --max-wait.",
    },
  );
  const limits = submissionLimits(signal, mode, maxWaitMs, late);
  try {
    const job = await call.submit(inputs, {
      signal: limits.signal,
      mode,
      outputs,
      validate: validate ? processValidator(schemas) : false,
    });
    const tookMs = performance.now() - beganAt;
    if (job.id !== "" && !detach && settings.quiet !== true) {
      io.stderr(`Job ${printableLine(context.redact(job.id))}\n`);
    }
    return {
      job,
      leftMs:
        maxWaitMs === undefined ? undefined : Math.max(1, maxWaitMs - tookMs),
    };
  } finally {
    limits.dispose();
  }
}

/** When a submission is given up: after its time, and some time after an interruption; at once where no job is made. */
function submissionLimits(
  interrupt: AbortSignal,
  mode: CallFlags["mode"],
  maxWaitMs: number | undefined,
  late: unknown,
): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const endIn = (ms: number, reason: unknown): void => {
    timers.push(
      setTimeout(() => {
        controller.abort(reason);
      }, ms),
    );
  };
  const onInterrupt = (): void => {
    endIn(mode === "sync" ? 0 : GRACE_MS, interrupt.reason);
  };
  if (maxWaitMs !== undefined) endIn(maxWaitMs, late);
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener("abort", onInterrupt, { once: true });
  return {
    signal: controller.signal,
    dispose: () => {
      interrupt.removeEventListener("abort", onInterrupt);
      timers.forEach(clearTimeout);
    },
  };
}
