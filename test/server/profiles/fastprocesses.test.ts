import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MediaValue,
  startServer,
  type RunningServer,
} from "../../../src/server/index.js";
import { send, stable, submit, waitFor } from "../request.js";
import { PICTURE, PICTURE_IN_BASE64 } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "fastprocesses",
    processes: [
      PICTURE,
      {
        description: {
          id: "table",
          version: "1.0.0",
          outputs: {
            table: { schema: { type: "string", contentMediaType: "text/csv" } },
          },
        },
        execute: () => ({ table: new MediaValue("text/csv", "a\n1\n") }),
      },
    ],
  });
});
afterAll(async () => {
  await server.close();
});

/** Runs a process, and returns its results, from where they are. */
async function resultsOf(
  process: string,
  request: unknown,
): ReturnType<typeof send> {
  const { body } = await submit(server.url, process, request);
  const { jobID } = body as { readonly jobID: string };
  await waitFor(`${server.url}jobs/${jobID}`);
  return send(`${server.url}jobs/${jobID}/results`);
}

describe("fastprocesses behind a proxy", () => {
  it("is below a path that its links lack", async () => {
    expect(server.url).toMatch(/:\d+\/ogc\/v1\/$/);
    expect((await send(server.url.replace("ogc/v1/", ""))).status).toBe(404);
    const { body } = await send(`${server.url}processes?limit=2`);
    expect(body).toEqual({
      processes: [
        {
          id: "sleep_a_while",
          title: expect.any(String) as string,
          version: expect.any(String) as string,
          jobControlOptions: ["sync-execute", "async-execute", "dismiss"],
          outputTransmission: ["value", "reference"],
        },
        expect.objectContaining({ id: "primes_between" }),
      ],
      links: [
        { href: "/processes", rel: "self", type: "application/json" },
        {
          href: "/processes?limit=2&offset=2",
          rel: "next",
          type: "application/json",
        },
      ],
    });
    const landing = await send(server.url);
    expect(landing.body).toMatchObject({
      links: [
        { rel: "self", href: "/" },
        { rel: "conformance", href: "/conformance" },
        { rel: "processes", href: "/processes" },
        { rel: "jobs", href: "/jobs" },
        { rel: "OpenAPI", href: "/openapi.json" },
      ],
    });
  });

  it.each([
    ["", 201],
    ["respond-async", 201],
    ["respond-sync", 200],
  ])("answers the preference %j with %i", async (prefer, wanted) => {
    const { status, headers } = await send(
      `${server.url}processes/primes_between/execution`,
      { json: {}, headers: { prefer } },
    );
    expect(status).toBe(wanted);
    const location = headers.get("location");
    const root = server.url.replace("ogc/v1/", "");
    if (wanted === 201) expect(location).toMatch(`${root}jobs/job_`);
    else expect(location).toBe(null);
  });

  it("has a job whose links are paths", async () => {
    const { body } = await submit(server.url, "sleep_a_while", {
      inputs: { duration: 0 },
    });
    const { jobID } = body as { readonly jobID: string };
    expect(body).toEqual({ status: "accepted", jobID, type: "process" });
    const { body: status } = await waitFor(`${server.url}jobs/${jobID}`);
    expect(stable(status, server.url)).toMatchObject({
      status: "successful",
      finished: "TIME",
      links: [
        { href: `/jobs/${jobID}`, rel: "self" },
        { href: `/jobs/${jobID}/results`, rel: "results" },
      ],
    });
  });

  it("dismisses no job", async () => {
    const { body } = await submit(server.url, "sleep_a_while", {
      inputs: { duration: 5 },
    });
    const { jobID } = body as { readonly jobID: string };
    const dismissal = await send(`${server.url}jobs/${jobID}`, {
      method: "DELETE",
    });
    expect([dismissal.status, dismissal.body]).toEqual([
      405,
      { detail: "Method not allowed" },
    ]);
    const early = await send(`${server.url}jobs/${jobID}/results`);
    expect([early.status, early.body]).toMatchObject([
      404,
      { title: "Result not ready" },
    ]);
    const { body: api } = await send(`${server.url}openapi.json`);
    expect(
      (api as { readonly paths: Readonly<Record<string, object>> }).paths[
        "/jobs/{jobID}"
      ],
    ).not.toHaveProperty("delete");
  });

  it.each<[string, string, object, unknown]>([
    [
      "each value of a document qualified",
      "picture",
      { response: "document" },
      {
        picture: PICTURE_IN_BASE64,
        size: { value: 3, mediaType: "application/json" },
        box: { value: { a: 1 }, mediaType: "application/json" },
      },
    ],
    [
      "a text of a document in base64",
      "table",
      { response: "document" },
      {
        table: { value: "YQoxCg==", mediaType: "text/csv", encoding: "base64" },
      },
    ],
    ["one raw file", "table", {}, "a\n1\n"],
    [
      "plain values by name where no media type is described",
      "primes_between",
      { inputs: { max_val: 7 } },
      { return_value: [2, 3, 5, 7] },
    ],
  ])("gives %s", async (_name, process, request, wanted) => {
    const { status, body } = await resultsOf(process, request);
    expect([status, body]).toEqual([200, wanted]);
  });

  it("gives several raw results as multipart/related", async () => {
    const { headers } = await resultsOf("picture", {});
    expect(headers.get("content-type")).toMatch(/^multipart\/related/);
  });

  it("reports a failure with a problem type of its own", async () => {
    const { status, body } = await resultsOf("sleep_a_while", {
      inputs: { duration: 0, fail: true },
    });
    expect([status, body]).toEqual([
      500,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/job-failed",
        title: "Job Failed",
        status: 500,
        detail: "Job failed: Woke up too early. See logs for more details.",
        instance: "/",
      },
    ]);
  });
});
