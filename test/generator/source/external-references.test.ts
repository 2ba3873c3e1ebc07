import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { buildModel } from "../build-model.js";
import { externalReader } from "../../../src/generator/source/external-references.js";
import { typeText } from "../type-text.js";

/** A server on a free port, and all requests to it. */
interface Recorded {
  readonly host: string;
  readonly asked: string[];
  readonly headers: Readonly<Record<string, unknown>>[];
}

const SERVERS: Server[] = [];

afterEach(() => {
  for (const server of SERVERS.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<Recorded> {
  const asked: string[] = [];
  const headers: Readonly<Record<string, unknown>>[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    headers.push(request.headers);
    listener(request, response);
  });
  SERVERS.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, asked, headers };
}

const SCHEMA = '{"type":"object","properties":{"a":{"type":"string"}}}';

/** The diagnostics and the type of an input whose schema refers to an address. */
async function generated(
  reference: string,
  hosts: readonly string[],
): Promise<{ readonly type: string; readonly codes: readonly string[] }> {
  const document = {
    inputs: { a: { schema: { $ref: reference } } },
    outputs: {},
  };
  const { model, diagnostics } = await buildModel(
    { processes: [{ id: "p", document }] },
    hosts.length === 0 ? {} : { readExternal: externalReader(hosts) },
  );
  const [process] = model.processes;
  if (process === undefined) throw new Error("The process has no model.");
  return {
    type: typeText(process),
    codes: diagnostics.map(({ code }) => code),
  };
}

describe("references to other documents", () => {
  it("are followed on a host that is named, without credentials", async () => {
    const server = await serve((_request, response) => response.end(SCHEMA));
    const { type, codes } = await generated(`http://${server.host}/s.json`, [
      server.host,
    ]);
    expect(codes).toEqual([]);
    expect(type).toContain("a?: string;");
    expect(server.asked).toEqual(["/s.json"]);
    const [headers = {}] = server.headers;
    expect(Object.keys(headers).sort()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
    ]);
  });

  it.each([
    ["another host", (host: string) => `http://${host}/s.json`],
    ["a file", () => "file:///etc/passwd"],
    ["a path", () => "/etc/passwd"],
    ["a relative path", () => "../../../../etc/passwd"],
    ["a data URL", () => `data:application/json,${SCHEMA}`],
    ["credentials", (host: string) => `http://user:secret@${host}/s.json`],
    ["the host as a name of a user", (host: string) => `http://${host}@[::1]/`],
  ])("are not followed to %s", async (_name, reference) => {
    const other = await serve((_request, response) => response.end(SCHEMA));
    const named = await serve((_request, response) => response.end(SCHEMA));
    const result = await generated(reference(other.host), [named.host]);
    expect(result).toEqual({
      type: "unknown",
      codes: ["schema-reference-unresolved"],
    });
    expect([other.asked, named.asked]).toEqual([[], []]);
  });

  it("are not followed at all where no host is named", async () => {
    const server = await serve((_request, response) => response.end(SCHEMA));
    const { codes } = await generated(`http://${server.host}/s.json`, []);
    expect(codes).toEqual(["schema-reference-unresolved"]);
    expect(server.asked).toEqual([]);
  });

  it("follow a redirect on the host, but not to another one", async () => {
    const other = await serve((_request, response) => response.end(SCHEMA));
    const server = await serve((request, response) => {
      const location =
        request.url === "/inside" ? "/s.json" : `http://${other.host}/s.json`;
      if (request.url === "/s.json") response.end(SCHEMA);
      else response.writeHead(302, { location }).end();
    });
    const read = externalReader([server.host]);
    expect(await read(`http://${server.host}/inside`)).toBe(SCHEMA);
    await expect(read(`http://${server.host}/outside`)).rejects.toThrow(
      "leads to a host that --allow-external-refs does not name",
    );
    expect(other.asked).toEqual([]);
  });

  it("end a circle of redirects", async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: "/again" }).end(),
    );
    const read = externalReader([server.host]);
    await expect(read(`http://${server.host}/`)).rejects.toThrow(
      "redirects without leading to a document",
    );
    expect(server.asked).toHaveLength(6);
  });

  it("are decoded, and the limit is for what comes out", async () => {
    const server = await serve((request, response) => {
      const body = request.url === "/large" ? "x".repeat(100_000) : SCHEMA;
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(body));
    });
    const read = externalReader([server.host], { maxBytes: 1000 });
    expect(await read(`http://${server.host}/s.json`)).toBe(SCHEMA);
    await expect(read(`http://${server.host}/large`)).rejects.toThrow(
      "is larger than 1000 bytes",
    );
  });

  it("end at the limits of bytes, time and documents", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/large") response.end("x".repeat(1001));
      else if (request.url === "/slow") response.write("{");
      else {
        const next = Number(request.url?.slice(1)) + 1;
        response.end(`{"allOf":[{"$ref":"/${next}"},{"type":"string"}]}`);
      }
    });
    const hosts = [server.host];
    await expect(
      externalReader(hosts, { maxBytes: 1000 })(`http://${server.host}/large`),
    ).rejects.toThrow("is larger than 1000 bytes");
    await expect(
      externalReader(hosts, { timeoutMs: 50 })(`http://${server.host}/slow`),
    ).rejects.toThrow("timeout");
    const { codes } = await generated(`http://${server.host}/1`, hosts);
    // Both parts of the last allOf exceed the limit of nesting.
    expect(codes).toEqual(["schema-too-deep", "schema-too-deep"]);
    // Under load the request that is too slow is given up before it arrives.
    const asked = server.asked.filter((path) => path !== "/slow");
    expect(asked).toHaveLength(101);
  });

  it.each([
    ["deep JSON", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["deep YAML", `${"- ".repeat(5_000)}x`],
    ["YAML that multiplies", yamlBomb()],
    ["HTML", "<!doctype html><p>Not found</p>"],
    ["nothing", ""],
  ])("leave a type open where they lead to %s", async (_name, body) => {
    const server = await serve((_request, response) => response.end(body));
    const { type } = await generated(`http://${server.host}/x`, [server.host]);
    expect(type).toBe("unknown");
  });
});

/** Aliases of aliases: nine levels of nine. */
function yamlBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const item = level === 0 ? '{ type: "string" }' : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
  });
  return levels.join("\n");
}
