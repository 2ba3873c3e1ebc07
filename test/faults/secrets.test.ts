import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  createClient,
  defineProcess,
  ResultFile,
  type Client,
  type ClientOptions,
  type OptionalInputsProcess,
} from "../../src/runtime/index.js";
import { failureOf } from "../runtime/test-client.js";
import { placesOf } from "./places-of.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "./scripted-server.js";

/** With characters that JSON, HTML and URLs escape, and that a header can hold. */
const SECRET = `Zq7"sE\\cR/eT+ 5h1b=b&ol<eth>'9`;
const BASIC = Buffer.from(`user:${SECRET}é`).toString("base64");

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
const base64 = (text: string): string =>
  Buffer.from(text).toString("base64").replace(/=+$/, "");

/** The forms in which the secrets can be read. */
const NEEDLES = [
  SECRET,
  escaped(SECRET),
  escaped(escaped(SECRET)),
  encodeURIComponent(SECRET),
  new URLSearchParams([["", SECRET]]).toString().slice(1),
  base64(SECRET),
  BASIC.replace(/=+$/, ""),
  encodeURIComponent(BASIC),
];

/** What a client was given, and how it goes out. */
const CREDENTIALS: Readonly<Record<string, ClientOptions>> = {
  "a token": { authType: "token", token: SECRET },
  "a bearer token": { authType: "token", token: SECRET, useBearer: true },
  "a key": { authType: "api-key", apiKey: SECRET },
  "user and password": {
    authType: "basic",
    username: "user",
    password: `${SECRET}é`,
  },
  "a login": {
    authType: "login",
    authUrl: "login",
    username: "user",
    password: "another one",
  },
  "a header": { headers: { "X-Own": SECRET } },
  "a header with a scheme": { headers: { Authorization: `Own ${SECRET}` } },
  "a cookie": { headers: { Cookie: `a=b; session=${base64(SECRET)}` } },
  "a header of a hook": { onRequest: () => ({ "x-trace": SECRET }) },
};

/** What a server repeats: the credentials as they came, and what is in them. */
function echoOf(headers: Readonly<Record<string, string>>): string {
  const sent = Object.entries(headers)
    .filter(([name]) => /^(authorization|cookie|x-.*)$/.test(name))
    .map(([, value]) => value)
    .join(" ");
  const basic = /^Basic (.*)$/.exec(sent)?.[1];
  const inside = basic && Buffer.from(basic, "base64").toString();
  return [sent, inside, encodeURIComponent(sent)].filter(Boolean).join(" and ");
}

/** Answers that repeat the credentials, by path. `echo` is what is repeated. */
const ANSWERS: Readonly<Record<string, (echo: string, url: string) => Reply>> =
  {
    "/login": () => ({ json: { access_token: SECRET } }),
    "/problem": (echo) => ({
      status: 400,
      json: {
        title: `bad ${echo}`,
        detail: echo,
        [echo]: [{ deep: echo, bytes: base64(`x ${echo}`) }],
      },
    }),
    "/page": (echo) => ({
      status: 403,
      body: `<html><title>no ${echo}</title>${echo}`,
    }),
    "/words": (echo) => ({ status: 401, body: `${"x".repeat(230)}${echo}` }),
    "/headers": (echo) => ({
      status: 400,
      headers: {
        "www-authenticate": `Bearer error="${base64(echo)}"`,
        "x-echo": encodeURIComponent(echo),
        link: `<http://me:pw-1234567@h/?sig=${base64(SECRET)}>`,
        "set-cookie": `a=${base64(SECRET)}`,
      },
    }),
    "/moved": (echo) => ({
      status: 302,
      headers: { location: `/problem?back=${encodeURIComponent(echo)}` },
    }),
    "/around": (echo) => ({
      status: 302,
      headers: { location: `/around?${encodeURIComponent(echo)}` },
    }),
    "/no-json": (echo) => ({ body: echo }),
    "/cut-off": (echo) => ({ body: `{"a": "${"x".repeat(170)}${echo}` }),
    "/conformance": (echo) => ({ json: { at: echo } }),
    "/jobs/failed": (echo) => ({
      json: { jobID: "failed", status: "failed", message: `got ${echo}` },
    }),
    "/jobs/explained": (echo) => ({
      json: {
        jobID: "explained",
        status: "failed",
        exception: { title: echo, detail: `${"y".repeat(240)}${echo}` },
      },
    }),
    "/jobs/dismissed": (echo) => ({
      json: { jobID: "dismissed", status: "dismissed", message: echo },
    }),
    "/jobs/slow": (echo) => ({
      json: {
        jobID: "slow",
        status: "running",
        message: echo,
        links: [{ href: `http://h/?token=${encodeURIComponent(SECRET)}` }],
      },
    }),
    "/jobs/odd": (echo) => ({
      json: { jobID: "odd", status: echo, message: echo },
    }),
    "/jobs/of-another": (echo) => ({
      json: { jobID: "of-another", status: "running", processID: echo },
    }),
    "/jobs/empty": () => ({
      json: { jobID: "empty", status: "successful" },
    }),
    "/jobs/empty/results": (echo) => ({
      json: { b: { deep: [echo] }, [echo]: echo, "x\u001b[2J": 1 },
    }),
    "/jobs/files": () => ({ json: { jobID: "files", status: "successful" } }),
    "/jobs/files/results": (echo, url) => ({
      json: {
        a: { href: `${url}no-json?x=${encodeURIComponent(echo)}`, type: "a/b" },
      },
    }),
    "/jobs/store": () => ({ json: { jobID: "store", status: "successful" } }),
    "/jobs/store/results": (_echo, url) => ({
      json: {
        a: {
          href: `${url.replace("//", `//me:${encodeURIComponent(SECRET)}@`)}no-json?X-Amz-Signature=${encodeURIComponent(SECRET)}`,
          type: "a/b",
        },
      },
    }),
    "/jobs/bucket": () => ({ json: { jobID: "bucket", status: "successful" } }),
    "/jobs/bucket/results": () => ({
      json: {
        a: {
          href: `s3://me:${encodeURIComponent(SECRET)}@b/k?sig=${encodeURIComponent(SECRET)}`,
          type: "a/b",
        },
      },
    }),
    "/large": (echo) => ({ body: echo.repeat(2000) }),
  };

