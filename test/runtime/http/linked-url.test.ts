import { describe, expect, it } from "vitest";
import {
  defineProcess,
  type ClientOptions,
  type Link,
  type OptionalInputsProcess,
  type ResultFile,
} from "../../../src/runtime/index.js";
import { linkResolver } from "../../../src/runtime/http/linked-url.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

const API = "https://h.example/ogc/";
const DOCUMENT = new URL("https://h.example/ogc/jobs/j");

type Rewrite = NonNullable<ClientOptions["rewriteUrl"]>;

/** Where a link leads that is rewritten so. */
function led(href: string, rewriteUrl?: Rewrite): string | undefined {
  const owner = { config: { apiUrl: API }, options: { rewriteUrl } };
  return linkResolver(owner)(href, DOCUMENT)?.href;
}

const inner: Rewrite = (url) =>
  url.host === "inner:5000" ? url.pathname.slice(1) + url.search : url;

describe("a link", () => {
  it.each<[string, string, Rewrite | undefined, string | undefined]>([
    [
      "is relative to its document",
      "results",
      undefined,
      "https://h.example/ogc/jobs/results",
    ],
    [
      "that is right stays as it is",
      "/ogc/jobs/j/results",
      inner,
      "https://h.example/ogc/jobs/j/results",
    ],
    [
      "may be rewritten to a text, which is relative to apiUrl",
      "http://inner:5000/jobs/j?f=json",
      inner,
      "https://h.example/ogc/jobs/j?f=json",
    ],
    [
      "may be rewritten to a URL",
      "http://inner:5000/jobs/j",
      (url) => new URL(url.pathname, "https://proxy.example/"),
      "https://proxy.example/jobs/j",
    ],
    [
      "of another scheme may be rewritten to one that is asked",
      "s3://bucket/key.tif",
      ({ host, pathname }) => `https://${host}.store.example${pathname}`,
      "https://bucket.store.example/key.tif",
    ],
    [
      "is given as a copy",
      "results",
      (url) => {
        const { href } = url;
        url.host = "elsewhere.example";
        return href;
      },
      "https://h.example/ogc/jobs/results",
    ],
    [
      "that holds its content is not rewritten",
      "data:,a",
      () => "https://proxy.example/",
      "data:,a",
    ],
    ["that is none is not rewritten", "http://[", inner, undefined],
  ])("%s", (_name, href, rewriteUrl, wanted) => {
    expect(led(href, rewriteUrl)).toBe(wanted);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a promise", Promise.resolve("https://h.example/")],
    ["what is no URL", "http://["],
    ["a number", 3],
  ])("is refused where the function gives %s", (_name, given) => {
    const rewrite = (() => given) as unknown as Rewrite;
    expect(() => led("http://u:p@inner/x?token=hidden", rewrite)).toThrow(
      "The function `rewriteUrl` must give a URL, as a URL or a text, also for http://inner/x?token=***.",
    );
  });
});

/** The host that a server behind a proxy knows itself by, and the path at which it is there. */
const INNER = "http://inner.invalid:5000/internal";

interface Outputs {
  readonly table: ResultFile;
  readonly sum: number;
  readonly more: Link;
}

/** A process with a file, a value and a link. */
const PROCESS = {
  id: "p",
  outputs: {
    table: { form: "file", mediaType: "text/csv" },
    sum: { form: "value", shape: { types: ["number"] } },
    more: { form: "link" },
  },
} as const;

