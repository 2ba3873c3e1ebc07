import { afterEach, describe, expect, it } from "vitest";
import {
  createClient,
  defineProcess,
  type Client,
  type OptionalInputsProcess,
  type OutputDefinition,
  type ResultFile,
} from "../../../src/runtime/index.js";
import {
  MediaValue,
  mockServer,
  Problem,
  Reference,
  type MockServer,
  type MockServerOptions,
  type ProcessHandler,
  type ProcessHandlers,
} from "../../../src/server/mock/index.js";

const OPENED: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of OPENED.splice(0).reverse()) await one.close();
});

function mocked(
  handlers: ProcessHandlers,
  options: MockServerOptions = {},
): MockServer & { readonly client: Client } {
  const mock = mockServer(handlers, options);
  const client = createClient({
    fetch: mock.fetch,
    apiUrl: mock.url,
    pollIntervalMs: 5,
    retries: { maxRetries: 0 },
  });
  OPENED.push(mock, client);
  return { ...mock, client };
}

function processOf<Inputs, Outputs>(
  outputs: Readonly<Record<keyof Outputs, OutputDefinition>>,
): OptionalInputsProcess<Inputs, Outputs> {
  return defineProcess<Inputs, Outputs>(
    () => {
      throw new Error("Each call here names its client.");
    },
    { id: "p", version: "1.0.0", outputs },
  );
}

const VALUE: OutputDefinition = { form: "value" };
const FILE: OutputDefinition = { form: "file", mediaType: "text/csv" };
const primes = processOf<{ max?: number }, { primes: number[] }>({
  primes: VALUE,
});
const primeNumbers: ProcessHandler = ({ max }) => ({
  primes: [2, 3, 5, 7].filter((prime) => prime <= Number(max)),
});

describe("a process function", () => {
  it.each(["async", "sync"] as const)("gets outputs, %s", async (mode) => {
    const { client } = mocked({ p: primeNumbers });
    expect(await primes({ max: 5 }, { client, mode })).toEqual({
      primes: [2, 3, 5],
    });
  });

  it("gets several outputs, or those that it asks for", async () => {
    const both = processOf<object, { a: number; b: object }>({
      a: VALUE,
      b: VALUE,
    });
    const { client } = mocked({ p: () => ({ a: 1, b: { value: 2 } }) });
    expect(await both({}, { client })).toEqual({ a: 1, b: { value: 2 } });
    expect(await both({}, { client, outputs: ["a"] })).toEqual({ a: 1 });
  });

  it.each<[name: string, returned: unknown, mediaType: string]>([
    ["bytes", new TextEncoder().encode("a,b"), "application/octet-stream"],
    ["a blob", new Blob(["a,b"], { type: "text/csv" }), "text/csv"],
    ["a media value", new MediaValue("text/csv", "a,b"), "text/csv"],
  ])("gets a file from %s", async (_name, table, mediaType) => {
    const table_ = processOf<object, { table: ResultFile }>({ table: FILE });
    const { client } = mocked({ p: () => ({ table }) });
    const result = await table_({}, { client });
    expect([result.table.mediaType, await result.table.text()]).toEqual([
      mediaType,
      "a,b",
    ]);
  });

  it("gets a file by reference, from the server or from where it is", async () => {
    const file = processOf<object, { table: ResultFile }>({ table: FILE });
    const mock = mocked({
      p: (_inputs, { id }) => ({
        table:
          id === "job_0"
            ? new MediaValue("text/csv", "a,b")
            : new Reference({ href: `${mock.url}jobs/job_0/results/table` }),
      }),
    });
    const { client } = mock;
    const results = await client.executeProcess(
      "p",
      { outputs: { table: { transmissionMode: "reference" } } },
      { mode: "sync" },
    );
    expect(results).toMatchObject({ results: expect.anything() as unknown });
    const { table } = await file({}, { client });
    expect([table.href, await table.text()]).toEqual([
      `${mock.url}jobs/job_0/results/table`,
      "a,b",
    ]);
  });

  it("follows the progress that its handler reports", async () => {
    let proceed = (): void => undefined;
    const seen = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    const { client } = mocked({
      p: async (_inputs, { progress }) => {
        progress(40, "Sieving");
        await seen;
        return { primes: [] };
      },
    });
    const messages: unknown[] = [];
    await primes(
      {},
      {
        client,
        mode: "async",
        onProgress: ({ progress, message }) => {
          messages.push([progress, message]);
          if (message === "Sieving") proceed();
        },
      },
    );
    expect(messages).toContainEqual([40, "Sieving"]);
  });
});

