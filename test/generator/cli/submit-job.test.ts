import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  callFlags,
  type CallFlags,
} from "../../../src/generator/cli/call-flags.js";
import { Interrupted } from "../../../src/generator/cli/interrupt.js";
import type { JobSession } from "../../../src/generator/cli/job-command.js";
import { submitJob } from "../../../src/generator/cli/submit-job.js";
import type { DescribedProcess } from "../../../src/generator/execution/described-process.js";

/** What the process function is called with. */
interface Submission {
  readonly inputs: unknown;
  readonly options: {
    readonly signal: AbortSignal;
    readonly mode: unknown;
    readonly outputs: unknown;
    readonly validate: unknown;
  };
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "performance"],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A submission to a server that answers after some time with a job of this id, or never. */
function submitting(
  { id = "j", afterMs = 0 }: { id?: string; afterMs?: number } = {},
  flags: Partial<CallFlags> = {},
  quiet = false,
) {
  const submissions: Submission[] = [];
  const submit = (
    inputs: unknown,
    options: Submission["options"],
  ): Promise<{ id: string }> => {
    submissions.push({ inputs, options });
    return new Promise((resolve, reject) => {
      const { signal } = options;
      const stop = (): void => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
      if (afterMs !== Infinity) setTimeout(resolve, afterMs, { id });
    });
  };
  const interrupt = new AbortController();
  let stderr = "";
  const session = {
    context: {
      io: {
        stderr: (text: string) => {
          stderr += text;
        },
      },
      settings: { quiet },
      redact: (text: string) => text.replaceAll("s3cret", "***"),
      signal: interrupt.signal,
    },
    flags: { url: "http://h/" },
    notes: { found: {}, interruption: undefined },
  } as unknown as JobSession;
  const process = {
    call: { submit },
    model: { id: "grow" },
    schemas: { id: "grow", inputs: {}, outputs: {} },
  } as unknown as DescribedProcess;
  const given = { ...callFlags({}, "/"), ...flags };
  const submitted = submitJob(process, { a: 1 }, given, session);
  submitted.catch(() => undefined);
  return {
    submitted,
    submissions,
    notes: session.notes,
    interrupt: () => {
      interrupt.abort(new Interrupted("SIGINT"));
    },
    stderr: () => stderr,
  };
}

describe("a submission", () => {
  it.each<
    [
      name: string,
      id: string,
      flags: Partial<CallFlags>,
      quiet: boolean,
      stderr: string,
    ]
  >([
    ["says the job's id", "s3cret\u001b-1", {}, false, "Job ***\\u{1b}-1\n"],
    ["says nothing with --quiet", "j", {}, true, ""],
    ["leaves it to --detach", "j", { detach: true }, false, ""],
    ["says nothing where no job was made", "", {}, false, ""],
  ])("%s", async (_name, id, flags, quiet, stderr) => {
    const run = submitting({ id }, flags, quiet);
    await vi.runAllTimersAsync();
    expect(await run.submitted).toEqual({ job: { id }, leftMs: undefined });
    expect(run.stderr()).toBe(stderr);
  });

  it("is what the flags say", async () => {
    const flags = { mode: "sync", outputs: ["x"], validate: false } as const;
    const run = submitting({}, flags);
    const { inputs, options } = run.submissions[0] ?? {};
    expect(inputs).toEqual({ a: 1 });
    expect(options).toEqual({
      signal: expect.any(AbortSignal) as AbortSignal,
      mode: "sync",
      outputs: ["x"],
      validate: false,
    });
    const checked = submitting({}, { validate: true });
    expect(checked.submissions[0]?.options.validate).toBeTypeOf("function");
    await vi.runAllTimersAsync();
    await run.submitted;
    await checked.submitted;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves the rest of --max-wait to the job", async () => {
    const run = submitting({ afterMs: 400 }, { maxWaitMs: 1_000 });
    await vi.advanceTimersByTimeAsync(400);
    expect(await run.submitted).toEqual({ job: { id: "j" }, leftMs: 600 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("fails where the server does not answer within --max-wait", async () => {
    const run = submitting({ afterMs: Infinity }, { maxWaitMs: 1_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(run.submitted).rejects.toMatchObject({
      outcome: "job-not-done",
      code: "submission-timeout",
      message: "The server did not answer within 1 s.",
      where: "process grow",
      hint: "Give it more seconds with --max-wait.",
    });
    expect(run.stderr()).toBe("");
  });
});

describe("an interrupted submission", () => {
  it("still learns the job's id", async () => {
    const run = submitting({ afterMs: 9_000 });
    run.interrupt();
    await vi.advanceTimersByTimeAsync(9_000);
    expect((await run.submitted).job.id).toBe("j");
  });

  it.each<[name: string, flags: Partial<CallFlags>, afterMs: number]>([
    ["after 10 s", {}, 10_000],
    ["at once where no job is made", { mode: "sync" }, 0],
  ])("is given up %s", async (_name, flags, afterMs) => {
    const run = submitting({ afterMs: Infinity }, flags);
    run.interrupt();
    const { signal } = run.submissions[0]?.options ?? {};
    await vi.advanceTimersByTimeAsync(Math.max(0, afterMs - 1));
    expect(signal?.aborted).toBe(afterMs === 0);
    await vi.advanceTimersByTimeAsync(1);
    await expect(run.submitted).rejects.toBeInstanceOf(Interrupted);
    expect(run.notes.interruption).toEqual({
      message: "Interrupted: whether the server runs grow is not known.",
      hint: "Look for the job with: s2gos-codegen jobs --process grow --url http://h/",
    });
  });
});
