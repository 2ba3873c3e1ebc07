import {
  environmentManager,
  MutationObserver,
  QueryClient,
  QueryObserver,
  type QueryObserverResult,
} from "@tanstack/query-core";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  expectTypeOf,
  it,
} from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { bindProcesses } from "./local-service/bind.js";
import {
  ApiError,
  createClient,
  DEFAULT_API_URL,
  JobFailedError,
  NoSuchJobError,
  primesBetween,
  sleepAWhile,
  type Client,
  type Job,
  type PrimesBetweenOutputs,
  type ProcessList,
  type RequestEvent,
  type StatusInfo,
} from "./local-service/index.js";
import {
  dismissMutation,
  hasEnded,
  jobQuery,
  processesQuery,
  processQuery,
  resultsQuery,
  serviceKey,
  submitMutation,
} from "./local-service/query.js";

/** Options of `query.ts`, by the library that they are for. */
let server: RunningServer;
let client: Client;
let requests: RequestEvent[];
let queryClient: QueryClient;

beforeAll(async () => {
  // On servers, the library does not poll.
  environmentManager.setIsServer(() => false);
  server = await startServer({ service: "local", port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  client = clientAt(server.url);
  queryClient = new QueryClient();
  queryClient.mount();
});
afterEach(async () => {
  queryClient.unmount();
  queryClient.clear();
  await client.close();
});

function clientAt(apiUrl: string): Client {
  return createClient({
    apiUrl,
    retries: { maxRetries: 2, minDelayMs: 10 },
    onRequest: (request) => {
      requests.push(request);
    },
  });
}

/** The paths that were asked for, below the server's URL. */
function paths(): readonly string[] {
  return requests.map(({ method, url }) => `${method} ${url}`);
}

/** Observes a query until its result is as wanted. Whatever it shows before that is kept. */
function observed<Data>(
  observer: {
    getCurrentResult(): QueryObserverResult<Data>;
    subscribe(
      listener: (result: QueryObserverResult<Data>) => void,
    ): () => void;
  },
  isWanted: (result: QueryObserverResult<Data>) => boolean,
): Promise<QueryObserverResult<Data>> {
  return new Promise((resolve) => {
    const unsubscribe = observer.subscribe((result) => {
      if (!isWanted(result)) return;
      // Not within the first call, which may come before `subscribe` has returned.
      queueMicrotask(() => {
        unsubscribe();
      });
      resolve(result);
    });
  });
}

describe("processesQuery and processQuery", () => {
  it("read the list and a description, under keys of the server", async () => {
    const list = processesQuery({ client, limit: 2 });
    const one = processQuery("primes_between", { client });
    expectTypeOf(await queryClient.query(list)).toEqualTypeOf<ProcessList>();
    expect(
      queryClient
        .getQueryData<ProcessList>(list.queryKey)
        ?.processes.map(({ id }) => id),
    ).toContain("primes_between");
    expect((await queryClient.query(one)).title).toBe("Prime Processor");
    expect([list.queryKey, one.queryKey]).toEqual([
      ["ogcapi-processes", server.url, "processes"],
      ["ogcapi-processes", server.url, "processes", "primes_between"],
    ]);
  });

  it("ask once, and again where the key's beginning is invalidated", async () => {
    const query = processQuery("echo", { client });
    const observer = new QueryObserver(queryClient, {
      ...query,
      staleTime: Infinity,
    });
    const leave = observer.subscribe(() => undefined);
    await observed(observer, ({ isSuccess }) => isSuccess);
    await queryClient.invalidateQueries({ queryKey: serviceKey() });
    expect(requests).toHaveLength(1);
    await queryClient.invalidateQueries({ queryKey: serviceKey(client) });
    expect(requests).toHaveLength(2);
    leave();
  });

  it("repeat a request no oftener than the client does", async () => {
    await using away = clientAt("http://127.0.0.1:9/");
    await expect(
      queryClient.query(processesQuery({ client: away })),
    ).rejects.toMatchObject({ code: "connection" });
    const failed = new QueryObserver(
      queryClient,
      processQuery("echo", { client: away }),
    );
    const { failureCount } = await observed(failed, ({ isError }) => isError);
    expect(failureCount).toBe(1);
    // Two queries, each with the first attempt and the client's two others.
    expect(requests).toHaveLength(6);
  });
});

describe("jobQuery", () => {
  it("polls until the job has ended, and no longer", async () => {
    const job = await sleepAWhile.submit({ duration: 1 }, { client });
    const query = jobQuery(sleepAWhile, job.id, {
      client,
      pollIntervalMs: 50,
    });
    const observer = new QueryObserver(queryClient, query);
    const seen: (StatusInfo | undefined)[] = [];
    const leave = observer.subscribe(({ data }) => seen.push(data));
    const { data } = await observed(observer, (result) =>
      hasEnded(result.data),
    );
    expectTypeOf(data).toEqualTypeOf<StatusInfo | undefined>();
    expectTypeOf(
      observer.getCurrentResult().error,
    ).toEqualTypeOf<Error | null>();
    expect(data?.status).toBe("successful");
    expect(seen.some((status) => status?.status === "running")).toBe(true);
    const polls = requests.length;
    const [entry] = queryClient.getQueryCache().getAll();
    expect(entry && query.refetchInterval(entry as never)).toBe(false);
    expect(observer.getCurrentResult().isStale).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(requests).toHaveLength(polls);
    leave();
  });

  it("waits longer and longer while nothing changes, and anew after a change", () => {
    const { refetchInterval } = jobQuery(sleepAWhile, "job", { client });
    const running: StatusInfo = { jobID: "job", status: "running" };
    const next: StatusInfo = { ...running, progress: 1 };
    const pauses = (data: StatusInfo, seconds: readonly number[]) =>
      seconds.map((second) =>
        refetchInterval({ state: { data, dataUpdatedAt: second * 1000 } }),
      );
    expect(refetchInterval({ state: {} })).toBe(1_000);
    expect(pauses(running, [10, 11, 14, 14, 50])).toEqual([
      1_000, 1_000, 2_000, 2_000, 10_000,
    ]);
    expect(pauses(next, [51, 54])).toEqual([1_000, 1_500]);
  });

  it("waits as long as the caller says", () => {
    const { refetchInterval } = jobQuery(sleepAWhile, "job", {
      client,
      pollIntervalMs: 123,
    });
    const data: StatusInfo = { jobID: "job", status: "running" };
    expect(refetchInterval({ state: { data, dataUpdatedAt: 1 } })).toBe(123);
    expect(refetchInterval({ state: { data, dataUpdatedAt: 9e9 } })).toBe(123);
  });

  it("waits as long as the server asks", async () => {
    await using busy = await startServer({
      service: "local",
      port: 0,
      retryAfter: 7,
    });
    await using asking = clientAt(busy.url);
    const job = await sleepAWhile.submit({ duration: 30 }, { client: asking });
    const query = jobQuery(sleepAWhile, job, { client: asking });
    const data = await queryClient.query(query);
    expect(data.retryAfterMs).toBe(7_000);
    const [entry] = queryClient.getQueryCache().getAll();
    expect(entry && query.refetchInterval(entry as never)).toBe(7_000);
    const { refetchInterval } = jobQuery(sleepAWhile, job, {
      client: asking,
      pollIntervalMs: 123,
    });
    expect(refetchInterval({ state: { data } })).toBe(123);
    await job.dismiss();
  });

  it.each([
    [0, 1_000],
    [50, 1_000],
    [30_000, 30_000],
    // Timers end at once where they are longer than 24 days.
    [1e10, 300_000],
  ])("asked to wait %s ms, waits %s ms", (retryAfterMs, wanted) => {
    const { refetchInterval } = jobQuery(sleepAWhile, "job", { client });
    const running: StatusInfo = { jobID: "job", status: "running" };
    const data: StatusInfo = { ...running, retryAfterMs };
    expect(refetchInterval({ state: { data } })).toBe(wanted);
    const error = new ApiError({
      method: "GET",
      url: server.url,
      status: 503,
      headers: {},
      attempts: 1,
      retryAfterMs,
    });
    const state = { data: running, error };
    expect(refetchInterval({ state })).toBe(wanted);
  });

  it("does nothing as long as there is no job", async () => {
    const query = jobQuery(sleepAWhile, undefined, { client });
    const observer = new QueryObserver(queryClient, query);
    const leave = observer.subscribe(() => undefined);
    await expect(query.queryFn()).rejects.toThrow("There is no job yet.");
    expect(observer.getCurrentResult().fetchStatus).toBe("idle");
    expect(requests).toEqual([]);
    leave();
  });

  it("ends where the server does not know the job", async () => {
    const observer = new QueryObserver(
      queryClient,
      jobQuery(sleepAWhile, "nobody", { client, pollIntervalMs: 20 }),
    );
    const leave = observer.subscribe(() => undefined);
    const { error } = await observed(observer, ({ isError }) => isError);
    expect(error).toBeInstanceOf(NoSuchJobError);
    const polls = requests.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(requests).toHaveLength(polls);
    leave();
  });

  it("goes on after failures that pass", async () => {
    const query = jobQuery(sleepAWhile, "job", { client });
    await using away = clientAt("http://127.0.0.1:9/");
    const failure: unknown = await away
      .getJob("job")
      .catch((error: unknown) => error);
    const data: StatusInfo = { jobID: "job", status: "running" };
    const pauseAfter = (error: unknown) => {
      const state = { data, error };
      return query.refetchInterval({ state });
    };
    expect(pauseAfter(failure)).toBe(10_000);
    expect(pauseAfter(new Error("of the program"))).toBe(false);
  });

  it("ends its request when nobody observes it any more", async () => {
    let signal: AbortSignal | undefined;
    const held = createClient({
      apiUrl: server.url,
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          signal = init?.signal ?? undefined;
          signal?.addEventListener("abort", () => {
            reject(signal?.reason as Error);
          });
        }),
    });
    const observer = new QueryObserver(
      queryClient,
      jobQuery(sleepAWhile, "job_1", { client: held }),
    );
    const leave = observer.subscribe(() => undefined);
    await expect.poll(() => signal?.aborted).toBe(false);
    leave();
    await expect.poll(() => signal?.aborted).toBe(true);
    await held.close();
  });
});

