import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GenerationError } from "../../../src/generator/errors.js";
import { readServer } from "../../../src/generator/source/read-server.js";
import type {
  ServerSourceOptions,
  Source,
} from "../../../src/generator/source/source.js";
import { startServer } from "../../../src/server/index.js";
import {
  description,
  descriptions,
  list,
  testServer,
  type Answer,
} from "./test-server.js";

function ids(source: Source): readonly string[] {
  return source.processes.map(({ id }) => id);
}

function codes(source: Source): readonly string[] {
  return source.diagnostics.map(({ code }) => code);
}

function numbered(count: number, from = 1): string[] {
  return Array.from(
    { length: count },
    (_, index) => `p${String(from + index).padStart(2, "0")}`,
  );
}

const LANDING: Answer = {
  json: { title: "A service", description: "It serves.", links: [] },
};

describe("a server", () => {
  it("is read: title, description, and each process as it was served", async () => {
    await using server = await testServer({
      "/": LANDING,
      "/processes": { json: list("b", "a") },
      ...descriptions("a", "b"),
    });
    expect(await readServer({ url: server.url })).toEqual({
      title: "A service",
      description: "It serves.",
      url: server.url,
      processes: [
        { id: "a", document: description("a") },
        { id: "b", document: description("b") },
      ],
      failures: [],
      diagnostics: [],
    });
  });

  it("is read below a path, with or without a slash at its end", async () => {
    const table = {
      "/ogc/api": LANDING,
      "/ogc/api/": LANDING,
      "/ogc/api/processes": { json: list("a") },
      "/ogc/api/processes/a": { json: description("a") },
    };
    await using server = await testServer(table);
    for (const path of ["ogc/api", "ogc/api/", "ogc/api?f=json"]) {
      const source = await readServer({ url: `${server.url}${path}` });
      expect([source.url, ids(source)]).toEqual([
        `${server.url}ogc/api/`,
        ["a"],
      ]);
    }
  });

  it("needs no landing page", async () => {
    await using server = await testServer({
      "/": { status: 200, text: "<html>Welcome</html>" },
      "/processes": { json: list("a") },
      ...descriptions("a"),
    });
    expect(ids(await readServer({ url: server.url }))).toEqual(["a"]);
  });

  it("is asked for the list that its landing page links to, where the usual path has none", async () => {
    await using server = await testServer((url) => ({
      "/": {
        json: {
          links: [
            {
              rel: "http://www.opengis.net/def/rel/ogc/1.0/processes",
              href: `${url}wps/processes`,
            },
          ],
        },
      },
      "/wps/processes": { json: list("a") },
      ...descriptions("a"),
    }));
    expect(ids(await readServer({ url: server.url }))).toEqual(["a"]);
  });
});

