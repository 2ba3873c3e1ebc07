import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { failureOf } from "../../runtime/test-client.js";
import { declarations } from "../setup/packages.js";
import { serverUnderTest } from "../setup/server-under-test.js";
import type { ServerName } from "../setup/server-names.js";
import { callCounter } from "../setup/tally.js";

/** What is generated from fastprocesses. */
type Package = typeof import("#fastprocesses");

const PROCESS_COUNT = 12;

const modes = ["async", "sync"] as const;
const responses = ["raw", "document"] as const;
const forms = modes.flatMap((mode) =>
  responses.map((response) => ({ mode, response })),
);

/** The typed calls of every process, on one fastprocesses. */
export function describeFastprocesses(
  server: ServerName,
  generated: object,
): void {
  // As a test below proves.
  const processes = generated as Package;
  const { url, generation } = serverUnderTest(server);
  const warnings: string[] = [];
  const client = processes.createClient({
    apiUrl: url,
    pollIntervalMs: 50,
    onWarning: ({ code, message }) => warnings.push(`${code}: ${message}`),
  });
  const calls = callCounter(server);
  const {
    upper,
    wordFrequencies,
    picture,
    batch,
    textAnalysis,
    wait,
    fail,
    echoObject,
    echoList,
    echoChoice,
    echoFlag,
    echoBox,
  } = Object.fromEntries(
    Object.entries(processes).map(([name, exported]) => [
      name,
      typeof exported === "function" && "process" in exported
        ? calls.counted(exported)
        : exported,
    ]),
  ) as Package;

  afterAll(async () => {
    await calls.report();
    await client.close();
  });

  it("has all processes of both pages, without a warning", () => {
    expect(generation.stderr).toBe("");
    expect(generation.stdout).toContain(`(${PROCESS_COUNT} processes; files: `);
  });

  it("has the types that the calls are checked with", async () => {
    expect(await declarations(server)).toEqual(
      await declarations("fastprocesses"),
    );
  });

  describe.each(forms)("mode $mode, response $response", (options) => {
    const form = { client, ...options };

    it("gives a value without a media type", async () => {
      const { text } = await upper({ text: "a b" }, form);
      expectTypeOf(text).toEqualTypeOf<string>();
      expect(text).toBe("A B");
    });

    it("gives several outputs, and those that were asked for", async () => {
      const { frequencies, total } = await wordFrequencies(
        { text: "a b a" },
        form,
      );
      expect(frequencies).toEqual({ a: 2, b: 1 });
      expectTypeOf(total).toEqualTypeOf<number>();
      expect(total).toBe(3);
      const one = await wordFrequencies(
        { text: "a b a" },
        { ...form, outputs: ["total"] },
      );
      expectTypeOf(one).toEqualTypeOf<{ total: number }>();
      expect(one).toEqual({ total: 3 });
    });

    it("gives a file", async () => {
      const { picture: file } = await picture({}, form);
      expect(file).toBeInstanceOf(processes.ResultFile);
      expect(file.mediaType).toBe("image/png");
      expect((await file.bytes()).length).toBe(70);
    });

    it("gives what several workers made", async () => {
      expect(await batch({ words: ["a", "b", "c"] }, form)).toEqual({
        words: ["A", "B", "C"],
      });
      expect(await textAnalysis({ text: "a b a" }, form)).toEqual({
        word_count: 3,
        unique_words: ["a", "b"],
      });
    });

    it("takes values of each form, and gives them back", async () => {
      const object = { name: "n", size: 3 };
      expect(await echoObject({ value: object }, form)).toEqual({
        value: object,
      });
      expect(await echoList({ value: [1, 2.5] }, form)).toEqual({
        value: [1, 2.5],
      });
      const { value } = await echoChoice({ value: "red" }, form);
      expectTypeOf(value).toEqualTypeOf<"red" | "green">();
      expect(value).toBe("red");
      expect(await echoFlag({ value: false }, form)).toEqual({ value: false });
      const box = { bbox: [1, 2, 3, 4] as [number, number, number, number] };
      expect(await echoBox({ value: box }, form)).toEqual({ value: box });
    });

    it("tells why a process failed", async () => {
      const failure = await failureOf(fail({ reason: "out of luck" }, form));
      expect(failure).toMatchObject({
        name: "JobFailedError",
        jobId: expect.any(String) as string,
        lastStatus: { status: "failed" },
      });
      expect((failure as Error).message).toContain("out of luck");
    });
  });

  describe("a job that runs", () => {
    it("reports its progress, and is resumed by its id", async () => {
      const job = await wait.submit({ seconds: 1 }, { client });
      const early = await failureOf(client.getJobResults(job.id));
      expect(early).toMatchObject({ name: "ResultNotReadyError", status: 404 });
      const seen: string[] = [];
      for await (const { message } of job) seen.push(message ?? "");
      expect(seen).toEqual(
        expect.arrayContaining(["step 1", "Process completed"]),
      );
      const resumed = wait.job(job.id, { client });
      expect(await resumed.results()).toEqual({ waited: 1 });
    });

    it("cannot be dismissed, and the error says so", async () => {
      const job = await wait.submit({ seconds: 0.5 }, { client });
      expect(await failureOf(job.dismiss())).toMatchObject({
        name: "ApiError",
        status: 405,
        jobId: job.id,
      });
      expect(await job.results()).toEqual({ waited: 0.5 });
    });
  });

  describe("failures", () => {
    it("an input that is not valid", async () => {
      const wrong = { text: "" };
      const failure = await failureOf(upper(wrong, { client }));
      expect((failure as Error).message).toMatch(/text|too short|non-empty/);
    });

    it.each([
      ["a job", () => client.getJob("nope"), "NoSuchJobError"],
      ["results", () => client.getJobResults("nope"), "NoSuchJobError"],
      ["a process", () => client.getProcess("nope"), "NoSuchProcessError"],
      [
        "a process to execute",
        () => client.executeProcess("nope", {}),
        "NoSuchProcessError",
      ],
    ] as const)("%s that is not there", async (_name, call, name) => {
      expect(await failureOf(call())).toMatchObject({ name, status: 404 });
    });
  });

  it("lists jobs of all pages, and filters them", async () => {
    const { jobs: all } = await client.getJobs();
    expect(all.length).toBeGreaterThan(20);
    const { jobs: failed } = await client.getJobs({
      processID: "fail",
      status: ["failed", "dismissed"],
    });
    expect(failed.length).toBe(
      all.filter(({ processID }) => processID === "fail").length,
    );
    expect(failed.length).toBe(forms.length);
    const { processes: listed } = await client.getProcesses();
    expect(listed.length).toBe(PROCESS_COUNT);
  });

  it("warned of nothing", () => {
    expect(warnings).toEqual([]);
  });
}
