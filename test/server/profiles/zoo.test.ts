import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, stable, submit } from "../request.js";
import { PICTURE } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "zoo",
    processes: [PICTURE],
  });
});
afterAll(async () => {
  await server.close();
});

const execute = (
  id: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof send> =>
  send(`${server.url}processes/${id}/execution`, { json, headers });

describe("ZOO-Project", () => {
  it("marks optional inputs in their schema only", async () => {
    const { body } = await send(`${server.url}processes/picture`);
    const formats = [
      { type: "string", contentMediaType: "image/png" },
      { type: "string", contentMediaType: "image/jp2" },
    ];
    expect((body as { readonly inputs: unknown }).inputs).toEqual({
      size: { schema: { type: "integer", default: 3, nullable: true } },
      spot: { schema: { type: "object", format: "ogc-bbox", nullable: true } },
      images: {
        maxOccurs: 2,
        schema: { oneOf: formats },
        "extended-schema": {
          oneOf: [
            { allOf: [{ $ref: "http://zoo-project.org/dl/link.json" }] },
            {
              type: "object",
              required: ["value"],
              properties: { value: { oneOf: formats } },
            },
          ],
          nullable: true,
        },
      },
    });
  });

  it("treats null as an input that was not given", async () => {
    const { status, body } = await execute("picture", {
      inputs: { size: null, images: null },
      outputs: { size: {} },
    });
    expect([status, body]).toEqual([200, 3]);
  });

  it("nests the media types of results", async () => {
    const { headers, body } = await execute("picture", {
      response: "document",
    });
    expect(headers.get("location")).toMatch(/\/jobs\/job_\d+$/);
    expect(body).toEqual({
      picture: {
        value: "AQL/",
        format: { mediaType: "image/png", encoding: "base64" },
      },
      size: 3,
      box: { value: { a: 1 }, format: { mediaType: "application/json" } },
    });
  });

  it("has a job's id as `id` and as `jobID`", async () => {
    const { body } = await submit(server.url, "sleep_a_while", {
      inputs: { duration: 0 },
    });
    const { id, jobID } = body as Readonly<Record<string, string>>;
    expect(id).toMatch(/^job_\d+$/);
    expect(jobID).toBe(id);
  });

  it.each<[string, unknown, Readonly<Record<string, string>>, number]>([
    ["sync by default", {}, {}, 200],
    [
      "async by its clients' form of Prefer",
      {},
      { prefer: "respond-async;return=representation" },
      201,
    ],
    ["async by the body", { mode: "async" }, {}, 201],
  ])("is %s", async (_name, request, headers, status) => {
    expect((await execute("picture", request, headers)).status).toBe(status);
  });

  it("pages lists with `skip`, and counts the items", async () => {
    const { body } = await send(`${server.url}processes?limit=1&skip=2`);
    expect(stable(body, server.url)).toMatchObject({
      processes: [{ id: "simulate_scene", mutable: false }],
      numberTotal: 8,
      links: [
        { rel: "self" },
        { rel: "next", href: "http://server/processes?limit=1&skip=3" },
        { rel: "prev", href: "http://server/processes?limit=1&skip=1" },
      ],
    });
  });

  it.each<[string, string, unknown, number, unknown]>([
    [
      "no such process",
      "none",
      {},
      404,
      {
        title: "NoSuchProcess",
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
        detail:
          'Process "none" does not exist; GET /processes lists those that do.',
      },
    ],
    [
      "a failed process",
      "sleep_a_while",
      { inputs: { duration: 0, fail: true } },
      500,
      {
        title: "NoApplicableCode",
        type: "NoApplicableCode",
        detail: "Woke up too early",
      },
    ],
  ])("reports %s", async (_name, id, request, status, wanted) => {
    const answer = await execute(id, request);
    expect([
      answer.status,
      answer.headers.get("content-type"),
      answer.body,
    ]).toEqual([status, "application/json;encoding=utf-8", wanted]);
  });
});