describe("a process list", () => {
  const twoPages = (next: (url: string) => string) => (url: string) => ({
    "/": LANDING,
    "/processes": {
      json: { ...list("a", "b"), links: [{ rel: "next", href: next(url) }] },
    },
    "/processes?offset=2": { json: list("c") },
    ...descriptions("a", "b", "c"),
  });

  it.each<[string, (url: string) => string]>([
    ["an absolute URL", (url) => `${url}processes?offset=2`],
    ["a relative one", () => "/processes?offset=2"],
    ["a query", () => "?offset=2"],
    [
      "the inner host of a server behind a proxy",
      () => "http://internal.invalid:8080/app/processes?offset=2",
    ],
    ["a path with a prefix twice", () => "/app/app/processes?offset=2"],
  ])("is followed to its next page, given as %s", async (_name, next) => {
    await using server = await testServer(twoPages(next));
    const source = await readServer({ url: server.url });
    expect([ids(source), codes(source)]).toEqual([["a", "b", "c"], []]);
  });

  it("is followed by a Link header", async () => {
    await using server = await testServer({
      "/processes": {
        json: list("a"),
        headers: { link: '</x>; rel="self", </processes?p=2>; rel="next"' },
      },
      "/processes?p=2": { json: list("b") },
      ...descriptions("a", "b"),
    });
    expect(ids(await readServer({ url: server.url }))).toEqual(["a", "b"]);
  });

  it.each<[string, Record<string, Answer>]>([
    [
      "a next link that leads to the same page",
      {
        "/processes": {
          json: {
            ...list("a"),
            links: [{ rel: "next", href: "/processes?limit=1000" }],
          },
        },
      },
    ],
    [
      "pages that lead to each other",
      {
        "/processes": {
          json: { ...list("a"), links: [{ rel: "next", href: "?p=2" }] },
        },
        "/processes?p=2": {
          json: { ...list("a"), links: [{ rel: "next", href: "?p=3" }] },
        },
      },
    ],
    [
      "an empty page with a next link",
      {
        "/processes": {
          json: { ...list("a"), links: [{ rel: "next", href: "?p=2" }] },
        },
        "/processes?p=2": {
          json: { ...list(), links: [{ rel: "next", href: "?p=3" }] },
        },
      },
    ],
  ])("ends at %s", async (_name, table) => {
    await using server = await testServer({ ...table, ...descriptions("a") });
    expect(ids(await readServer({ url: server.url }))).toEqual(["a"]);
    expect(server.asked.length).toBeLessThan(6);
  });

  it("is read by page number where the server gives no links (weaver)", async () => {
    const page = (number: number, ...names: string[]): Answer => ({
      json: { processes: names, page: number, limit: 2, total: 3 },
    });
    await using server = await testServer({
      "/": { json: { message: "Weaver Information" } },
      "/processes": page(0, "a", "b"),
      "/processes?limit=1000&page=1": page(1, "c"),
      ...descriptions("a", "b", "c"),
    });
    const source = await readServer({ url: server.url });
    expect([ids(source), codes(source), source.server]).toEqual([
      ["a", "b", "c"],
      [],
      "weaver",
    ]);
  });

  it("is requested without a limit where the server accepts none", async () => {
    await using server = await testServer({
      "/processes?limit=1000": { status: 400, text: "{}" },
      "/processes": { json: list("a") },
      ...descriptions("a"),
    });
    expect(ids(await readServer({ url: server.url }))).toEqual(["a"]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["ids alone", { processes: ["a", "b"] }, []],
    ["a bare list", [{ id: "a" }, { id: "b" }], []],
    [
      "wrapped summaries",
      { processes: [{ process: { id: "a" } }, { process: { id: "b" } }] },
      [],
    ],
    ["repeats", { processes: ["a", "b", "a"] }, []],
    [
      "entries without an id",
      { processes: ["a", { title: "x" }, null, "b"] },
      ["list-entry-without-id", "list-entry-without-id"],
    ],
  ])("may hold %s", async (_name, json, found) => {
    await using server = await testServer({
      "/processes": { json },
      ...descriptions("a", "b"),
    });
    const source = await readServer({ url: server.url });
    expect([ids(source), codes(source)]).toEqual([["a", "b"], found]);
  });

  it("may hold whole descriptions, which are not asked for again", async () => {
    await using server = await testServer({
      "/processes": { json: { processes: [description("a")] } },
    });
    const source = await readServer({ url: server.url });
    expect(source.processes).toEqual([{ id: "a", document: description("a") }]);
    expect(server.asked).not.toContain("/processes/a");
  });
});

describe("a process list that is cut off without a next link", () => {
  const ten = numbered(10);
  const twelve = numbered(12);
  const openapi: Answer = {
    json: {
      paths: Object.fromEntries([
        ["/processes", {}],
        ...twelve.map((id) => [`/processes/${id}/execution`, {}] as const),
      ]),
    },
  };
  const cutOff = {
    severity: "warning",
    code: "process-list-cut-off",
    message:
      "The process list stops at 10 of 12 processes, without a link to the rest; the others were found in the server's OpenAPI document.",
    hint: "Ask the server's operator to raise the limit of the list.",
  };

  it.each<[string, (url: string) => Record<string, Answer>]>([
    [
      "that its landing page links to",
      (url) => ({
        "/": {
          json: {
            links: [{ rel: "service-desc", href: `${url}doc/openapi` }],
          },
        },
        "/doc/openapi": openapi,
      }),
    ],
    ["at /openapi", () => ({ "/openapi?f=json": openapi })],
    ["at /api", () => ({ "/api": openapi })],
  ])("is completed from the OpenAPI document %s", async (_name, table) => {
    await using server = await testServer((url) => ({
      "/processes": { json: list(...ten) },
      ...descriptions(...twelve),
      ...table(url),
    }));
    const source = await readServer({ url: server.url });
    expect(ids(source)).toEqual(twelve);
    expect(source.diagnostics).toEqual([cutOff]);
    expect(source.incomplete).toBeUndefined();
  });

  it("is completed at any length where the server is pygeoapi", async () => {
    await using server = await testServer({
      "/": {
        json: { links: [] },
        headers: { "x-powered-by": "pygeoapi 0.20" },
      },
      "/processes": { json: list("p01", "p02", "p03") },
      "/openapi?f=json": openapi,
      ...descriptions(...twelve),
    });
    const source = await readServer({ url: server.url });
    expect([ids(source), codes(source), source.server]).toEqual([
      twelve,
      ["process-list-cut-off"],
      "pygeoapi",
    ]);
  });

  it.each<[string, Record<string, Answer>, readonly string[], boolean]>([
    [
      "explained where there is no such document",
      {},
      ["process-list-perhaps-cut-off info"],
      false,
    ],
    [
      "taken for complete where the document says the same",
      {
        "/api": {
          json: {
            paths: Object.fromEntries(
              ten.map((id) => [`/processes/${id}/execution`, {}]),
            ),
          },
        },
      },
      [],
      false,
    ],
    [
      "taken for incomplete where the document cannot be had",
      { "/api": { status: 403, text: "{}" } },
      ["process-list-perhaps-cut-off warning"],
      true,
    ],
  ])("is %s", async (_name, table, found, incomplete) => {
    await using server = await testServer({
      "/processes": { json: list(...ten) },
      ...descriptions(...ten),
      ...table,
    });
    const source = await readServer({ url: server.url });
    expect(ids(source)).toEqual(ten);
    expect(
      source.diagnostics.map(({ code, severity }) => `${code} ${severity}`),
    ).toEqual(found);
    expect(source.incomplete === true).toBe(incomplete);
  });
});

describe("the selection", () => {
  const all = ["mtr_a", "mtr_b", "ns/x", "other"];
  it.each<[string, Partial<ServerSourceOptions>, readonly string[]]>([
    ["everything", {}, all],
    ["included globs", { include: ["mtr_*"] }, ["mtr_a", "mtr_b"]],
    ["a glob over a slash", { include: ["ns*"] }, ["ns/x"]],
    ["all but excluded ones", { exclude: ["mtr_*"] }, ["ns/x", "other"]],
    [
      "included but not excluded ones",
      { include: ["mtr_*", "other"], exclude: ["*_b"] },
      ["mtr_a", "other"],
    ],
    ["named ones alone", { processIds: ["other"] }, ["other"]],
    ["named ones that are not listed", { processIds: ["hidden"] }, ["hidden"]],
    [
      "named ones besides included ones",
      { processIds: ["hidden"], include: ["other"] },
      ["hidden", "other"],
    ],
  ])("is %s", async (_name, options, wanted) => {
    await using server = await testServer({
      "/processes": { json: list(...all) },
      ...descriptions("mtr_a", "mtr_b", "ns%2Fx", "other", "hidden"),
    });
    const source = await readServer({ url: server.url, ...options });
    expect(ids(source)).toEqual(wanted);
  });

  it("does not need a list where processes are named", async () => {
    await using server = await testServer(descriptions("a"));
    const source = await readServer({ url: server.url, processIds: ["a"] });
    expect(ids(source)).toEqual(["a"]);
    expect(server.asked.toSorted()).toEqual(["/", "/processes/a"]);
  });

  it.each<[string, readonly string[], string, string]>([
    [
      "a similar one",
      ["bufferr"],
      'There is no process "bufferr".',
      'Did you mean "buffer" or "buffers"?',
    ],
    [
      "some of all",
      ["xyz", "uvw"],
      'There are no processes "xyz" or "uvw".',
      'There are: "buffer", "buffers", "union".',
    ],
  ])("names %s for ids that do not exist", async (...row) => {
    const [, processIds, message, hint] = row;
    await using server = await testServer({
      "/processes": { json: list("buffer", "buffers", "union") },
      ...descriptions("buffer", "buffers", "union"),
    });
    await expect(readServer({ url: server.url, processIds })).rejects.toEqual(
      new GenerationError("process-unknown", message, {
        where: server.url,
        hint,
      }),
    );
  });

  it.each([
    ["bufer", 'Did you mean "buffer"?'],
    ["xyz", 'There are: "buffer", "listed", "union".'],
    [
      "listed",
      "Check that the URL is the landing page of an OGC API - Processes server.",
    ],
  ])("goes on without %j, with a hint", async (id, hint) => {
    await using server = await testServer({
      "/processes": { json: list("buffer", "listed", "union") },
      ...descriptions("buffer", "union"),
    });
    const source = await readServer({
      url: server.url,
      processIds: [id, "union"],
    });
    expect(ids(source)).toEqual(["union"]);
    expect(source.diagnostics).toMatchObject([{ process: id, hint }]);
  });

  it("does not need the list for the hint", async () => {
    await using server = await testServer({
      "/processes": { status: 500, text: "" },
    });
    await expect(
      readServer({ url: server.url, processIds: ["a"] }),
    ).rejects.toMatchObject({
      message: 'There is no process "a".',
      hint: "Check the URL, and that you may see its processes.",
    });
  });

  it("must not be empty", async () => {
    await using server = await testServer({
      "/processes": { json: list("a", "b") },
    });
    await expect(
      readServer({ url: server.url, include: ["c*"] }),
    ).rejects.toEqual(
      new GenerationError(
        "no-process-selected",
        "None of the 2 processes is selected.",
        {
          where: server.url,
          hint: 'Check --include, --exclude and --process; there are: "a", "b"',
        },
      ),
    );
  });
});

describe("a process id", () => {
  it.each([
    ["a:1.0", "/processes/a:1.0"],
    ["OTB.BandMath", "/processes/OTB.BandMath"],
    ["module:func", "/processes/module:func"],
    ["a/b", "/processes/a%2Fb"],
    ["a b?c#d", "/processes/a%20b%3Fc%23d"],
    ["%2e%2e", "/processes/%252e%252e"],
    ["../../admin", "/processes/..%2F..%2Fadmin"],
    ["é", "/processes/%C3%A9"],
    ["218", "/processes/218"],
  ])("%j is asked for at %s", async (id, path) => {
    await using server = await testServer({
      "/processes": { json: list(id) },
      [path]: { json: description(id) },
    });
    expect(ids(await readServer({ url: server.url }))).toEqual([id]);
  });

  it.each([["."], [".."], ["\uD800"]])(
    "%j cannot be part of a URL: that process fails without a request",
    async (id) => {
      await using server = await testServer({
        "/processes": { json: list(id, "a") },
        ...descriptions("a"),
      });
      const source = await readServer({ url: server.url });
      expect([ids(source), source.failures, codes(source)]).toEqual([
        ["a"],
        [{ id }],
        ["description-unavailable"],
      ]);
      expect(server.asked).toHaveLength(3);
    },
  );
});

describe("a description that cannot be read", () => {
  it.each<[string, Answer, string, string]>([
    [
      "is missing",
      { status: 404, text: "{}" },
      "The server has no such resource (HTTP 404)",
      "Check that the URL is the landing page of an OGC API - Processes server.",
    ],
    [
      "is forbidden",
      { status: 403, text: "{}" },
      "The server refuses access (HTTP 403)",
      "Give credentials in the environment (S2GOS_TOKEN, S2GOS_USERNAME ...), the configuration file, or --header.",
    ],
    [
      "is a web page",
      { text: "<!doctype html><p>Log in" },
      "The server answered with a web page instead of JSON",
      "Check that the URL is the landing page of an OGC API - Processes server, and not a login page.",
    ],
    [
      "is too large",
      { text: JSON.stringify({ id: "b", description: "x".repeat(2048) }) },
      "The server's answer has more than 0 MiB",
      "Leave this process out with --exclude, or ask the server's operator.",
    ],
  ])("because it %s is the failure of its process alone", async (...row) => {
    const [, answer, reason, hint] = row;
    await using server = await testServer({
      "/processes": { json: list("a", "b", "c") },
      ...descriptions("a", "c"),
      "/processes/b": answer,
    });
    const source = await readServer({ url: server.url, maxBytes: 1024 });
    expect(ids(source)).toEqual(["a", "c"]);
    expect(source.failures).toEqual([{ id: "b" }]);
    expect(source.diagnostics).toEqual([
      {
        severity: "error",
        code: "description-unavailable",
        process: "b",
        message: `The process description could not be read: ${reason} (${server.url}processes/b).`,
        hint,
      },
    ]);
  });

  it("is looked for where the list links to", async () => {
    await using server = await testServer((url) => ({
      "/processes": {
        json: {
          processes: [
            { id: "a", links: [{ rel: "self", href: `${url}other/a` }] },
            { id: "b", processDescriptionURL: "/other/b" },
          ],
        },
      },
      "/other/a": { json: description("a") },
      "/other/b": { json: description("b") },
    }));
    const source = await readServer({ url: server.url });
    expect([ids(source), source.failures]).toEqual([["a", "b"], []]);
  });
});

describe("a generation ends with one clear error where", () => {
  async function failure(
    options: ServerSourceOptions,
  ): Promise<Record<string, unknown>> {
    const error: unknown = await readServer(options).catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof GenerationError)) throw error;
    const { name, code, message, where, hint, exitCode } = error;
    return { name, code, message, where, hint, exitCode };
  }

  it("the server is down", async () => {
    const server = await testServer({});
    await server[Symbol.asyncDispose]();
    expect(await failure({ url: server.url })).toEqual({
      name: "GenerationError",
      code: "server-unreachable",
      message: "The server cannot be reached: the connection is refused.",
      where: server.url,
      hint: "Check the URL, that the server runs, and HTTPS_PROXY if it lies behind a proxy.",
      exitCode: 1,
    });
  });

  it.each<[string, Record<string, Answer>, string, string, string]>([
    [
      "everything is a web page",
      { "/": { text: "<html>" }, "/processes": { text: "<html>" } },
      "server-html",
      "The server answered with a web page instead of JSON.",
      "processes",
    ],
    [
      "the landing page is a web page and there is nothing else",
      { "/": { text: "\n<html>" } },
      "server-html",
      "The server answered with a web page instead of JSON.",
      "",
    ],
    [
      "there is nothing",
      {},
      "server-not-found",
      "The server has no such resource (HTTP 404).",
      "",
    ],
    [
      "it refuses access",
      {
        "/": { status: 401, text: "{}" },
        "/processes": { status: 401, text: "{}" },
      },
      "server-unauthorized",
      "The server refuses access (HTTP 401).",
      "",
    ],
    [
      "the list is refused",
      { "/": LANDING, "/processes": { status: 403, text: "{}" } },
      "server-unauthorized",
      "The server refuses access (HTTP 403).",
      "processes",
    ],
    [
      "the list is something else",
      { "/": LANDING, "/processes": { json: { collections: [] } } },
      "no-process-list",
      "The server's answer is not a process list: it has no `processes`.",
      "processes?limit=1000",
    ],
    [
      "there are no processes",
      { "/": LANDING, "/processes": { json: list() } },
      "no-processes",
      "The server has no processes.",
      "processes",
    ],
    [
      "no description can be read",
      {
        "/": LANDING,
        "/processes": { json: list("a", "b") },
        "/processes/a": { status: 403, text: "{}" },
      },
      "server-unauthorized",
      "None of the 2 process descriptions could be read: The server refuses access (HTTP 403).",
      "processes/",
    ],
  ])("%s", async (_name, table, code, message, path) => {
    await using server = await testServer(table);
    expect(await failure({ url: server.url })).toMatchObject({
      code,
      message,
      where: `${server.url}${path}`,
      exitCode: 1,
    });
  });

  it("a later page of the list cannot be read: its processes are not removed", async () => {
    await using server = await testServer({
      "/processes": {
        json: { ...list("a"), links: [{ rel: "next", href: "?p=2" }] },
      },
      "/processes?p=2": { status: 403, text: "{}" },
      ...descriptions("a"),
    });
    expect(await failure({ url: server.url })).toMatchObject({
      code: "server-unauthorized",
    });
  });

  it.each([
    ["descriptions", 2048, { "/processes": { json: list("a", "b", "c") } }],
    ["process list", 10, { "/processes": { json: list("a") } }],
  ])("the %s is too large in all", async (_name, maxTotalBytes, answers) => {
    const long = {
      text: JSON.stringify({ id: "a", version: "1".repeat(900) }),
    };
    await using server = await testServer({
      ...answers,
      "/processes/a": long,
      "/processes/b": long,
      "/processes/c": long,
    });
    expect(
      await failure({ url: server.url, maxTotalBytes, concurrency: 1 }),
    ).toMatchObject({
      code: "descriptions-too-large",
      message: `The server's answers have more than ${maxTotalBytes} bytes together.`,
      where: server.url,
      hint: "Name the processes that you need with --process.",
    });
  });

  it("there are too many processes", async () => {
    await using server = await testServer({
      "/processes": { json: list("a", "b", "c") },
    });
    expect(await failure({ url: server.url, maxProcesses: 2 })).toMatchObject({
      code: "too-many-processes",
      message: "The server lists more than 2 processes.",
    });
  });

  it.each([
    ["localhost:8008"],
    ["ftp://127.0.0.1/"],
    ["file:///etc/passwd"],
    ["nonsense"],
    [""],
  ])("the URL is %j", async (url) => {
    expect(await failure({ url })).toEqual({
      name: "UsageError",
      code: "usage",
      message: "The server's URL is not an HTTP URL.",
      where: url,
      hint: "Give the landing page, such as --url http://localhost:8008/",
      exitCode: 2,
    });
  });

  it("the text is not a URL and has a password, which is not shown", async () => {
    const { where } = await failure({ url: "htp://me:secret@host/" });
    expect(where).toBe("htp://***@host/");
  });
});

