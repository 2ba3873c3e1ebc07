import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { description, project } from "../recall/project.js";

/** What a server answers at a path. */
interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Pages = Record<string, Page>;

const LIST = "/processes";

function service(...ids: readonly string[]): Pages {
  return {
    "/": { body: { title: "Service", links: [] } },
    [LIST]: { body: { processes: ids.map((id) => ({ id })), links: [] } },
    ...Object.fromEntries(
      ids.map((id) => [`/processes/${id}`, { body: description(id) }]),
    ),
  };
}

/** Serves pages, which the test changes, with their validators; notes each request with its answer. */
async function serve(pages: Pages) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/\?.*/, "");
    const { status = 200, headers = {}, body } = pages[path] ?? NOT_FOUND;
    const code = isCurrent(request.headers, headers) ? 304 : status;
    requests.push(`${path} ${code}`);
    response.writeHead(code, {
      "content-type": "application/json",
      ...headers,
    });
    response.end(code === 304 ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** The requests since the last call, sorted. */
    taken: () => requests.splice(0).sort(),
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const NOT_FOUND: Page = { status: 404, body: {} };

function isCurrent(
  asked: IncomingHttpHeaders,
  given: Readonly<Record<string, string>>,
): boolean {
  const { etag, "last-modified": lastModified } = given;
  if (etag !== undefined) return asked["if-none-match"] === etag;
  return (
    lastModified !== undefined && asked["if-modified-since"] === lastModified
  );
}

const ALL = ["/ 200", "/processes 200", "/processes/a 200", "/processes/b 200"];

it("asks a server the same again, and generates nothing where it answers the same", async () => {
  const pages = service("a", "b");
  using server = await serve(pages);
  using given = project();
  const first = await given.run({ url: server.url });
  const firstRequests = server.taken();
  const second = await given.run({ url: server.url });
  expect([first.isFull, second.isFull]).toEqual([true, false]);
  expect([firstRequests, server.taken()]).toEqual([ALL, ALL]);
  expect(second.result.processes).toEqual(first.result.processes);
  expect(second.result.diagnostics).toEqual(first.result.diagnostics);
});

it.each<readonly [name: string, change: (pages: Pages) => void]>([
  [
    "a description",
    (pages) => {
      pages["/processes/b"] = { body: description("b", "integer") };
    },
  ],
  [
    "a description that is gone",
    (pages) => {
      delete pages["/processes/b"];
    },
  ],
  [
    "the landing page",
    (pages) => {
      pages["/"] = { body: { title: "Other", links: [] } };
    },
  ],
  [
    "a header that tells the server",
    (pages) => {
      pages["/"] = {
        body: { title: "Service", links: [] },
        headers: { "x-powered-by": "pygeoapi 0.20" },
      };
    },
  ],
])(
  "generates where this differs, and requests nothing twice: %s",
  async (_name, change) => {
    const pages = service("a", "b");
    using server = await serve(pages);
    using given = project();
    await given.run({ url: server.url });
    server.taken();
    change(pages);
    const { isFull } = await given.run({ url: server.url });
    const requests = server.taken();
    expect(isFull).toBe(true);
    expect(requests.filter((request) => request.endsWith(" 200"))).toEqual([
      ...new Set(requests.filter((request) => request.endsWith(" 200"))),
    ]);
  },
);

it("sends the validators of descriptions, and requests these in full where others changed", async () => {
  const pages = service("a", "b", "c");
  pages["/processes/a"] = { body: description("a"), headers: { etag: '"1"' } };
  const date = "Thu, 01 Jan 2026 00:00:00 GMT";
  pages["/processes/b"] = {
    body: description("b"),
    headers: { "last-modified": date },
  };
  using server = await serve(pages);
  using given = project();
  await given.run({ url: server.url });
  server.taken();
  const same = await given.run({ url: server.url });
  const sameRequests = server.taken();
  pages["/processes/a"] = {
    body: description("a", "integer"),
    headers: { etag: '"2"' },
  };
  const other = await given.run({ url: server.url });
  expect([same.isFull, sameRequests]).toEqual([
    false,
    [
      "/ 200",
      "/processes 200",
      "/processes/a 304",
      "/processes/b 304",
      "/processes/c 200",
    ],
  ]);
  expect([
    other.isFull,
    other.result.changes.map(({ process }) => process),
  ]).toEqual([true, ["a"]]);
});

it("recalls that a description is missing, and notices that it is there again", async () => {
  const pages = service("a", "b");
  const described = pages["/processes/b"] ?? NOT_FOUND;
  delete pages["/processes/b"];
  using server = await serve(pages);
  using given = project();
  const first = await given.run({ url: server.url });
  const second = await given.run({ url: server.url });
  pages["/processes/b"] = described;
  const third = await given.run({ url: server.url });
  const outcomes = [first, second, third].map(({ isFull, result }) => [
    isFull,
    result.processes.map(({ id, status }) => `${id} ${status}`),
    result.diagnostics.filter(({ severity }) => severity === "error").length,
  ]);
  expect(outcomes).toEqual([
    [true, ["a generated", "b failed"], 1],
    [false, ["a generated", "b failed"], 1],
    [true, ["a generated", "b generated"], 0],
  ]);
});

it("sends credentials that changed, and keeps no hash of a query, which may be secret", async () => {
  using server = await serve(service("a", "b"));
  using given = project();
  const url = `${server.url}?key=secret`;
  await given.run({ url });
  const again = await given.run({ url });
  await given.run({ url: server.url, authType: "token", token: "old" });
  const other = await given.run({
    url: server.url.replace("//", "//user:password@"),
  });
  expect([again.isFull, other.isFull]).toEqual([true, false]);
});