describe("a handler", () => {
  it("gets the inputs as they were sent, content and links as such", async () => {
    const received: unknown[] = [];
    const { client } = mocked({
      p: (inputs) => {
        received.push(inputs);
        return {};
      },
    });
    const inputs = {
      number: 1,
      list: ["a"],
      object: { value: "path" },
      text: { value: "a,b", mediaType: "text/csv" },
      bytes: { value: "AQI=", encoding: "base64", mediaType: "image/png" },
      link: { href: "https://other.example/x.tif", type: "image/tiff" },
    };
    await client.executeProcess("p", { inputs }, { mode: "sync" });
    expect(received).toEqual([
      {
        ...inputs,
        text: new MediaValue("text/csv", "a,b"),
        bytes: new MediaValue("image/png", Uint8Array.of(1, 2)),
        link: new Reference(inputs.link),
      },
    ]);
  });

  it.each<[name: string, handler: ProcessHandler, message: string]>([
    [
      "an error",
      () => {
        throw new Error("No snow this year.");
      },
      "No snow this year.",
    ],
    [
      "a rejection that is no error",
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      () => Promise.reject("Boo"),
      "Boo",
    ],
    [
      "no outputs",
      () => 7 as never,
      'The handler of process "p" must return its outputs by name, such as { return_value: 1 }.',
    ],
  ])("that ends with %s makes the job fail", async (_name, handler, wanted) => {
    const { client } = mocked({ p: handler });
    await expect(primes({}, { client, mode: "async" })).rejects.toMatchObject({
      name: "JobFailedError",
      message: `Job job_0 of p failed: ${wanted}`,
    });
  });

  it("fails with a problem of its own", async () => {
    const { client } = mocked({
      p: () => {
        throw new Problem(422, "Too wide", "Ask for less.", "urn:too-wide");
      },
    });
    const problem = {
      status: 422,
      title: "Too wide",
      detail: "Ask for less.",
      type: "urn:too-wide",
    };
    await expect(primes({}, { client, mode: "sync" })).rejects.toMatchObject({
      problem,
    });
  });

  it("is told that its job was dismissed", async () => {
    const told: unknown[] = [];
    const { client } = mocked({
      p: (_inputs, { id, signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            told.push(id);
            reject(signal.reason as Error);
          });
        }),
    });
    const job = await primes.submit({}, { client });
    await job.dismiss();
    expect(told).toEqual([job.id]);
    expect((await client.getJob(job.id)).status).toBe("dismissed");
  });

  it.each([[1n], [Number.NaN], [() => 1]])(
    "fails the job where it returns %s, which JSON does not have",
    async (value) => {
      const { client } = mocked({ p: () => ({ primes: [2, value] }) });
      await expect(primes({}, { client })).rejects.toMatchObject({
        code: "job-failed",
        message: expect.stringMatching(
          /Output "primes" of process "p" has .* at \/1: JSON does not have that\.$/,
        ) as string,
      });
    },
  );

  it("fails the job where its progress is no number", async () => {
    const { client } = mocked({
      p: (_inputs, job) => {
        job.progress(Number.NaN);
        return { primes: [] };
      },
    });
    await expect(primes({}, { client })).rejects.toMatchObject({
      message: expect.stringMatching(
        /must be a number from 0 to 100, not NaN\.$/,
      ) as string,
    });
  });

  it("must be a function", () => {
    expect(() => mockServer({ p: 1 } as never)).toThrow(
      new TypeError(
        'The handler of process "p" must be a function of its inputs, not number.',
      ),
    );
  });

  it.each([[undefined], [null], [5], [[]]])(
    "must be in an object, not %o",
    (handlers) => {
      expect(() => mockServer(handlers as never)).toThrow(
        /^The handlers must be an object with a function for each process/,
      );
    },
  );
});

describe("the client", () => {
  it("finds all resources of a server", async () => {
    const { client, url } = mocked({ p: primeNumbers, q: primeNumbers });
    expect((await client.getCapabilities()).title).toBe("Mock server");
    expect((await client.getConformance()).conformsTo).not.toEqual([]);
    const { processes } = await client.getProcesses();
    expect(processes.map(({ id }) => id)).toEqual(["p", "q"]);
    expect(await client.getProcess("p")).toMatchObject({
      id: "p",
      links: [{ href: `${url}processes/p` }, {}, {}],
    });
    const job = await primes.submit({ max: 2 }, { client });
    await job.wait();
    const { jobs } = await client.getJobs();
    expect(jobs.map(({ jobID }) => jobID)).toEqual([job.id]);
    await expect(client.getJob("job_9")).rejects.toMatchObject({ status: 404 });
  });
});