describe("time", () => {
  /** Answers the list, and no description. */
  async function stuckServer() {
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => {
      if (request.url?.startsWith("/processes/") === true) return;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(list("a", "b")));
    });
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    return {
      url: `http://127.0.0.1:${port}/`,
      [Symbol.asyncDispose]: () =>
        new Promise<void>((resolve) => {
          server.closeAllConnections();
          server.close(() => {
            resolve();
          });
        }),
    };
  }

  it("in all is limited", async () => {
    await using server = await stuckServer();
    await expect(
      readServer({ url: server.url, totalTimeoutMs: 200 }),
    ).rejects.toMatchObject({
      code: "time-limit",
      message: "Reading the process descriptions took longer than 0.2 s.",
    });
  });

  it("ends at the caller's signal, with its reason", async () => {
    await using server = await stuckServer();
    const controller = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => {
      controller.abort(reason);
    }, 100);
    await expect(
      readServer({ url: server.url, signal: controller.signal }),
    ).rejects.toBe(reason);
    await expect(
      readServer({ url: server.url, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });

  it("is reported as progress", async () => {
    await using server = await testServer({
      "/processes": { json: list("a", "b") },
      ...descriptions("a", "b"),
    });
    const seen: string[] = [];
    await readServer({
      url: server.url,
      onProgress: ({ phase, done, total }) => {
        seen.push(`${phase} ${done}/${total}`);
      },
    });
    expect(seen).toEqual(["fetch 0/0", "fetch 0/2", "fetch 1/2", "fetch 2/2"]);
  });
});

