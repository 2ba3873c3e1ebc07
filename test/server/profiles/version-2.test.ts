import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, stable, submit, waitFor } from "../request.js";
import { PICTURE, PICTURE_IN_BASE64 } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "v2",
    processes: [PICTURE],
  });
});
afterAll(async () => {
  await server.close();
});

const PROFILE_LINK =
  '<https://www.opengis.net/def/profile/OGC/0/ogc-results>; rel="profile"';
const execute = (
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof send> =>
  send(`${server.url}processes/picture/execution`, { json, headers });

describe("drafts of version 2.0", () => {
  it("have schemas in JSON Schema 2020-12", async () => {
    const { body } = await send(`${server.url}processes/echo`);
    const { inputs } = body as {
      readonly inputs: Readonly<Record<string, unknown>>;
    };
    expect(inputs["doubleInput"]).toEqual({
      title: "Number",
      description: "A number above 0 and up to 10.",
      minOccurs: 0,
      schema: {
        type: "number",
        format: "double",
        exclusiveMinimum: 0,
        maximum: 10,
        default: 5,
      },
      valuePassing: ["byValue", "byReference"],
    });
    expect((await send(`${server.url}processes/picture`)).body).toMatchObject({
      inputs: { spot: { schema: { type: ["object", "null"] } } },
    });
    expect(body).not.toHaveProperty("outputTransmission");
  });

  it("have `id` in a status, and the process as a URI", async () => {
    const created = await submit(server.url, "picture", {});
    const { body } = await waitFor(created.headers.get("location") ?? "");
    expect(stable(body, server.url)).toMatchObject({
      id: "job_0",
      processingEntityType: "ogc-api-processes",
      processID: "http://server/processes/picture",
      status: "successful",
    });
    expect(body).not.toHaveProperty("jobID");
    expect(body).not.toHaveProperty("type");
  });

  it.each<[string, unknown, number, unknown]>([
    ["one output as it is", { outputs: { size: {} } }, 200, 3],
    [
      "several in a document, whatever the response that is asked for",
      { response: "raw" },
      200,
      { picture: PICTURE_IN_BASE64, size: 3, box: { value: { a: 1 } } },
    ],
    ["none as no content", { outputs: {} }, 204, undefined],
  ])("give %s", async (_name, request, status, wanted) => {
    const answer = await execute(request);
    expect([answer.status, answer.body]).toEqual([status, wanted]);
  });

  it("send links for return=minimal", async () => {
    const { headers, body } = await execute({}, { prefer: "return=minimal" });
    expect(headers.get("link")).toContain(PROFILE_LINK);
    expect(body).toMatchObject({
      size: 3,
      box: { href: expect.stringMatching(/\/results\/box$/) as unknown },
    });
  });

  it("send single results, and those that are selected", async () => {
    const results = `${server.url}jobs/job_0/results`;
    expect((await send(`${results}/size`)).body).toBe(3);
    expect((await send(`${results}?outputs=size,box`)).body).toEqual({
      size: 3,
      box: { value: { a: 1 } },
    });
    for (const path of ["/none", "?outputs=none"]) {
      const { status, body } = await send(results + path);
      expect([status, body]).toMatchObject([
        400,
        {
          type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-output",
        },
      ]);
    }
  });

  it("have no results if no outputs were asked for", async () => {
    const created = await submit(server.url, "picture", { outputs: {} });
    const job = created.headers.get("location") ?? "";
    await waitFor(job);
    const { status, body } = await send(`${job}/results`);
    expect([status, body]).toMatchObject([
      404,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-available",
      },
    ]);
  });

  it("have the exception in a failed job's status", async () => {
    const created = await submit(server.url, "sleep_a_while", {
      inputs: { duration: 0, fail: true },
    });
    const { body } = await waitFor(created.headers.get("location") ?? "");
    expect(body).toMatchObject({
      status: "failed",
      exception: { status: 500, title: "Process failed" },
    });
  });

  it("remove a job that is dismissed after its end", async () => {
    const created = await submit(server.url, "sleep_a_while", {});
    const job = created.headers.get("location") ?? "";
    const answers = [];
    for (let count = 0; count < 3; count++) {
      answers.push((await send(job, { method: "DELETE" })).status);
    }
    expect(answers).toEqual([200, 200, 404]);
  });
});
