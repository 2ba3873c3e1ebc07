import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
  Agent,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What can go wrong between a client and its server. */
export const FAULT_KINDS = [
  "reset before the server",
  "reset after the server",
  "truncated body",
  "slow body",
  "delay",
  "500",
  "502 page",
  "503 with Retry-After",
  "503 with a date, clock a day ahead",
  "429",
  "page instead of JSON",
  "redirect",
] as const;

/** One of {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Settings of a proxy. */
export interface FaultProxyOptions {
  /** URL of the server behind it. */
  readonly target: string;
  /** Proportion of requests that get a fault, from 0 to 1. */
  readonly rate: number;
  /** The same seed gives the same faults for the same order of requests. */
  readonly seed: number;
}

/** A proxy that injects faults. */
export interface FaultProxy {
  readonly url: string;
  /** Numbers of requests and of injected faults, by kind. */
  readonly counts: Readonly<Record<FaultKind | "requests" | "faults", number>>;
  /** Executions that the server received and whose answer the proxy dropped. */
  readonly lostAnswers: number;
  close(): Promise<void>;
}

/** Starts a proxy on a free port that injects faults into a part of its requests. */
export async function faultProxy(
  options: FaultProxyOptions,
): Promise<FaultProxy> {
  const random = randomNumbers(options.seed);
  const counts = Object.fromEntries(
    ["requests", "faults", ...FAULT_KINDS].map((name) => [name, 0]),
  ) as Record<FaultKind | "requests" | "faults", number>;
  const state = { lostAnswers: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const server = createServer((incoming, outgoing) => {
    const fault = chosenFault(incoming, options.rate, random);
    counts.requests += 1;
    if (fault !== undefined) {
      counts[fault] += 1;
      counts.faults += 1;
    }
    if (fault !== undefined && refuse(fault, incoming, outgoing)) {
      incoming.resume();
      return;
    }
    forward(options.target, agent, incoming, outgoing, fault, () => {
      state.lostAnswers += 1;
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", 4_096, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    counts,
    get lostAnswers() {
      return state.lostAnswers;
    },
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Mulberry32: good enough to choose faults, and the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function chosenFault(
  { method, url = "" }: IncomingMessage,
  rate: number,
  random: () => number,
): FaultKind | undefined {
  if (random() >= rate) return undefined;
  const kind = FAULT_KINDS[Math.floor(random() * FAULT_KINDS.length)];
  // An HTML page in place of an accepted execution would be a fault of the server, not of the network.
  if (kind === "page instead of JSON" && method === "POST") return "500";
  return kind === "redirect" && url.includes("redirected") ? undefined : kind;
}

/** Faults that happen before the request reaches the server. */
function refuse(
  fault: FaultKind,
  { url = "", socket }: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const page =
    "<html><head><title>Maintenance</title></head><body>Back soon</body></html>";
  const tomorrow = Date.now() + 86_400_000;
  switch (fault) {
    case "reset before the server":
      socket.resetAndDestroy();
      return true;
    case "500":
      outgoing
        .writeHead(500, { "content-type": "application/json" })
        .end('{"detail":"Internal Server Error"}');
      return true;
    case "502 page":
      outgoing.writeHead(502, { "content-type": "text/html" }).end(page);
      return true;
    case "503 with Retry-After":
      outgoing.writeHead(503, { "retry-after": "0" }).end();
      return true;
    case "503 with a date, clock a day ahead":
      outgoing.sendDate = false;
      outgoing
        .writeHead(503, {
          date: new Date(tomorrow).toUTCString(),
          "retry-after": new Date(tomorrow + 1_000).toUTCString(),
        })
        .end();
      return true;
    case "429":
      outgoing.writeHead(429, { "retry-after": "1" }).end();
      return true;
    case "page instead of JSON":
      outgoing.writeHead(200, { "content-type": "text/html" }).end(page);
      return true;
    case "redirect":
      outgoing
        .writeHead(307, {
          location: `${url}${url.includes("?") ? "&" : "?"}redirected=1`,
        })
        .end();
      return true;
    case "reset after the server":
    case "truncated body":
    case "slow body":
    case "delay":
      return false;
  }
}

function forward(
  target: string,
  agent: Agent,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: FaultKind | undefined,
  lost: () => void,
): void {
  const path = (incoming.url ?? "/").replace(/[?&]redirected=1/, "");
  const onward = httpRequest(
    new URL(path, target),
    { method: incoming.method, headers: incoming.headers, agent },
    (answer) => {
      void deliver(answer, incoming, outgoing, fault, lost).catch(() => {
        incoming.socket.destroy();
      });
    },
  );
  onward.on("error", () => {
    incoming.socket.resetAndDestroy();
  });
  incoming.pipe(onward);
}

async function deliver(
  answer: IncomingMessage,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: FaultKind | undefined,
  lost: () => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const isAccepted = incoming.method === "POST" && answer.statusCode === 201;
  const breaks =
    fault === "reset after the server" || fault === "truncated body";
  if (breaks && isAccepted) lost();
  if (fault === "delay") await pause(500);
  if (fault === "reset after the server") {
    incoming.socket.resetAndDestroy();
    return;
  }
  // The body has been read completely.
  const headers = { ...answer.headers };
  delete headers["transfer-encoding"];
  outgoing.writeHead(answer.statusCode ?? 500, {
    ...headers,
    "content-length": body.length,
  });
  if (fault === "truncated body") {
    outgoing.write(body.subarray(0, body.length >> 1));
    await pause(5);
    incoming.socket.resetAndDestroy();
    return;
  }
  if (fault === "slow body") {
    for (let at = 0; at < body.length; at += 64) {
      outgoing.write(body.subarray(at, at + 64));
      await pause(20);
    }
    outgoing.end();
    return;
  }
  outgoing.end(body);
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
