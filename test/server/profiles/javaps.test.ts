import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, waitFor } from "../request.js";
import { PICTURE, PICTURE_IN_BASE64 } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "javaps",
    processes: [PICTURE],
  });
});
afterAll(async () => {
  await server.close();
});

const execute = (id: string, json: unknown): ReturnType<typeof send> =>
  send(`${server.url}processes/${id}/jobs`, { json });

describe("javaPS", () => {
  it("lists processes as a bare array", async () => {
    const { body } = await send(`${server.url}processes/`);
    expect(
      (body as readonly { readonly id: string }[]).map(({ id }) => id),
    ).toContain("picture");
  });

  it("describes inputs and outputs as lists, in the terms of WPS", async () => {
    const { body } = await send(`${server.url}processes/picture`);
    expect(body).toMatchObject({
      inputs: [
        {
          id: "size",
          title: "size",
          input: {
            literalDataDomains: [
              {
                dataType: { name: "integer" },
                valueDefinition: { anyValue: true },
                defaultValue: "3",
              },
            ],
          },
          minOccurs: 0,
          maxOccurs: 1,
        },
        {
          id: "spot",
          title: "spot",
          input: {
            supportedCRS: [
              {
                default: true,
                crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
              },
            ],
          },
          minOccurs: 0,
          maxOccurs: 1,
        },
        {
          id: "images",
          title: "images",
          input: {
            formats: [
              { mimeType: "image/png", default: true },
              { mimeType: "image/jp2" },
            ],
          },
          minOccurs: 0,
          maxOccurs: 2,
        },
      ],
      outputs: [
        {
          id: "picture",
          title: "picture",
          output: { formats: [{ mimeType: "image/png", default: true }] },
        },
        { id: "size" },
        {
          id: "box",
          title: "box",
          output: {
            formats: [{ mimeType: "application/json", default: true }],
          },
        },
      ],
      links: [
        {
          href: `${server.url}processes/picture/jobs`,
          rel: "execute",
          title: "Execute endpoint",
        },
      ],
    });
  });

  it("creates a job with a Location and no body, and lists its results", async () => {
    const created = await execute("picture", {});
    expect([created.status, created.body]).toEqual([201, undefined]);
    const job = created.headers.get("location") ?? "";
    expect(job).toBe(`${server.url}processes/picture/jobs/job_0`);
    const { body } = await waitFor(job);
    expect(body).toEqual({
      status: "successful",
      progress: 100,
      jobID: "job_0",
      links: [
        {
          href: job,
          rel: "self",
          type: "application/json",
          title: "This document",
        },
        {
          href: `${job}/results`,
          rel: "results",
          type: "application/json",
          title: "Job results",
        },
      ],
    });
    expect((await send(`${job}/results`)).body).toEqual({
      outputs: [
        { id: "picture", value: { inlineValue: PICTURE_IN_BASE64 } },
        { id: "size", value: { inlineValue: 3 } },
        { id: "box", value: { inlineValue: { a: 1 } } },
      ],
    });
  });

  it("runs synchronously if the body says so, with inputs in a list", async () => {
    const { status, body } = await execute("primes_between", {
      mode: "sync",
      inputs: [{ id: "min_val", input: { value: { inlineValue: 90 } } }],
      outputs: [{ id: "return_value", transmissionMode: "reference" }],
    });
    expect([status, body]).toEqual([
      200,
      {
        outputs: [
          {
            id: "return_value",
            value: {
              href: `${server.url}processes/primes_between/jobs/job_1/results/return_value`,
            },
          },
        ],
      },
    ]);
  });

  it("has its own form of exceptions", async () => {
    const failed = await execute("sleep_a_while", {
      mode: "sync",
      inputs: { duration: 0, fail: true },
    });
    expect([failed.status, failed.body]).toEqual([
      500,
      { code: "NoApplicableCode", description: "Woke up too early" },
    ]);
    const created = await execute("sleep_a_while", {});
    const early = await send(
      `${created.headers.get("location") ?? ""}/results`,
    );
    expect([early.status, early.body]).toEqual([
      400,
      {
        code: "ResultNotReady",
        description: expect.stringMatching(/ not ready\.$/) as unknown,
      },
    ]);
  });

  it.each(["jobs", "jobs/job_0", "jobs/job_0/results"])(
    "has nothing at /%s",
    async (path) => {
      expect((await send(server.url + path)).status).toBe(404);
    },
  );
});
