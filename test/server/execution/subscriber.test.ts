import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { stable, submit, waitFor } from "../request.js";

interface Call {
  readonly path: string;
  readonly type: string;
  readonly body: unknown;
}

let server: RunningServer;
let listener: Server;
let listenerUrl: string;
let calls: Call[] = [];
const LINES: string[] = [];

beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    log: (line) => LINES.push(line),
  });
  listener = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      calls.push({
        path: request.url ?? "",
        type: request.headers["content-type"] ?? "",
        body: stable(JSON.parse(text), server.url),
      });
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  const { port } = listener.address() as AddressInfo;
  listenerUrl = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  listener.close();
  await server.close();
});
beforeEach(() => {
  calls = [];
});

function subscriber(): Readonly<Record<string, string>> {
  return {
    successUri: `${listenerUrl}/success`,
    inProgressUri: `${listenerUrl}/progress`,
    failedUri: `${listenerUrl}/failed`,
  };
}

async function callTo(path: string): Promise<Call> {
  for (;;) {
    const call = calls.find((one) => one.path === path);
    if (call !== undefined) return call;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it("sends progress, then the results", async () => {
  await submit(server.url, "return_base_model", {
    inputs: { scene_spec: { threshold: 1, factor: 2 } },
    response: "document",
    subscriber: subscriber(),
  });
  expect(await callTo("/success")).toEqual({
    path: "/success",
    type: "application/json",
    body: { return_value: { value: { threshold: 1, factor: 2 } } },
  });
  expect(calls.map(({ path }) => path)).toEqual(["/progress", "/success"]);
  expect(calls[0]?.body).toMatchObject({
    processID: "return_base_model",
    type: "process",
    status: "running",
    progress: 0,
  });
});

it("sends the exception of a failed job", async () => {
  const job = await submit(server.url, "sleep_a_while", {
    inputs: { duration: 0, fail: true },
    subscriber: subscriber(),
  });
  const { jobID } = job.body as Readonly<Record<string, string>>;
  expect(await callTo("/failed")).toEqual({
    path: "/failed",
    type: "application/problem+json",
    body: {
      type: "about:blank",
      title: "Process failed",
      status: 500,
      detail: `Job "${jobID ?? ""}": Woke up too early`,
    },
  });
  expect(calls.at(-1)?.path).toBe("/failed");
});

it("goes on if a subscriber cannot be reached, and logs it", async () => {
  const job = await submit(server.url, "return_base_model", {
    inputs: { scene_spec: { threshold: 1, factor: 2 } },
    subscriber: { successUri: "http://127.0.0.1:1/success" },
  });
  const { body } = await waitFor(job.headers.get("location") ?? "");
  expect(body).toMatchObject({ status: "successful" });
  const wanted = "Callback to http://127.0.0.1:1/success failed: ";
  while (!LINES.some((line) => line.startsWith(wanted))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
