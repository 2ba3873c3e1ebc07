import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MediaValue,
  startServer,
  type ProcessImplementation,
  type RunningServer,
} from "../../../src/server/index.js";
import { send, stable, submit } from "../request.js";
import { PICTURE } from "./picture.js";

/** The picture, with a text. */
const WITH_NOTE: ProcessImplementation = {
  description: {
    ...PICTURE.description,
    outputs: {
      ...PICTURE.description.outputs,
      note: { schema: { type: "string", contentMediaType: "text/plain" } },
    },
  },
  execute: async (inputs, context) => ({
    ...(await PICTURE.execute(inputs, context)),
    note: new MediaValue("text/plain", "ab"),
  }),
};

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "zoo",
    processes: [WITH_NOTE],
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

  it.each<[string, number[]]>([
    ["picture", [1, 2, 255]],
    ["size", [0x33]],
    ["note", [0x61, 0x62]],
  ])("labels a raw %s as JSON", async (output, bytes) => {
    const response = await fetch(`${server.url}processes/picture/execution`, {
      method: "POST",
      body: JSON.stringify({ outputs: { [output]: {} } }),
    });
    expect(response.headers.get("content-type")).toBe(
      "application/json;charset=UTF-8",
    );
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(bytes);
  });

  it("gives the charset of a text as its encoding", async () => {
    const { body } = await send(`${server.url}processes/picture`);
    expect(body).toMatchObject({
      outputs: {
        picture: { schema: { contentEncoding: "binary" } },
        note: {
          schema: { contentMediaType: "text/plain", contentEncoding: "utf-8" },
        },
      },
    });
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
      note: { value: "ab", format: { mediaType: "text/plain" } },
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