describe("resultsQuery", () => {
  it("gives the outputs, typed, and keeps them", async () => {
    const job = await primesBetween.submit({ max_val: 12 }, { client });
    const query = resultsQuery(primesBetween, job.id, { client });
    const outputs = await queryClient.query(query);
    expectTypeOf(outputs).toEqualTypeOf<PrimesBetweenOutputs>();
    expect(outputs).toEqual({ return_value: [2, 3, 5, 7, 11] });
    const asked = requests.length;
    await queryClient.query(query);
    expect(requests).toHaveLength(asked);
    await queryClient.invalidateQueries({
      queryKey: query.queryKey.slice(0, -1),
      refetchType: "all",
    });
    expect(requests.length).toBeGreaterThan(asked);
  });

  it("rejects with the typed error of a job that failed, after one attempt", async () => {
    const job = await sleepAWhile.submit(
      { duration: 0.01, fail: true },
      { client },
    );
    const observer = new QueryObserver(
      queryClient,
      resultsQuery(sleepAWhile, job.id, { client, pollIntervalMs: 10 }),
    );
    const { error, failureCount } = await observed(
      observer,
      ({ isError }) => isError,
    );
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({ jobId: job.id });
    expect(failureCount).toBe(1);
  });

  it("ends its waiting when nobody observes it any more", async () => {
    const job = await sleepAWhile.submit({ duration: 30 }, { client });
    const observer = new QueryObserver(
      queryClient,
      resultsQuery(sleepAWhile, job.id, { client, pollIntervalMs: 10 }),
    );
    const leave = observer.subscribe(() => undefined);
    await expect.poll(() => requests.length).toBeGreaterThan(2);
    leave();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const polls = requests.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(requests).toHaveLength(polls);
    await job.dismiss();
  });
});