describe("a recording", () => {
  const recording = {
    s2gosCodegenSnapshot: 1,
    title: "Recorded",
    processes: {
      p: {
        id: "p",
        version: "1.0.0",
        inputs: { max: { schema: { type: "integer", default: 5 } } },
        outputs: {
          primes: {
            schema: { type: "array", items: { type: "integer", minimum: 2 } },
          },
        },
      },
      q: { id: "q", version: "1.0.0", outputs: {} },
    },
  };

  it("gives processes without a handler values that fit their schemas", async () => {
    const { client } = mocked({}, { recording });
    expect((await client.getCapabilities()).title).toBe("Recorded");
    const wanted = { primes: [2, 2] };
    expect(await primes({}, { client, mode: "async" })).toEqual(wanted);
    expect(await primes({}, { client, mode: "sync" })).toEqual(wanted);
    await expect(
      client.executeProcess("p", { inputs: { max: "5" } }, { mode: "sync" }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it("describes processes with a handler, which gets the defaults", async () => {
    const { client } = mocked({ p: primeNumbers }, { recording });
    expect(await primes({}, { client })).toEqual({ primes: [2, 3, 5] });
    expect((await client.getProcess("p")).inputs).toMatchObject({ max: {} });
    const { processes } = await client.getProcesses();
    expect(processes.map(({ id }) => id)).toEqual(["p", "q"]);
  });

  it("must describe a process", () => {
    expect(() => mockServer({}, { recording: {} })).toThrow(TypeError);
  });
});

describe("options", () => {
  it.each([
    [{ delayMs: Number.NaN }, "delayMs must be a number of milliseconds"],
    [{ delayMs: -1 }, "delayMs must be a number of milliseconds"],
    [{ failing: 42 }, "failing must be a status from 400 to 599, not 42"],
    [{ failing: 204 }, "failing must be a status from 400 to 599, not 204"],
  ])("refuse %o", (options, message) => {
    expect(() => mockServer({}, options)).toThrow(RangeError);
    expect(() => mockServer({}, options)).toThrow(message);
  });

  it("let a job run for ever", async () => {
    const { client } = mocked({ p: primeNumbers }, { delayMs: Infinity });
    const job = await primes.submit({}, { client });
    await expect(job.wait({ timeoutMs: 100 })).rejects.toMatchObject({
      code: "job-timeout",
    });
    expect((await client.getJob(job.id)).status).toBe("running");
  });

  it.each([
    [undefined, "https://mock.invalid/"],
    ["https://app.example/api", "https://app.example/api/"],
    ["http://localhost:8080/a/b/?x#y", "http://localhost:8080/a/b/"],
  ])("url %s is the landing page %s", async (url, wanted) => {
    const mock = mocked({ p: primeNumbers }, url === undefined ? {} : { url });
    expect(mock.url).toBe(wanted);
    const { links } = await mock.client.getCapabilities();
    expect(links.map(({ href }) => href)).toContain(`${wanted}processes`);
    expect(await primes({ max: 2 }, { client: mock.client })).toEqual({
      primes: [2],
    });
  });

  it.each(["relative/", "ftp://app.example/"])("url %s is none", (url) => {
    expect(() => mockServer({}, { url })).toThrow(
      `mockServer: url must be an absolute http or https URL, such as https://mock.invalid/, not "${url}".`,
    );
  });

  it("profile is another server's behaviour", async () => {
    const mock = mocked({ p: primeNumbers }, { profile: "pygeoapi" });
    const response = await mock.fetch(mock.url);
    expect(response.headers.get("x-powered-by") ?? "").toBe("");
    expect(await primes({ max: 2 }, { client: mock.client })).toEqual({
      primes: [2],
    });
    expect(() => mockServer({}, { profile: "other" as never })).toThrow(
      'There is no profile "other"; choose standard,',
    );
  });

  it("delayMs keeps jobs running, until they are dismissed", async () => {
    let calls = 0;
    const { client } = mocked(
      {
        p: () => {
          calls++;
          return { primes: [] };
        },
      },
      { delayMs: 60_000 },
    );
    const job = await primes.submit({}, { client });
    expect((await job.status()).status).toBe("running");
    await job.dismiss();
    expect(calls).toBe(0);
  });

  it.each<
    [name: string, failing: MockServerOptions["failing"], wanted: object]
  >([
    ["no server", "unreachable", { name: "ConnectionError" }],
    ["a status", 503, { name: "ApiError", status: 503 }],
    [
      "a response",
      new Response("Sorry", { status: 502 }),
      { name: "ApiError", status: 502 },
    ],
    [
      "some requests",
      ({ url }) => (url.includes("/jobs") ? 500 : undefined),
      { name: "ApiError", status: 500 },
    ],
  ])("failing: %s", async (_name, failing, wanted) => {
    const { client } = mocked({ p: primeNumbers }, { failing });
    for (const _attempt of [1, 2]) {
      await expect(client.getJobs()).rejects.toMatchObject(wanted);
    }
  });
});

describe("requests", () => {
  it("tells what came", async () => {
    const mock = mocked({ p: primeNumbers });
    await mock.client.executeProcess(
      "p",
      { inputs: { max: 3 } },
      { mode: "sync" },
    );
    const [request] = mock.requests;
    expect(request).toMatchObject({
      method: "POST",
      url: `${mock.url}processes/p/execution`,
      headers: { "content-type": "application/json" },
      body: { inputs: { max: 3 } },
    });
  });

  it("keeps the last 1000", async () => {
    const mock = mocked({});
    for (let count = 0; count < 1002; count++) {
      await mock.fetch(`${mock.url}?${count}`);
    }
    expect(mock.requests.length).toBe(1000);
    expect(mock.requests[0]?.url).toBe(`${mock.url}?2`);
  });
});

describe("close", () => {
  it("dismisses jobs, and ends the server", async () => {
    const mock = mocked({
      p: (_inputs, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        }),
    });
    const job = await primes.submit({}, { client: mock.client });
    await mock.close();
    await expect(job.status()).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining(
        "The mock server of https://mock.invalid/ is closed",
      ) as unknown,
    });
  });
});