describe("requests", () => {
  it("ask for JSON first, or for what the options say", async () => {
    await using server = await testServer({
      "/": LANDING,
      "/processes": { json: list("a") },
      ...descriptions("a"),
    });
    await readServer({ url: server.url });
    await readServer({ url: server.url, headers: { Accept: "text/x" } });
    expect(server.requests.map(({ accept }) => accept)).toEqual([
      ...Array.from({ length: 3 }, () => "application/json, */*;q=0.1"),
      ...Array.from({ length: 3 }, () => "text/x"),
    ]);
  });
});

describe("credentials", () => {
  const table = {
    "/": LANDING,
    "/processes": { json: list("a") },
    ...descriptions("a"),
  };

  it("in the URL become a header, and are in nothing that is returned", async () => {
    await using server = await testServer(table);
    const url = server.url.replace("//", "//me:p%40ss@");
    const source = await readServer({ url });
    expect(source.url).toBe(server.url);
    const header = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      header,
      header,
      header,
    ]);
    expect(JSON.stringify(source)).not.toMatch(/p%40ss|p@ss/);
  });

  it("of the options are sent with every request", async () => {
    await using server = await testServer(table);
    await readServer({
      url: server.url,
      authType: "token",
      token: "t0ken",
      useBearer: true,
      headers: { "X-Extra": "yes" },
    });
    expect(
      server.requests.map((headers) => [
        headers.authorization,
        headers["x-extra"],
      ]),
    ).toEqual(Array.from({ length: 3 }, () => ["Bearer t0ken", "yes"]));
  });

  it("are not sent when the server redirects to another one", async () => {
    await using other = await testServer(table);
    await using server = await testServer({
      "/": LANDING,
      "/processes": { json: list("a") },
      "/processes/a": {
        status: 302,
        headers: { location: `${other.url}processes/a` },
      },
    });
    const url = server.url.replace("//", "//me:secret@");
    const source = await readServer({ url, headers: { "X-Key": "secret" } });
    expect(ids(source)).toEqual(["a"]);
    expect(other.requests).toHaveLength(1);
    expect(JSON.stringify(other.requests)).not.toMatch(
      new RegExp(`secret|${Buffer.from("me:secret").toString("base64")}`),
    );
  });

  it("that are missing are wrong usage", async () => {
    await using server = await testServer(table);
    await expect(
      readServer({ url: server.url, authType: "basic" }),
    ).rejects.toMatchObject({ name: "UsageError", exitCode: 2 });
  });
});