type Process = OptionalInputsProcess<object, { a: unknown }>;

/** What fails, and how its error is called. */
const FAILURES: Readonly<
  Record<
    string,
    readonly [string, (client: Client, p: Process) => Promise<unknown>]
  >
> = {
  "a problem": ["ApiError", (client) => client.request("GET", "problem")],
  "a page": ["ForbiddenError", (client) => client.request("GET", "page")],
  "a text that is shortened": [
    "UnauthorizedError",
    (client) => client.request("GET", "words"),
  ],
  headers: ["ApiError", (client) => client.request("GET", "headers")],
  "a redirect": ["ApiError", (client) => client.request("GET", "moved")],
  "redirects without end": [
    "ApiError",
    (client) => client.request("GET", "around"),
  ],
  "a body that is no JSON": [
    "ResponseParseError",
    async (client) => (await client.request("GET", "no-json")).json(),
  ],
  "a body that is cut off": [
    "ResponseParseError",
    async (client) => (await client.request("GET", "cut-off")).json(),
  ],
  "another document": [
    "ResponseParseError",
    (client) => client.getConformance(),
  ],
  "a body that is too large": [
    "BodyTooLargeError",
    (client) => client.request("GET", "large?token=abcdefgh", { maxBytes: 9 }),
  ],
  "a job that failed": ["JobFailedError", (_, p) => p.job("failed").wait()],
  "a job that failed, explained": [
    "JobFailedError",
    (_, p) => p.job("explained").wait(),
  ],
  "a job that was dismissed": [
    "JobDismissedError",
    (_, p) => p.job("dismissed").wait(),
  ],
  "a job that takes long": [
    "JobTimeoutError",
    (_, p) => p.job("slow").results({ timeoutMs: 60 }),
  ],
  "a job of an odd status": [
    "JobTimeoutError",
    (_, p) => p.job("odd").wait({ timeoutMs: 60 }),
  ],
  // Some of what is repeated may be the same process by another name.
  "a job of another process": [
    "JobMismatchError|JobTimeoutError",
    (_, p) => p.job("of-another").wait({ timeoutMs: 60 }),
  ],
  "an output that did not come": [
    "OutputMissingError",
    (client) =>
      defineProcess(() => client, {
        id: "p",
        outputs: { a: { form: "value" }, b: { form: "value" } },
      })
        .job("empty")
        .results(),
  ],
  "a linked file": [
    "ResultFileError",
    async (_, p) => fileOf(await p.job("files").results()).json(),
  ],
  "a file behind a signed link": [
    /^(ResultFileError|ConnectionError)$/.source,
    async (_, p) => fileOf(await p.job("store").results()).json(),
  ],
  "a file in a bucket": [
    "ResultFileError",
    async (_, p) => fileOf(await p.job("bucket").results()).bytes(),
  ],
};

