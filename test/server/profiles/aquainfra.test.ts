import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, stable, submit, waitFor } from "../request.js";
import { PICTURE } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "aquainfra",
    processes: [PICTURE],
  });
});
afterAll(async () => {
  await server.close();
});

const WRAPPED = {
  outputs: {
    picture: {
      title: "picture",
      description: "picture",
      href: "http://server/download/out/picture/JOB/picture",
    },
    size: 3,
    box: {
      title: "box",
      description: "box",
      href: "http://server/download/out/picture/JOB/box",
    },
  },
};

/** The job's id differs from test to test. */
const wrapped = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(stable(body, server.url)).replace(/job_\d+/g, "JOB"),
  );

describe("AquaINFRA's processes on pygeoapi", () => {
  it.each<[string, unknown, unknown]>([
    ["raw", {}, WRAPPED],
    ["raw, narrowed in vain", { outputs: { size: {} } }, WRAPPED],
    ["in a document", { response: "document" }, { outputs: [WRAPPED] }],
  ])("wrap their results once more, %s", async (_name, request, wanted) => {
    const sync = await send(`${server.url}processes/picture/execution`, {
      json: request,
    });
    expect([sync.status, wrapped(sync.body)]).toEqual([200, wanted]);
    expect(sync.headers.get("location")).toMatch(/\/jobs\/job_\d+$/);

    const created = await submit(server.url, "picture", request);
    const job = created.headers.get("location") ?? "";
    await waitFor(job);
    const json = { headers: { accept: "application/json" } };
    const { body } = await send(`${job}/results`, json);
    expect(wrapped(body)).toEqual(wanted);
    const page = await send(`${job}/results`, { headers: { accept: "*/*" } });
    expect(page.headers.get("content-type")).toBe("text/html");
  });

  it("link to files of their own media type", async () => {
    const { body } = await send(`${server.url}processes/picture/execution`, {
      json: {},
    });
    const { outputs } = body as {
      readonly outputs: Readonly<Record<string, { readonly href: string }>>;
    };
    const picture = await send(outputs["picture"]?.href ?? "");
    expect(picture.headers.get("content-type")).toBe("image/png");
    const box = await send(outputs["box"]?.href ?? "");
    expect(box.body).toEqual({ a: 1 });
  });
});