describe("the embedded server", () => {
  it.each([
    ["s2gos", "standard"],
    ["s2gos", "wraptile"],
    ["local", "standard"],
    ["local", "wraptile"],
  ] as const)("%s, as %s, is read whole", async (service, profile) => {
    await using server = await startServer({ service, profile, port: 0 });
    const source = await readServer({ url: server.url });
    expect(source.failures).toEqual([]);
    expect(ids(source)).toEqual(
      expect.arrayContaining(
        service === "s2gos"
          ? ["mtr_demo_generation", "mtr_demo_simulation"]
          : ["primes_between", "sleep_a_while"],
      ),
    );
    expect(source.server).toBe(profile === "wraptile" ? "wraptile" : undefined);
  });
});

const CORPUS = new URL("../../../../shared/corpus/", import.meta.url);
const recorded = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, CORPUS), "utf8"));
const HAS_CORPUS = ((): boolean => {
  try {
    return readdirSync(CORPUS).length > 0;
  } catch {
    console.warn(
      "../shared/corpus is not here: recorded servers are left out.",
    );
    return false;
  }
})();

describe.skipIf(!HAS_CORPUS)("a recorded server", () => {
  it.each([
    [
      "live-wraptile",
      "wraptile",
      [
        "primes_between",
        "process_pipeline",
        "return_base_model",
        "simulate_scene",
        "sleep_a_while",
      ],
    ],
    ["live-pygeoapi", undefined, ["echo", "hello-world"]],
    ["live-s2gos", "wraptile", ["mtr_demo_generation"]],
  ])("%s is read from its own documents", async (name, kind, wanted) => {
    await using server = await testServer({
      "/": { json: recorded(`${name}/landing.json`) },
      "/processes": { json: recorded(`${name}/processes.json`) },
      ...Object.fromEntries(
        wanted.map((id) => [
          `/processes/${id}`,
          { json: recorded(`${name}/process-${id}.json`) },
        ]),
      ),
    });
    const source = await readServer({ url: server.url });
    expect(ids(source)).toEqual(wanted);
    expect(source.server).toBe(kind);
    expect(source.title).toEqual(expect.any(String));
  });
});