describe("submitMutation and dismissMutation", () => {
  it("submit once, and give the job, which the queries take", async () => {
    const submit = submitMutation(primesBetween, { client });
    const mutation = new MutationObserver(queryClient, submit);
    const job = await mutation.mutate({ max_val: 5 });
    expectTypeOf(job).toEqualTypeOf<Job<PrimesBetweenOutputs>>();
    const outputs = await queryClient.query(
      resultsQuery(primesBetween, job, { client }),
    );
    expect(outputs).toEqual({ return_value: [2, 3, 5] });
    expect(submit.mutationKey).toEqual([
      ...serviceKey(client),
      "submit",
      "primes_between",
    ]);
    expect(paths().filter((path) => path.startsWith("POST"))).toEqual([
      `POST ${server.url}processes/primes_between/execution`,
    ]);
  });

  it("take no inputs where none is needed, and the outputs that are asked for", () => {
    const submit = submitMutation(sleepAWhile, {
      client,
      outputs: ["return_value"],
    });
    expectTypeOf(submit.mutationFn).toBeCallableWith();
    expectTypeOf(submit.mutationFn).toBeCallableWith({ duration: 1 });
    const mutation = new MutationObserver(queryClient, submit);
    expectTypeOf(mutation.mutate).toBeCallableWith();
    // @ts-expect-error -- The process has no such input.
    expectTypeOf(submit.mutationFn).toBeCallableWith({ durations: 1 });
  });

  it("keep Vue from wrapping jobs and files, as the queries do", () => {
    const options = [
      processesQuery({ client }),
      processQuery("primes_between", { client }),
      jobQuery(primesBetween, undefined, { client }),
      resultsQuery(primesBetween, undefined, { client }),
      submitMutation(primesBetween, { client }),
      dismissMutation(primesBetween, { client }),
    ];
    expect(options.map(({ shallow }) => shallow)).toEqual(
      options.map(() => true),
    );
  });

  it("dismiss a job, whose status then ends the polling", async () => {
    const job = await sleepAWhile.submit({ duration: 30 }, { client });
    const query = jobQuery(sleepAWhile, job.id, { client, pollIntervalMs: 20 });
    const observer = new QueryObserver(queryClient, query);
    const leave = observer.subscribe(() => undefined);
    await observed(observer, ({ data }) => data?.status === "running");
    const dismissal = new MutationObserver(queryClient, {
      ...dismissMutation(sleepAWhile, { client }),
      onSuccess: (status, dismissed) => {
        const { queryKey } = jobQuery(sleepAWhile, dismissed, { client });
        queryClient.setQueryData(queryKey, status);
      },
    });
    await dismissal.mutate(job.id);
    await expect
      .poll(() => observer.getCurrentResult().data?.status)
      .toBe("dismissed");
    leave();
  });
});

