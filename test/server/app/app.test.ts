import { build } from "esbuild";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

/** A program that answers requests with the server's handler, and keeps files in memory. */
const PROGRAM = `
import { createApp } from "./src/server/app/app.js";
import { Authentication } from "./src/server/app/authentication.js";
import { PROFILES } from "./src/server/profiles/index.js";
import { LOCAL } from "./src/server/processes/local/service.js";
import { Service } from "./src/server/service.js";

const written = new Map();
const profile = PROFILES.standard;
const log = (line) => logged.push(line);
const service = new Service(LOCAL, {
  profile,
  maxRunningJobs: 4,
  log,
  files: {
    directory: async (segments) => "/" + segments.join("/"),
    writeFile: async (path, content) => {
      written.set(path, content);
      return "memory:" + path;
    },
    close: async () => written.clear(),
  },
});
service.base = "http://mock/";
const auth = { type: "login", username: "u", password: "p" };
const authentication = new Authentication(auth);
const access = { origins: [], hosts: ["mock"] };
const rest = { retryAfter: undefined, localLinks: false, log };
answer = createApp({ service, profile, authentication, access, ...rest });
`;

/** What browsers, workers and other runtimes have. */
const WEB_GLOBALS = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  clearTimeout,
  crypto,
  fetch,
  Headers,
  Request,
  Response,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
};

type Answer = (request: Request) => Promise<Response>;

interface Program {
  readonly logged: readonly string[];
  answer?: Answer;
}

async function program(): Promise<Program> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: PROGRAM, resolveDir: `${import.meta.dirname}/../../..` },
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const packages = Object.keys(metafile.inputs)
    .map((path) => /.*node_modules\/([^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect([...new Set(packages)].sort()).toEqual([
    "ajv",
    "ajv-formats",
    "fast-deep-equal",
    "fast-uri",
    "json-schema-traverse",
  ]);
  const globals: Program = { logged: [] };
  runInNewContext(outputFiles[0]?.text ?? "", {
    ...WEB_GLOBALS,
    logged: globals.logged,
    set answer(value: Answer) {
      globals.answer = value;
    },
  });
  return globals;
}

describe("createApp", () => {
  it("answers requests where there is no Node", async () => {
    const { answer, logged } = await program();
    const send = async (path: string, init?: RequestInit): Promise<unknown> => {
      const response = await answer?.(new Request(`http://mock/${path}`, init));
      const text = await response?.text();
      const type = response?.headers.get("content-type") ?? "";
      return [
        response?.status,
        text !== "" && type.includes("json")
          ? (JSON.parse(text ?? "") as unknown)
          : text,
      ];
    };
    const [, granted] = (await send("token", {
      method: "POST",
      body: "grant_type=password&username=u&password=p",
    })) as [number, { readonly access_token: string }];
    const headers = { authorization: `Bearer ${granted.access_token}` };
    const post = (process: string, inputs: unknown): Promise<unknown> =>
      send(`processes/${process}/execution`, {
        method: "POST",
        headers,
        body: JSON.stringify({ inputs, response: "document" }),
      });
    expect(await send("jobs/x")).toMatchObject([401, { status: 401 }]);
    expect(await send("jobs/x", { headers })).toMatchObject([
      404,
      { title: "No such job" },
    ]);
    expect(
      await post("primes_between", { min_val: 1, max_val: 12 }),
    ).toMatchObject([200, { return_value: [2, 3, 5, 7, 11] }]);
    expect(await post("primes_between", { min_val: "1" })).toMatchObject([
      400,
      { detail: expect.stringContaining("min_val must be integer") as unknown },
    ]);
    expect(
      await post("simulate_scene", { resolution: 1, end_date: "2025-01-02" }),
    ).toMatchObject([
      200,
      {
        return_value: {
          value: {
            href: "memory:/job_1/datacube.zarr",
            type: "application/zarr",
          },
        },
      },
    ]);
    expect(await send("api", { method: "HEAD", headers })).toEqual([200, ""]);
    expect(logged).toEqual([
      "POST /token 200",
      "GET /jobs/x 401",
      "GET /jobs/x 404",
      "POST /processes/primes_between/execution 200",
      "POST /processes/primes_between/execution 400",
      "POST /processes/simulate_scene/execution 200",
      "HEAD /api 200",
    ]);
  });
});
