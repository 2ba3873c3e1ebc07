import { afterEach, describe, expect, it } from "vitest";
import type { JobFilter } from "../../../src/runtime/index.js";
import { startServer } from "../../../src/server/index.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const page = (items: readonly string[], next?: string): Reply => ({
  json: {
    processes: items.map((id) => ({ id, version: "1" })),
    links: [
      { href: "/processes", rel: "self" },
      ...(next === undefined ? [] : [{ href: next, rel: "next" }]),
    ],
  },
});

describe("lists", () => {
  it.each<
    [string, Record<string, Reply>, readonly string[], readonly string[]]
  >([
    ["one page", { "GET /processes": page(["a"]) }, ["a"], []],
    [
      "pages",
      {
        "GET /processes": page(["a"], "/processes?page=1"),
        "GET /processes?page=1": page(["b"], "processes?skip=2"),
        "GET /processes?skip=2": page(["c"]),
      },
      ["a", "b", "c"],
      [],
    ],
    [
      "a header for the next page",
      {
        "GET /processes": {
          ...page(["a"]),
          headers: { link: '</processes?p=2>; rel="next"' },
        },
        "GET /processes?p=2": page(["b"]),
      },
      ["a", "b"],
      [],
    ],
    [
      "pages in a circle",
      {
        "GET /processes": page(["a"], "/processes?p=2"),
        "GET /processes?p=2": page(["b"], "/processes"),
      },
      ["a", "b"],
      [],
    ],
    [
      "an empty page",
      {
        "GET /processes": page(["a"], "/processes?p=2"),
        "GET /processes?p=2": page([], "/processes?p=3"),
      },
      ["a"],
      [],
    ],
    [
      "a server that links to itself by another host name",
      {
        "GET /processes": page(["a"], "http://inside.invalid/processes?p=2"),
        "GET /processes?p=2": page(["b"]),
      },
      ["a", "b"],
      [],
    ],
    [
      "bare ids",
      { "GET /processes": { json: { processes: ["a", "b"] } } },
      ["a", "b"],
      [],
    ],
    [
      "a list without a document around it",
      { "GET /processes": { json: [{ id: "a" }] } },
      ["a"],
      [],
    ],
    [
      "entries that are none",
      {
        "GET /processes": {
          json: {
            processes: [null, 1, {}, { id: "a" }, { process: { id: "b" } }],
          },
        },
      },
      ["a", "b"],
      [],
    ],
  ])("understand %s", async (_name, script, ids, warnings) => {
    server = await scriptedServer(script);
    await using client = testClient(server.url);
    const list = await client.getProcesses();
    const iterated: string[] = [];
    for await (const process of client.processes()) iterated.push(process.id);

    expect(list.processes.map(({ id }) => id)).toEqual(ids);
    expect(iterated).toEqual(ids);
    expect(list.links.filter(({ rel }) => rel === "next")).toEqual([]);
    expect(client.warnings.map(({ code }) => code)).toEqual(warnings);
  });

  it("leave out pages at another server, with a warning", async () => {
    await using foreign = await scriptedServer({});
    server = await scriptedServer({
      "GET /api/processes": page(["a"], `${foreign.url}x`),
    });
    await using client = testClient(`${server.url}api/`, { token: "hidden" });

    await expect(client.getProcesses()).resolves.toMatchObject({
      processes: [{ id: "a" }],
    });
    expect(client.warnings.map(({ code }) => code)).toEqual(["paging"]);
    expect(foreign.requests).toEqual([]);
  });

  it("request no further page after a loop is left, and pages of the wanted size", async () => {
    server = await scriptedServer({
      "GET /processes?limit=2": page(["a", "b"], "/processes?p=2"),
    });
    await using client = testClient(server.url);
    const processes = client.processes({ limit: 2 });
    await processes.next();
    await processes.return();

    expect(server.requests).toHaveLength(1);
  });

  it.each<[JobFilter, string, readonly string[]]>([
    [{}, "/jobs", ["1", "2", "3", "4"]],
    [{ status: "running" }, "/jobs?status=running", ["1", "4"]],
    [
      { status: ["running", "failed"], processID: "p" },
      "/jobs?processID=p&status=running",
      ["1"],
    ],
    [{ status: "successful" }, "/jobs?status=successful", ["2"]],
    [
      { type: "process", limit: 5 },
      "/jobs?type=process&limit=5",
      ["1", "2", "3", "4"],
    ],
    [
      { datetime: "../2026-01-01T00:00:00Z", minDuration: 1, maxDuration: 2 },
      "/jobs?datetime=..%2F2026-01-01T00%3A00%3A00Z&minDuration=1&maxDuration=2",
      ["1", "2", "3", "4"],
    ],
  ])(
    "of jobs are filtered by %j, also where the server ignores the filter",
    async (filter, path, ids) => {
      const jobs = [
        { jobID: "1", status: "running", processID: "p" },
        { id: "2", status: "succeeded", processID: "p" },
        { jobID: "3", status: "failed", processID: "q" },
        { jobID: "4", status: "running", processID: "q", type: "process" },
        { nonsense: true },
      ];
      server = await scriptedServer(() => ({ json: { jobs, links: [] } }));
      await using client = testClient(server.url);
      const list = await client.getJobs(filter);
      const iterated: string[] = [];
      for await (const job of client.jobs(filter)) iterated.push(job.jobID);

      expect(server.requests[0]?.path).toBe(path);
      expect(list.jobs.map(({ jobID }) => jobID)).toEqual(ids);
      expect(iterated).toEqual(ids);
    },
  );
});

