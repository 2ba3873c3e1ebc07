import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Client } from "../src/runtime/index.js";
import { deadUrl, scriptedServer } from "./faults/scripted-server.js";
import { failureOf } from "./runtime/test-client.js";

const ROOT = join(import.meta.dirname, "..");

/** What the recipe uses of `@opentelemetry/api`. Its spans note what happens to them. */
const OPENTELEMETRY = `
  export const events = [];
  let count = 0;
  export const context = { active: () => ({}) };
  export const propagation = {
    inject: ({ span }, carrier) => { carrier.traceparent = "00-" + span + "-01"; },
  };
  export const SpanKind = { CLIENT: 2 };
  export const SpanStatusCode = { ERROR: 2 };
  export const trace = {
    setSpan: (context, span) => ({ ...context, span: span.id }),
    getTracer: () => ({
      startSpan: (name, { kind, attributes }) => {
        const id = ++count;
        const { "url.full": url, ...others } = attributes;
        events.push([id, name, kind, new URL(url).pathname, others]);
        return {
          id,
          setAttribute: (name, value) => events.push([id, name, value]),
          recordException: (failure) => events.push([id, failure.split(":", 1)[0]]),
          setStatus: ({ code }) => events.push([id, "status", code]),
          end: () => events.push([id, "end"]),
        };
      },
    }),
  };`;

/** Runs a block of code of the page, with the runtime as the generated client. */
async function run(
  title: string,
  apiUrl: string,
): Promise<{ readonly client: Client; readonly events: unknown }> {
  const page = readFileSync(join(ROOT, "docs/tracing.md"), "utf8");
  const [, section = ""] = page.split(`## ${title}\n`);
  const [, code = ""] = /```ts\n([^]*?)```/.exec(section) ?? [];
  const api = "@opentelemetry/api";
  const contents = `${code}\nexport * as otel from "${api}";`
    .replaceAll("http://localhost:8008/", apiUrl)
    .replaceAll("./generated/index.js", "./src/runtime/index.ts");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    plugins: [
      {
        name: "opentelemetry",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@opentelemetry/ }, () => ({
            path: api,
            namespace: "stub",
          }));
          onLoad({ filter: /.*/, namespace: "stub" }, () => ({
            contents: OPENTELEMETRY,
          }));
        },
      },
    ],
  });
  const url = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`;
  const module = (await import(/* @vite-ignore */ url)) as {
    readonly client: Client;
    readonly otel: { readonly events: unknown };
  };
  return { client: module.client, events: module.otel.events };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the page about tracing", () => {
  it("has a log that works", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await using server = await scriptedServer({
      "GET /conformance": { json: { conformsTo: [] } },
    });
    const { client } = await run("A log", server.url);
    await client.getConformance();
    await client.close();

    expect(log.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^GET http:\/\/127\.0\.0\.1:\d+\/conformance: 200, \d+ ms, attempt 1$/,
        ),
      ],
    ]);
  });

  it("has a recipe for OpenTelemetry that works", async () => {
    await using server = await scriptedServer({
      "GET /conformance": [{ status: 503 }, { json: { conformsTo: [] } }],
    });
    const { client, events } = await run("OpenTelemetry", server.url);
    await client.getConformance();
    await client.close();

    const started = (id: number): unknown[] => [
      id,
      "GET",
      2,
      "/conformance",
      { "http.request.method": "GET", "http.request.resend_count": id - 1 },
    ];
    expect(events).toEqual([
      started(1),
      [1, "http.response.status_code", 503],
      [1, "status", 2],
      [1, "end"],
      started(2),
      [2, "http.response.status_code", 200],
      [2, "end"],
    ]);
    expect(
      server.requests.map(({ headers }) => headers["traceparent"]),
    ).toEqual(["00-1-01", "00-2-01"]);
  });

  it("has a recipe that ends a span where there is no answer", async () => {
    const { client, events } = await run("OpenTelemetry", await deadUrl());
    // The first attempt is enough.
    const controller = new AbortController();
    const call = failureOf(
      client.getConformance({ signal: controller.signal }),
    );
    await expect.poll(() => events).toHaveLength(4);
    controller.abort();
    await call;
    await client.close();

    expect(events).toEqual([
      expect.arrayContaining([1, "GET"]),
      [1, "ConnectionError"],
      [1, "status", 2],
      [1, "end"],
    ]);
  });
});
