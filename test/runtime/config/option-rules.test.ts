import { describe, expect, it } from "vitest";
import type { JobFilter } from "../../../src/runtime/client/job-filter.js";
import {
  defineProcess,
  type ClientOptions,
  type ConfigFileOptions,
  type LinkedFileOptions,
  type RequestOptions,
  type RunOptions,
} from "../../../src/runtime/index.js";
import { arePlain } from "../../../src/runtime/config/plain-options.js";
import { checkByRules } from "../../../src/runtime/config/option-rules.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

/** Every option that this package has; `body` is any value. A new one does not compile without rows below. */
type OptionName =
  | keyof ClientOptions
  | keyof RunOptions<string>
  | keyof JobFilter
  | keyof ConfigFileOptions
  | keyof LinkedFileOptions
  | Exclude<keyof RequestOptions, "body">;

const TIMES = ["1", NaN, -1, null, true, {}, 1n, Symbol("s")];
const COUNTS = [...TIMES, []];
const TEXTS = [3, null, true, {}, [], Symbol("s"), 1n];
const LISTS = [3, null, {}, [3], Symbol("s")];
const FUNCTIONS = [3, "x", null, {}, [], true];
const FLAGS = [3, "true", null, {}];
const WORDS = ["no such word", 3, null, {}, []];

/** What each option refuses. */
const REFUSED: Readonly<Record<OptionName, readonly unknown[]>> = {
  apiUrl: TEXTS,
  authType: WORDS,
  authUrl: TEXTS,
  username: TEXTS,
  password: TEXTS,
  clientId: TEXTS,
  clientSecret: TEXTS,
  grantType: TEXTS,
  token: TEXTS,
  refreshToken: TEXTS,
  useBearer: FLAGS,
  tokenHeader: TEXTS,
  apiKey: TEXTS,
  apiKeyHeader: TEXTS,
  headers: [
    3,
    "x",
    null,
    [],
    { a: 3 },
    { a: null },
    { a: Symbol("s") },
    new Headers({ a: "b" }),
    new Map([["a", "b"]]),
  ],
  credentials: FUNCTIONS,
  onRequest: FUNCTIONS,
  onResponse: FUNCTIONS,
  onWarning: FUNCTIONS,
  onProgress: FUNCTIONS,
  allowRequest: FUNCTIONS,
  rewriteUrl: FUNCTIONS,
  mediaType: TEXTS,
  base: TEXTS,
  fetch: FUNCTIONS,
  parse: FUNCTIONS,
  validate: [3, "x", null, {}, true],
  onInvalid: WORDS,
  objectInputs: WORDS,
  mode: WORDS,
  response: WORDS,
  transmission: [...WORDS.slice(0, 3), { a: "x" }, { a: 3 }, []],
  outputs: [...LISTS.slice(0, 3), "a", [null], [{}], [Symbol("s")]],
  mediaTypes: [3, "x", null, [], { a: 3 }, { a: null }],
  subscriber: [3, "x", null, [], { successUri: 3 }],
  defaults: [3, "x", null, [], { token: 3 }, { apiUrl: null }],
  client: [3, "x", null],
  signal: [3, "x", {}, [], new EventTarget(), true],
  allowMissing: FLAGS,
  dismissOnAbort: FLAGS,
  timeoutMs: TIMES,
  executionTimeoutMs: TIMES,
  idleTimeoutMs: TIMES,
  giveUpAfterMs: TIMES,
  pollIntervalMs: [...TIMES, Infinity],
  retries: [3, "x", null, [], { maxRetries: "1" }, { minDelayMs: Infinity }],
  maxBytes: COUNTS,
  maxConnections: [...COUNTS, 0],
  limit: [...COUNTS, 0, Infinity],
  processID: LISTS,
  status: LISTS,
  type: LISTS,
  datetime: TEXTS,
  minDuration: COUNTS,
  maxDuration: COUNTS,
  query: [3, "x", null, [], { a: {} }, { a: null }],
};

const ABORT = new AbortController();
const nothing = (): void => undefined;

/** What each option takes, among others. */
const TAKEN: Readonly<Partial<Record<OptionName, readonly unknown[]>>> = {
  apiUrl: ["http://127.0.0.1/"],
  authType: ["none", "api-key"],
  useBearer: [true],
  headers: [{ a: "b" }, { a: undefined }, nothing],
  onProgress: [nothing, async () => Promise.resolve()],
  validate: [false, nothing],
  transmission: ["value", { a: "reference" }],
  outputs: [[], ["a", 3]],
  mediaTypes: [{ a: "image/png", b: undefined }],
  subscriber: [{ successUri: "http://127.0.0.1/" }],
  defaults: [{}, { token: "t" }],
  signal: [ABORT.signal, null],
  base: ["jobs/j", new URL("http://127.0.0.1/")],
  timeoutMs: [0, 1.5, Infinity],
  giveUpAfterMs: [Infinity],
  pollIntervalMs: [0],
  retries: [{}, { maxRetries: 0, maxDelayMs: Infinity }],
  maxBytes: [0, Infinity],
  status: ["running", ["running", "failed"], []],
  query: [{ a: 1, b: "x", c: undefined }],
};

const REFUSALS = Object.entries(REFUSED).flatMap(([name, values]) =>
  values.map((value) => [name, value] as const),
);