function fileOf({ a }: { readonly a: unknown }): ResultFile {
  if (!(a instanceof ResultFile)) throw new Error("It is no file.");
  return a;
}

/** A server that puts what it was sent where no header may have it. */
async function brokenServer(): Promise<
  AsyncDisposable & { readonly url: string }
> {
  const server = createServer((socket) => {
    socket.on("data", (data) => {
      const [, token = ""] = /x-auth-token: (.*)\r/i.exec(String(data)) ?? [];
      socket.end(`HTTP/1.1 200 OK\r\nBad Header: ${token}\r\nx\r\n\r\n`);
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

describe("placesOf", () => {
  it.each<[string, unknown]>([
    ["a cause", new Error("a", { cause: new Error(SECRET) })],
    ["a member of a member", { a: [{ b: `x ${SECRET}` }] }],
    ["a name", { [SECRET]: 1 }],
    ["bytes", { a: Buffer.from(SECRET) }],
    ["base64", { a: `x${base64(SECRET)}` }],
    [
      "a getter",
      new (class {
        get a(): string {
          return SECRET;
        }
      })(),
    ],
  ])("finds a secret in %s", (_name, value) => {
    expect(placesOf(value, NEEDLES)).not.toEqual([]);
  });
});

const QUICK: ClientOptions = {
  pollIntervalMs: 10,
  retries: { maxRetries: 0 },
};

describe.each<[string, ClientOptions]>([
  ["undici", {}],
  ["fetch", { fetch: globalThis.fetch }],
])("secrets that a server repeats, over %s", (_transport, transport) => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await scriptedServer(({ path, headers }) => {
      const answer = ANSWERS[path.split("?")[0] ?? ""];
      return answer?.(echoOf(headers), server.url) ?? { status: 404 };
    });
  });
  afterAll(() => server.close());

  function connected(options: ClientOptions): readonly [Client, Process] {
    const { authUrl } = options;
    const client = createClient({
      ...QUICK,
      ...transport,
      ...options,
      apiUrl: server.url,
      ...(authUrl === undefined ? {} : { authUrl: server.url + authUrl }),
    });
    const p: Process = defineProcess(() => client, {
      id: "p",
      outputs: { a: { form: "value-or-file" } },
    });
    return [client, p];
  }

  it("are in no error about a token that no header can hold", async () => {
    const token = `${SECRET}\r\nX-Evil: 1`;
    const [client] = connected({ authType: "token", token });
    const failure = await failureOf(client.getJob("x"));
    expect(failure).toMatchObject({ name: "ConnectionError" });
    expect(placesOf(failure, NEEDLES)).toEqual([]);
    await client.close();
  });

  it("are in no error about an answer with a broken header", async () => {
    await using broken = await brokenServer();
    const client = createClient({
      ...QUICK,
      ...transport,
      apiUrl: broken.url,
      token: SECRET,
    });
    const failure = await failureOf(client.getJob("x"));
    expect(failure).toMatchObject({ name: "ConnectionError" });
    expect(placesOf(failure, NEEDLES)).toEqual([]);
    await client.close();
  });

  it.each(
    Object.entries(CREDENTIALS).flatMap(([kind, options]) =>
      Object.entries(FAILURES).map(
        ([name, [error, call]]) => [kind, name, error, options, call] as const,
      ),
    ),
  )(
    "%s: are in no error, warning or line about %s",
    async (_kind, _name, error, options, call) => {
      const warned: unknown[] = [];
      const told: unknown[] = [];
      const lines = vi
        .spyOn(console, "warn")
        .mockImplementation((...line) => void warned.push(line));
      try {
        const [client, p] = connected({
          ...options,
          onResponse: ({ failure, headers, request }) =>
            void told.push(failure, headers, request),
        });
        const failure = await failureOf(call(client, p));
        await client.close();

        expect((failure as Error).name).toMatch(new RegExp(error));
        expect(placesOf(failure, NEEDLES)).toEqual([]);
        expect(placesOf([warned, told, client, p], NEEDLES)).toEqual([]);
        // A terminal that prints the error gets no controls of the server.
        expect((failure as Error).message).not.toContain("\u001b");
      } finally {
        lines.mockRestore();
      }
    },
  );
});