/** What a server answers that names nothing but its inner URLs: at places where nothing else would look for them. */
const SCRIPT = {
  "POST /ogc/processes/p/execution": {
    status: 201,
    headers: { location: `${INNER}/work/j` },
    json: { jobID: "j", status: "accepted" },
  },
  "GET /ogc/work/j": {
    json: {
      jobID: "j",
      status: "successful",
      links: [{ href: `${INNER}/work/j/found`, rel: "results" }],
    },
  },
  "GET /ogc/work/j/found": {
    json: {
      table: { href: `${INNER}/files/t.csv`, type: "text/csv" },
      sum: { href: `${INNER}/moved` },
      more: { href: `${INNER}/more`, title: "More" },
    },
  },
  "GET /ogc/files/t.csv": {
    body: "a,b",
    headers: { "content-type": "text/csv" },
  },
  "GET /ogc/moved": { status: 307, headers: { location: `${INNER}/sum` } },
  "GET /ogc/sum": { json: 3 },
  "GET /ogc/jobs": {
    json: {
      jobs: [{ jobID: "a", status: "running" }],
      links: [{ href: `${INNER}/jobs-2?x=1`, rel: "next" }],
    },
  },
  "GET /ogc/jobs-2?x=1": {
    json: { jobs: [{ jobID: "b", status: "running" }], links: [] },
  },
};

const outward = (apiUrl: string): Rewrite => {
  const from = `${INNER}/`;
  return ({ href }) => href.replace(from, apiUrl);
};

describe("a server whose links do not lead to it from here", () => {
  it("is asked at rewritten URLs alone: jobs, results, files, redirects and pages", async () => {
    await using server = await scriptedServer(SCRIPT);
    const apiUrl = `${server.url}ogc/`;
    await using client = testClient(apiUrl, { rewriteUrl: outward(apiUrl) });
    const run: OptionalInputsProcess<object, Outputs> = defineProcess(
      () => client,
      PROCESS,
    );
    const { table, sum, more } = await run();
    const { jobs } = await client.getJobs();

    expect(table.href).toBe(`${apiUrl}files/t.csv`);
    expect(await table.text()).toBe("a,b");
    expect(sum).toBe(3);
    expect(more).toEqual({ href: `${apiUrl}more`, title: "More" });
    expect(jobs.map(({ jobID }) => jobID)).toEqual(["a", "b"]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/ogc/processes/p/execution",
      "/ogc/work/j",
      "/ogc/work/j/found",
      "/ogc/moved",
      "/ogc/sum",
      "/ogc/jobs",
      "/ogc/jobs-2?x=1",
      "/ogc/files/t.csv",
    ]);
    expect(client.warnings).toEqual([]);
  });

  it("gets what is judged by where it is really asked", async () => {
    await using server = await scriptedServer(SCRIPT);
    const apiUrl = `${server.url}ogc/`;
    const judged: string[] = [];
    await using client = testClient(apiUrl, {
      rewriteUrl: (url) =>
        url.href.endsWith(".csv")
          ? "http://169.254.169.254/t.csv"
          : outward(apiUrl)(url),
      allowRequest: ({ url }) => {
        judged.push(url.href);
        return undefined;
      },
    });
    const run: OptionalInputsProcess<object, Outputs> = defineProcess(
      () => client,
      PROCESS,
    );
    const { table } = await run();

    await expect(table.bytes()).rejects.toThrow("link-local address");
    expect(judged).toEqual(["http://169.254.169.254/t.csv"]);
  });

  it("rejects the call with what the function throws, and sends nothing again", async () => {
    await using server = await scriptedServer(SCRIPT);
    const thrown = new Error("no such host");
    const rewriteUrl = (): never => {
      throw thrown;
    };
    await using client = testClient(`${server.url}ogc/`, { rewriteUrl });
    const run: OptionalInputsProcess<object, Outputs> = defineProcess(
      () => client,
      PROCESS,
    );

    expect(await failureOf(run())).toBe(thrown);
    expect(await failureOf(client.getJobs())).toBe(thrown);
    expect(await failureOf(client.request("GET", "moved"))).toBe(thrown);
    expect(server.requests).toHaveLength(3);
  });

  it("is not rewritten where the caller names it", async () => {
    await using server = await scriptedServer(SCRIPT);
    const apiUrl = `${server.url}ogc/`;
    const asked: string[] = [];
    await using client = testClient(apiUrl, {
      rewriteUrl: (url) => {
        asked.push(url.href);
        return url;
      },
    });
    await client.request("GET", "sum");
    const file = await client.file(`${apiUrl}files/t.csv`);
    await file.bytes();

    expect(asked).toEqual([]);
  });
});
