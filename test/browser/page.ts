// The script of the page: the test calls each scenario, which returns its result as JSON.
import {
  type Client,
  type ClientOptions,
  createClient,
  isS2gosError,
  mtrDemoGeneration,
  mtrDemoSimulation,
} from "../../generated-example/index.js";
import {
  defineProcess,
  type ResultFile,
} from "../../generated-example/runtime/index.js";

type Scenario = (options: ClientOptions) => Promise<unknown>;

let kept: Client | undefined;

const scenarios: Readonly<Record<string, Scenario>> = {
  results: (options) =>
    using(options, async (client) => {
      const seen: (string | undefined)[] = [];
      const outputs = await mtrDemoGeneration(
        { month: "june", random_seed: 42 },
        { client, onProgress: ({ message }) => seen.push(message) },
      );
      return { outputs, seen };
    }),

  abort: (options) =>
    using(options, async (client) => {
      const controller = new AbortController();
      const reason = { mine: true };
      const job = await mtrDemoGeneration.submit({}, { client });
      const rejected = await failureOf(
        job.results({
          signal: controller.signal,
          dismissOnAbort: true,
          onProgress: () => {
            controller.abort(reason);
          },
        }),
      );
      return { jobId: job.id, isReason: rejected === reason };
    }),

  failure: (options) =>
    using(options, (client) =>
      described(mtrDemoSimulation({} as never, { client })),
    ),

  notFound: (options) =>
    using(options, (client) => described(client.getJob("no-such-job"))),

  unreachable: (options) =>
    using({ ...options, retries: { maxRetries: 0 } }, (client) =>
      described(client.getConformance()),
    ),

  files: (options) =>
    using(options, async (client) => {
      const run = defineProcess<
        object,
        { inline: ResultFile; linked: ResultFile }
      >(() => client, {
        id: "pictures",
        outputs: {
          inline: { form: "file", mediaType: "image/png" },
          linked: { form: "file", mediaType: "image/png" },
        },
      });
      const { inline, linked } = await run({}, {});
      const blob = await new Response(linked.stream()).blob();
      return {
        inline: [...(await inline.bytes())],
        linked: checksum(await linked.bytes()),
        streamed: checksum(new Uint8Array(await blob.arrayBuffer())),
        saved: await described(linked.saveTo("picture.png")),
      };
    }),

  /** Keeps its client, so that a second call shows whether the token was renewed. */
  login: async (options) => {
    kept ??= createClient(options);
    const client = kept;
    const lists = await Promise.all(
      Array.from({ length: 5 }, () => client.getProcesses()),
    );
    return lists.map(({ processes }) => processes.length);
  },

  redirected: (options) => using(options, (client) => client.getCapabilities()),

  refused: (options) =>
    using(options, (client) => described(client.getCapabilities())),
};

async function using<T>(
  options: ClientOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createClient({ pollIntervalMs: 50, ...options });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
}

async function described(promise: Promise<unknown>): Promise<unknown> {
  const failure = await failureOf(promise);
  if (!(failure instanceof Error)) return failure;
  const { name, message } = failure;
  return { ...failure, name, message, isOurs: isS2gosError(failure) };
}

function checksum(bytes: Uint8Array): { length: number; sum: number } {
  return {
    length: bytes.length,
    sum: bytes.reduce((sum, byte) => sum + byte, 0),
  };
}

Object.assign(globalThis, { scenarios });