describe("executeProcess", () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ["nothing", {}, { inputs: {}, response: "document" }],
    [
      "inputs alone",
      { duration: 2, fail: true },
      { inputs: { duration: 2, fail: true }, response: "document" },
    ],
    [
      "a request",
      { inputs: { a: 1 }, response: "raw" },
      { inputs: { a: 1 }, response: "raw" },
    ],
    [
      "a request without inputs",
      { outputs: {} },
      { inputs: {}, outputs: {}, response: "document" },
    ],
  ])("takes %s", async (_name, request, wanted) => {
    server = await scriptedServer(() => ({
      status: 201,
      json: { jobID: "j", status: "accepted" },
    }));
    await using client = testClient(server.url);

    await expect(client.executeProcess("p", request)).resolves.toEqual({
      jobID: "j",
      status: "accepted",
    });
    expect(server.requests[0]?.json).toEqual(wanted);
    expect(server.requests[0]?.headers["prefer"]).toBe("respond-async");
  });

  it("returns the results where the server did not make a job", async () => {
    server = await scriptedServer(() => ({ json: { a: { value: 1 } } }));
    await using client = testClient(server.url);

    await expect(client.executeProcess("p")).resolves.toEqual({
      jobID: "",
      status: "successful",
      processID: "p",
      results: { a: { value: 1 } },
    });
  });
});

describe("documents", () => {
  it.each<[string, Reply, unknown]>([
    [
      "a description",
      { json: { id: "p", version: "1", inputs: { a: { schema: {} } } } },
      { id: "p", version: "1", inputs: { a: { schema: {} } } },
    ],
    [
      "Weaver's old form",
      {
        json: {
          process: {
            id: "p",
            inputs: [{ id: "a", minOccurs: "1" }],
            outputs: [],
          },
        },
      },
      { id: "p", inputs: { a: { minOccurs: 1 } }, outputs: {} },
    ],
  ])("understands %s", async (_name, reply, wanted) => {
    server = await scriptedServer({ "GET /processes/p": reply });
    await using client = testClient(server.url);

    await expect(client.getProcess("p")).resolves.toEqual(wanted);
  });

  it("rejects what is not the document that was requested", async () => {
    server = await scriptedServer(() => ({ json: { hello: 1 } }));
    await using client = testClient(server.url);

    await expect(client.getProcess("p")).rejects.toThrow(
      "not the document that the standard describes",
    );
    await expect(client.getConformance()).rejects.toThrow("not the document");
    await expect(client.getProcesses()).rejects.toThrow(
      "this is no list of processes",
    );
    await expect(client.getJobs()).rejects.toThrow("this is no list of jobs");
    await expect(client.getJob("j")).rejects.toThrow(
      "this is no status of a job",
    );
  });
});

describe("request", () => {
  it("is sent to any path, with query, headers and body", async () => {
    server = await scriptedServer((request) => ({
      json: request.json ?? null,
      headers: {
        "x-path": request.path,
        "x-mine": request.headers["x-mine"] ?? "",
      },
    }));
    await using client = testClient(`${server.url}api`);
    const answer = await client.request("POST", "a/b?c=1", {
      query: { d: "e f", g: undefined },
      headers: { "X-Mine": "m" },
      body: { z: 1 },
    });

    expect([
      answer.status,
      answer.headers["x-path"],
      answer.headers["x-mine"],
      await answer.json(),
    ]).toEqual([200, "/api/a/b?c=1&d=e+f", "m", { z: 1 }]);
    expect(answer.url).toBe(`${server.url}api/a/b?c=1&d=e+f`);
    await expect(
      client.request("GET", "/root").then(({ headers }) => headers["x-path"]),
    ).resolves.toBe("/root");
    await expect(
      client.request("HEAD", server.url).then((head) => head.text()),
    ).resolves.toBe("");
    await expect(client.request("GET", "file:///etc/passwd")).rejects.toThrow(
      "no http URL",
    );
  });
});

describe.each(["standard", "wraptile"] as const)(
  "the embedded server as %s",
  (profile) => {
    it("is understood by every operation", async () => {
      await using embedded = await startServer({
        port: 0,
        profile,
        service: "local",
      });
      await using client = testClient(embedded.url);
      const landing = await client.getCapabilities();
      const { conformsTo } = await client.getConformance();
      const { processes } = await client.getProcesses({ limit: 2 });
      const description = await client.getProcess("sleep_a_while");
      const job = await client.executeProcess("sleep_a_while", {
        duration: 30,
      });
      const primes = await client.executeProcess("primes_between", {});
      await expect
        .poll(() => client.getJob(primes.jobID))
        .toMatchObject({ status: "successful" });
      const { jobs } = await client.getJobs();
      const results = await client.getJobResults(primes.jobID);
      await expect(client.getJobResults(job.jobID)).rejects.toMatchObject({
        name: "ResultNotReadyError",
      });
      await client.dismissJob(job.jobID);
      await expect
        .poll(() => client.getJob(job.jobID))
        .toMatchObject({ status: "dismissed" });

      expect(landing.links.length).toBeGreaterThan(3);
      expect(conformsTo).toContain(
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
      );
      expect(processes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["sleep_a_while", "primes_between", "218"]),
      );
      expect(description.inputs).toHaveProperty("duration");
      expect(jobs.map(({ jobID }) => jobID).sort()).toEqual(
        [job.jobID, primes.jobID].sort(),
      );
      expect(results["return_value"]).toEqual(
        expect.arrayContaining([2, 3, 5, 7]),
      );
      await expect(client.getJob("nope")).rejects.toMatchObject({
        name: "NoSuchJobError",
      });
      await expect(client.getProcess("nope")).rejects.toMatchObject({
        name: "NoSuchProcessError",
      });
      await expect(client.executeProcess("nope")).rejects.toMatchObject({
        name: "NoSuchProcessError",
      });
    });
  },
);
