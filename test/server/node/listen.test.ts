import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  startServer,
  type RunningServer,
  type ServerOptions,
} from "../../../src/server/index.js";
import { submit } from "../request.js";

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: ServerOptions = {}): Promise<RunningServer> {
  server = await startServer({ port: 0, service: "local", ...options });
  return server;
}

/** Sends bytes as they are, and returns all that came back once the server has closed the connection. */
async function raw(port: number, ...parts: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  for (const part of parts) socket.write(part);
  return received(socket);
}

async function received(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  // The server may close the connection while the rest of a body is on its way.
  socket.on("error", () => undefined);
  await once(socket, "close");
  return text;
}

const EXECUTION = "/processes/primes_between/execution";
const MEBIBYTE = 1024 * 1024;

describe("what is sent", () => {
  it("has a reason, a length and no charset", async () => {
    const { port } = await start();
    const text = await raw(
      port,
      "GET /jobs/%C3%A4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    const [head = "", body = ""] = text.split("\r\n\r\n");
    expect(head.replace(/^date: .*\r\n/im, "").split("\r\n")).toEqual([
      "HTTP/1.1 404 Not Found",
      `content-length: ${body.length}`,
      "content-type: application/problem+json",
      "vary: Origin",
      "Connection: close",
    ]);
    expect(JSON.parse(body)).toMatchObject({ title: "No such job" });
  });

  it("has no body after HEAD, but its length", async () => {
    const { port } = await start();
    const request = (method: string): Promise<string> =>
      raw(
        port,
        `${method} /processes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
    const got = await request("GET");
    const head = await request("HEAD");
    const length = /content-length: (\d+)/.exec(head)?.[1];
    expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*\r\n\r\n$/);
    expect(length).toBe(String(got.split("\r\n\r\n")[1]?.length));
  });

  it("comes over one connection, in order", async () => {
    const { port } = await start();
    const text = await raw(
      port,
      "GET /jobs/a HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "HEAD /jobs/b HTTP/1.1\r\nHost: localhost\r\n\r\n",
      `POST ${EXECUTION} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`,
      "GET /jobs/c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    expect(text.match(/HTTP\/1.1 \d+|Job \\"\w|\[2,3,/g)).toEqual([
      "HTTP/1.1 404",
      'Job \\"a',
      "HTTP/1.1 404",
      "HTTP/1.1 200",
      "[2,3,",
      "HTTP/1.1 404",
      'Job \\"c',
    ]);
  });

  it("keeps idle connections for longer than clients do", async () => {
    const { port } = await start();
    const socket = connect(port, "127.0.0.1");
    socket.write("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const [head] = (await once(socket, "data")) as [Buffer];
    expect(String(head)).toContain("Keep-Alive: timeout=72\r\n");
    socket.destroy();
  });
});

describe("request bodies", () => {
  it.each([
    ["of a known length", [`Content-Length: 12\r\n\r\n{"a": "ä`, 'b"}']],
    [
      "in chunks",
      ["Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", "1\r\n}\r\n0\r\n\r\n"],
    ],
    [
      "that are announced",
      ["Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"],
    ],
  ])("%s are read", async (_name, parts) => {
    const { port } = await start();
    const text = await raw(
      port,
      `POST ${EXECUTION} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
      ...parts,
    );
    expect(text).toMatch(/(^|\r\n\r\n)HTTP\/1.1 200 OK\r\n[^]*\[2,3,5,/);
  });

  const block = " ".repeat(MEBIBYTE);
  it.each<[string, string, readonly string[]]>([
    ["that say so", `Content-Length: ${64 * MEBIBYTE + 1}`, []],
    [
      "that do not say so",
      "Transfer-Encoding: chunked",
      Array.from({ length: 66 }, () => `100000\r\n${block}\r\n`),
    ],
  ])("that are too large are not read: those %s", async (_n, header, parts) => {
    const { port } = await start();
    const head = `POST ${EXECUTION} HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`;
    const text = await raw(port, head, ...parts);
    expect(text).toMatch(/^HTTP\/1.1 413 Payload Too Large\r\n/);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(JSON.parse(text.split("\r\n\r\n")[1] ?? "")).toEqual({
      type: "about:blank",
      title: "Content too large",
      status: 413,
      detail:
        "The body of a request may have 64 MiB; give larger inputs as links.",
    });
  });

  it("of clients that go away disturb no one", async () => {
    const { port, url } = await start();
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST ${EXECUTION} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{`,
    );
    await once(socket, "connect");
    socket.destroy();
    await once(socket, "close");
    expect((await fetch(url)).status).toBe(200);
  });
});

describe("close", () => {
  it("may be called again", async () => {
    const { close } = await start();
    await close();
    await expect(close()).resolves.toBeUndefined();
  });

  it("ends idle and busy connections, and jobs", async () => {
    const lines: string[] = [];
    const { port, url, close } = await start({
      log: (line) => lines.push(line),
    });
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const half = connect(port, "127.0.0.1");
    half.write("GET / HTTP/1.1\r\n");
    await once(half, "connect");
    const job = await submit(url, "sleep_a_while", {
      inputs: { duration: 60 },
    });
    expect(job.status).toBe(201);
    const waiting = fetch(`${url}processes/sleep_a_while/execution`, {
      method: "POST",
      body: JSON.stringify({ inputs: { duration: 60 } }),
    }).then(
      ({ status }) => status,
      () => "cut",
    );
    // Until the second job is there.
    let jobs: readonly unknown[] = [];
    while (jobs.length < 2) {
      const list = await (await fetch(`${url}jobs`)).json();
      ({ jobs } = list as { readonly jobs: readonly unknown[] });
    }
    const ends = Promise.all([received(idle), received(half)]);
    await close();
    // Depends on whether the answer, that the job was dismissed, left before the connection was closed.
    expect([410, "cut"]).toContain(await waiting);
    expect(await ends).toEqual(["", ""]);
    await expect(fetch(url)).rejects.toThrow();
  });
});