describe("the rules", () => {
  it.each(REFUSALS)("refuse %s as %o, and name it", (name, value) => {
    const refused = /^(retries|defaults)$/.test(name) ? name : `${name} must`;
    expect(() => checkByRules({ [name]: value })).toThrow(refused);
  });

  it("let what is plain be nothing that they refuse", () => {
    const plain = REFUSALS.filter(([name, value]) =>
      arePlain({ [name]: value }),
    );
    expect(plain).toEqual([]);
  });

  it.each(
    Object.entries(TAKEN).flatMap(([name, values]) =>
      values.map((value) => [name, value] as const),
    ),
  )("take %s as %o", (name, value) => {
    const options = { [name]: value, another: 3 };
    expect(checkByRules(options)).toEqual({ [name]: value });
  });

  it("say what is wanted, and show no secret", () => {
    const said = [
      { timeoutMs: "1" },
      { mode: "later" },
      { retries: { maxRetries: NaN } },
      { password: 1234 },
      { headers: { authorization: 1234 } },
    ].map((options) => {
      try {
        return checkByRules(options);
      } catch (failure) {
        return (failure as Error).message;
      }
    });
    expect(said).toEqual([
      'timeoutMs must be a number of milliseconds from 0, not "1".',
      'mode must be "async" or "sync" or "auto", not "later".',
      "retries.maxRetries must be a number from 0, not NaN.",
      "password must be a text, not a number.",
      "headers must be an object of texts by the names of headers, or a function, not an object.",
    ]);
  });

  it.each<[string, unknown, string]>([
    ["null", null, "The options must be an object, not null."],
    ["a list", [], "The options must be an object, not an array."],
    ["a function", nothing, "The options must be an object, not a function."],
    [
      "a getter that throws",
      {
        get timeoutMs() {
          throw new RangeError("mine");
        },
      },
      "timeoutMs can't be read: mine.",
    ],
    [
      "a revoked proxy",
      revoked(),
      "The options can't be read: Cannot perform 'IsArray' on a proxy that has been revoked.",
    ],
  ])("refuse %s", (_name, options, message) => {
    expect(arePlain(options as object)).toBe(false);
    expect(() => checkByRules(options as object)).toThrow(
      expect.objectContaining({ code: "config", message }) as Error,
    );
  });

  it("give what an object inherits or computes as members, read once", () => {
    let reads = 0;
    class Chosen {
      get timeoutMs(): number {
        reads += 1;
        return reads;
      }
    }
    const options = Object.create(new Chosen()) as object;
    expect([arePlain(options), checkByRules(options), reads]).toEqual([
      false,
      { timeoutMs: 1 },
      1,
    ]);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("every entry", () => {
  const BAD = { signal: 3, timeoutMs: NaN } as never;

  it("refuses wrong options before it sends anything", async () => {
    await using server = await scriptedServer({});
    await using client = testClient(server.url);
    await using wrong = testClient(server.url, { maxBytes: NaN });
    const run = defineProcess(() => client, {
      id: "p",
      inputs: {},
      outputs: { a: { form: "value" } },
    });
    const job = run.job("j");
    const calls: readonly (() => Promise<unknown>)[] = [
      () => run({}, BAD),
      () => run({}, null as never),
      () => run.submit({}, BAD),
      () => run.job("j", BAD).status(),
      () => run.job("j", null as never).results(),
      () => job.status(BAD),
      () => job.wait(BAD),
      () => job.results(BAD),
      () => job.dismiss(BAD),
      () => job.watch(BAD).next(),
      () => client.getCapabilities(BAD),
      () => client.getConformance(BAD),
      () => client.getProcesses(null as never),
      () => client.processes(BAD).next(),
      () => client.getProcess("p", BAD),
      () => client.executeProcess("p", {}, BAD),
      () => client.executeProcess("p", { outputs: "x" as never }),
      () => client.executeProcess("p", { inputs: {}, response: 3 as never }),
      () => client.getJobs(3 as never),
      () => client.jobs(BAD).next(),
      () => client.getJob("j", BAD),
      () => client.getJobResults("j", BAD),
      () => client.dismissJob("j", BAD),
      () => client.request("GET", "jobs", BAD),
      () => client.request("GET", "jobs", { headers: nothing as never }),
      () => wrong.getJobs(),
      () => defineProcess(() => wrong, run.process)({}),
    ];
    const codes = await Promise.all(
      calls.map(async (call) => {
        const failure = await failureOf(call());
        return (failure as { readonly code?: unknown }).code ?? failure;
      }),
    );
    expect(codes).toEqual(calls.map(() => "config"));
    expect(server.requests).toEqual([]);
  });

  it("refuses ids, methods and targets that are no texts", async () => {
    await using server = await scriptedServer({});
    await using client = testClient(server.url);
    const odd: readonly unknown[] = [null, 3, 1n, {}, Symbol("s"), undefined];
    const failures = await Promise.all(
      odd.flatMap((value) => {
        const id = value as string;
        return [
          client.getJob(id),
          client.getProcess(id),
          client.getJobResults(id),
          client.dismissJob(id),
          client.executeProcess(id),
          client.request(id as "GET", "jobs"),
          client.request("GET", id),
        ].map(failureOf);
      }),
    );
    expect(
      failures.filter(
        (failure) => (failure as { readonly code?: unknown }).code !== "input",
      ),
    ).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});