describe("keys", () => {
  it("name the server that a process is bound to, else the default one", () => {
    const bound = bindProcesses(client).primesBetween;
    const urls = [
      jobQuery(primesBetween, "1"),
      jobQuery(bound, "1"),
      jobQuery(bound, "1", { client: clientAt("http://127.0.0.1:9/") }),
    ].map(({ queryKey }) => queryKey[1]);
    expect(urls).toEqual([DEFAULT_API_URL, server.url, "http://127.0.0.1:9/"]);
  });

  it("differ between jobs that servers answered at once, and name no secrets", async () => {
    await using secret = createClient({
      apiUrl: `${server.url}?api_key=s3cret`,
    });
    await using atOnce = createClient({
      apiUrl: server.url,
      fetch: () => Promise.resolve(Response.json({ return_value: [2] })),
    });
    const submit = () => primesBetween.submit({}, { client: atOnce });
    const [first, second] = [await submit(), await submit()];
    const keyOf = (job: Job<PrimesBetweenOutputs>) =>
      JSON.stringify(resultsQuery(primesBetween, job, { client }).queryKey);
    expect(first.id).toBe("");
    expect(keyOf(first)).not.toBe(keyOf(second));
    expect(keyOf(first)).toBe(keyOf(first));
    expect(JSON.stringify(serviceKey(secret))).not.toContain("s3cret");
  });
});
