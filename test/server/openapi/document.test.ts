import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { toJsonSchema } from "../../../src/server/execution/schema.js";
import { send, submit } from "../request.js";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
  }[];
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<
          Record<string, { readonly schema: Readonly<Record<string, unknown>> }>
        >;
      }
    >
  >;
}

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, Readonly<Record<string, unknown>>>
    >;
  };
}

let server: RunningServer;
let document: Document;
beforeAll(async () => {
  server = await startServer({ service: "local", port: 0 });
  document = (await send(`${server.url}api`)).body as Document;
});
afterAll(async () => {
  await server.close();
});

function operations(): readonly (readonly [string, string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => [path, method, operation] as const,
    ),
  );
}

describe("the API definition", () => {
  it("has the right media type, version and server", async () => {
    const { headers } = await send(`${server.url}api`);
    expect(headers.get("content-type")).toBe(
      "application/vnd.oai.openapi+json;version=3.0",
    );
    expect(document.openapi).toBe("3.0.3");
    expect(document.servers).toEqual([{ url: server.url.slice(0, -1) }]);
  });

  it("has the standard's paths and operations", () => {
    expect(
      operations().map(
        ([path, method, { operationId }]) => `${method} ${path} ${operationId}`,
      ),
    ).toEqual([
      "get / getLandingPage",
      "get /api getApi",
      "get /conformance getConformanceClasses",
      "get /processes getProcesses",
      "get /processes/{processID} getProcessDescription",
      "post /processes/{processID}/execution execute",
      "get /jobs getJobs",
      "get /jobs/{jobID} getStatus",
      "delete /jobs/{jobID} dismiss",
      "get /jobs/{jobID}/results getResult",
      "get /jobs/{jobID}/results/{output} getOneResult",
    ]);
  });

  it("declares each parameter of each path, once", () => {
    for (const [path, , { parameters }] of operations()) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((one) => one.in === "path");
      expect(declared.map((one) => one.name)).toEqual(wanted);
      expect(declared.every((one) => one.required)).toBe(true);
      const names = parameters.map((one) => `${one.in} ${one.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("describes each response, and all its references exist", () => {
    const references = [
      ...JSON.stringify(document).matchAll(
        /"\$ref":"#\/components\/schemas\/(\w+)"/g,
      ),
    ].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(20);
    for (const name of references) {
      expect(document.components.schemas).toHaveProperty([name ?? ""]);
    }
    expect(new Set(references)).toEqual(
      new Set(Object.keys(document.components.schemas)),
    );
    for (const [, , { responses }] of operations()) {
      expect(Object.keys(responses).length).toBeGreaterThan(0);
      for (const { description } of Object.values(responses)) {
        expect(description).toMatch(/\.$/);
      }
    }
  });

  it("describes what the server sends", async () => {
    const { url } = server;
    const job = await submit(url, "sleep_a_while", {
      inputs: { duration: 0 },
    });
    const jobPath = new URL(job.headers.get("location") ?? "").pathname;
    const answers = [
      ["get", "/", await send(url)],
      ["get", "/conformance", await send(`${url}conformance`)],
      ["get", "/processes", await send(`${url}processes`)],
      ["get", "/processes", await send(`${url}processes?limit=x`)],
      ["get", "/processes/{processID}", await send(`${url}processes/echo`)],
      ["get", "/processes/{processID}", await send(`${url}processes/x`)],
      ["post", "/processes/{processID}/execution", job],
      [
        "post",
        "/processes/{processID}/execution",
        await send(`${url}processes/primes_between/execution`, {
          json: { response: "document" },
        }),
      ],
      [
        "post",
        "/processes/{processID}/execution",
        await send(`${url}processes/echo/execution`, { json: [] }),
      ],
      ["get", "/jobs", await send(`${url}jobs`)],
      ["get", "/jobs/{jobID}", await send(url.slice(0, -1) + jobPath)],
      ["get", "/jobs/{jobID}", await send(`${url}jobs/x`)],
      ["get", "/jobs/{jobID}/results", await send(`${url}jobs/x/results`)],
      [
        "delete",
        "/jobs/{jobID}",
        await send(url.slice(0, -1) + jobPath, { method: "DELETE" }),
      ],
      [
        "delete",
        "/jobs/{jobID}",
        await send(url.slice(0, -1) + jobPath, { method: "DELETE" }),
      ],
    ] as const;
    const ajv = new Ajv({ strict: false, formats: fullFormats });
    for (const [method, path, { status, headers, body }] of answers) {
      const mediaType = headers.get("content-type") ?? "";
      const schema =
        document.paths[path]?.[method]?.responses[String(status)]?.content?.[
          mediaType
        ]?.schema;
      expect(schema, `${method} ${path} ${status} ${mediaType}`).toBeDefined();
      const components = Object.fromEntries(
        Object.entries(document.components.schemas).map(([name, one]) => [
          name,
          // Only the keyword whose meaning differs is translated; references are kept.
          name === "inlineOrReference" ? toJsonSchema(one) : one,
        ]),
      );
      const validate = ajv.compile({
        ...schema,
        components: { schemas: components },
      });
      validate(body);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
