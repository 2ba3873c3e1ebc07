import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectionOf } from "../../../src/runtime/client/client.js";
import {
  defineProcess,
  type OptionalInputsProcess,
  type ResultFile,
} from "../../../src/runtime/index.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import { remoteSource } from "../../../src/runtime/results/file-sources.js";
import type { FileSource } from "../../../src/runtime/results/result-file.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "s2gos-files-"));
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

interface Scene extends AsyncDisposable {
  readonly client: ReturnType<typeof testClient>;
  readonly file: ResultFile;
  readonly server: ScriptedServer;
}

type Process = OptionalInputsProcess<object, { f: ResultFile }>;

async function fileFrom(
  link: string | object,
  script: Record<string, Reply | readonly Reply[]>,
): Promise<Scene> {
  const running = await scriptedServer({
    "POST /processes/p/execution": {
      json: {
        f: typeof link === "string" ? { href: link, type: "text/csv" } : link,
      },
    },
    ...script,
  });
  server = running;
  const client = testClient(running.url, { token: "hidden" });
  const run: Process = defineProcess(() => client, {
    id: "p",
    outputs: { f: { form: "file", mediaType: "text/plain" } },
  });
  const { f: file } = await run();
  return {
    [Symbol.asyncDispose]: () => client.close(),
    client,
    file,
    server: running,
  };
}

const CSV = { body: "a,b\n1,2\n", headers: { "content-type": "text/csv" } };

describe("a result file", () => {
  it("can be read in every way, and more than once", async () => {
    await using scene = await fileFrom("/f.csv", { "GET /f.csv": CSV });
    const { file } = scene;
    const path = join(folder, "f.csv");
    await file.saveTo(path);
    const streamed = await new Response(file.stream()).text();

    expect(file.mediaType).toBe("text/csv");
    expect(file.href).toBe(`${server?.url ?? ""}f.csv`);
    expect(await file.text()).toBe(CSV.body);
    expect(streamed).toBe(CSV.body);
    expect(new TextDecoder().decode(await file.bytes())).toBe(CSV.body);
    expect(await readFile(path, "utf8")).toBe(CSV.body);
    expect(await readdir(folder)).toEqual(["f.csv"]);
    expect(JSON.stringify(file)).toBe(
      JSON.stringify({ mediaType: "text/csv", href: file.href }),
    );
  });

  it("is fetched only when it is read", async () => {
    await using scene = await fileFrom("/f.csv", { "GET /f.csv": CSV });
    const { server } = scene;

    expect(server.requests).toHaveLength(1);
  });

  it("is parsed as JSON, or the error says why not", async () => {
    await using scene = await fileFrom("/f", {
      "GET /f": [{ json: { x: 1 } }, { body: "no" }],
    });
    const { file } = scene;

    await expect(file.json()).resolves.toEqual({ x: 1 });
    await expect(file.json()).rejects.toMatchObject({
      name: "ResultFileError",
      message: expect.stringContaining('it starts with "no"') as string,
    });
  });

  it("sends no credentials to another server", async () => {
    await using foreign = await scriptedServer({ "GET /f": CSV });
    await using scene = await fileFrom(`${foreign.url}f`, {});
    const { file } = scene;

    expect(await file.text()).toBe(CSV.body);
    expect(JSON.stringify(foreign.requests)).not.toContain("hidden");
  });

  it("is saved again from its start where it breaks, and leaves no incomplete file", async () => {
    await using scene = await fileFrom("/f", {
      "GET /f": [
        { ...CSV, breakAt: "body" },
        { ...CSV, breakAt: "headers" },
        CSV,
      ],
    });
    const { file } = scene;
    const path = join(folder, "f");
    await file.saveTo(path);

    expect(await readFile(path, "utf8")).toBe(CSV.body);
    expect(await readdir(folder)).toEqual(["f"]);
  });

  it.each<[string, Reply, string]>([
    ["breaks for good", { ...CSV, breakAt: "body" }, "ConnectionError"],
    ["is gone", { status: 404, json: { title: "gone" } }, "ApiError"],
  ])(
    "leaves the older file where the new one %s",
    async (_name, reply, name) => {
      await using scene = await fileFrom("/f", { "GET /f": reply });
      const { file } = scene;
      const path = join(folder, "f");
      await writeFile(path, "old");
      const failure = await failureOf(file.saveTo(path));

      expect((failure as Error).name).toBe(name);
      expect(await readFile(path, "utf8")).toBe("old");
      expect(await readdir(folder)).toEqual(["f"]);
    },
  );

  it("leaves no file after an abort in the middle, and rejects with its reason", async () => {
    await using scene = await fileFrom("/f", {
      "GET /f": { ...CSV, stallAfter: 3 },
    });
    const { file, server } = scene;
    const controller = new AbortController();
    const saving = failureOf(
      file.saveTo(join(folder, "f"), { signal: controller.signal }),
    );
    await expect.poll(async () => readdir(folder)).toHaveLength(1);
    controller.abort("enough");

    expect(await saving).toBe("enough");
    expect(await readdir(folder)).toEqual([]);
    await expect.poll(() => server.connections.open).toBe(0);
  });

  it("frees its connection where a stream is left", async () => {
    await using scene = await fileFrom("/f", {
      "GET /f": { ...CSV, stallAfter: 3 },
    });
    const { file, server } = scene;
    for await (const chunk of file.stream() as unknown as AsyncIterable<Uint8Array>) {
      expect(chunk).toHaveLength(3);
      break;
    }

    await expect.poll(() => server.connections.open).toBe(0);
  });

  it("reports what cannot be written or read", async () => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    const { file } = scene;
    await mkdir(join(folder, "sub"));
    await using far = await fileFrom("s3://bucket/key", {});

    await expect(file.saveTo(join(folder, "none", "f"))).rejects.toMatchObject({
      name: "ResultFileError",
      message: expect.stringContaining("can't be written") as string,
    });
    await expect(file.saveTo(join(folder, "sub"))).rejects.toMatchObject({
      name: "ResultFileError",
    });
    await expect(far.file.bytes()).rejects.toThrow("not s3://bucket/key");
    await expect(
      failureOf(far.file.stream().getReader().read()),
    ).resolves.toMatchObject({ name: "ResultFileError" });
    expect(await readdir(folder)).toEqual(["sub"]);
  });
});

it.each<[string, (file: ResultFile, options: never) => Promise<unknown>]>([
  ["bytes", (file, options) => file.bytes(options)],
  ["text", (file, options) => file.text(options)],
  ["json", (file, options) => file.json(options)],
  ["stream", (file, options) => file.stream(options).getReader().read()],
  ["saveTo", (file, options) => file.saveTo(join(folder, "f"), options)],
])(
  "%s refuses options that the types refuse, before any request",
  async (_, read) => {
    const file = new ReceivedFile(
      "text/plain",
      remoteAt("http://127.0.0.1:9/f"),
    );
    for (const options of [null, 3, { signal: 3 }, { signal: "x" }]) {
      const failure = await failureOf(read(file, options as never));
      expect([options, failure]).toEqual([
        options,
        expect.objectContaining({ code: "config" }),
      ]);
    }
    expect(await readdir(folder)).toEqual([]);
  },
);

/** A file that is requested where it is read; no server is there. */
function remoteAt(href: string): FileSource {
  const client = testClient(href);
  return remoteSource(connectionOf(client), new URL(href), undefined);
}

describe("what is at the path of a file that is saved", () => {
  it.each<[string, number | undefined, number | undefined]>([
    ["a new file has the usual mode", undefined, undefined],
    ["a private file stays private", 0o600, 0o600],
    ["an open file stays open", 0o666, 0o666],
    ["a program stays one", 0o755, 0o755],
  ])("%s", async (_name, mode, wanted) => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    const path = join(folder, "f");
    if (mode !== undefined) {
      await writeFile(path, "old");
      await chmod(path, mode);
    }
    await scene.file.saveTo(path);

    expect(await readFile(path, "utf8")).toBe(CSV.body);
    expect(await readdir(folder)).toEqual(["f"]);
    const usual = join(folder, "usual");
    await writeFile(usual, "");
    const usualMode = (await stat(usual)).mode & 0o777;
    expect((await stat(path)).mode & 0o777).toBe(wanted ?? usualMode);
  });

  it("a symbolic link is followed, and stays one", async () => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    const path = join(folder, "link");
    await writeFile(join(folder, "f"), "old");
    await symlink("f", path);
    await scene.file.saveTo(path);

    expect(await readFile(join(folder, "f"), "utf8")).toBe(CSV.body);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
  });

  it.each<[string, (path: string) => Promise<unknown>, string]>([
    ["a folder", (path) => mkdir(path), "a folder, pipe or device is there"],
    [
      "a pipe",
      (path) => Promise.resolve(execFileSync("mkfifo", [path])),
      "a folder, pipe or device is there",
    ],
    [
      "a link that leads nowhere",
      (path) => symlink("none", path),
      "a link is there that leads to no file",
    ],
  ])("%s is left as it is", async (_name, make, said) => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    const path = join(folder, "it");
    await make(path);
    const before = await lstat(path);

    await expect(scene.file.saveTo(path)).rejects.toMatchObject({
      name: "ResultFileError",
      message: expect.stringContaining(said) as string,
    });
    expect((await lstat(path)).mode).toBe(before.mode);
    expect(await readdir(folder)).toEqual(["it"]);
    expect(scene.server.requests.map(({ path: asked }) => asked)).not.toContain(
      "/f",
    );
  });

  it.each<[string, string]>([
    ["no path", ""],
    ["a NUL", "a\0b"],
    ["a name that is too long", "n".repeat(300)],
    ["a file in place of a folder", "f/g"],
  ])("%s is a typed error", async (_name, path) => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    await writeFile(join(folder, "f"), "");

    await expect(
      scene.file.saveTo(path && join(folder, path)),
    ).rejects.toMatchObject({ name: "ResultFileError", code: "result-file" });
    expect(await readdir(folder)).toEqual(["f"]);
  });

  it("a name as long as a name can be is written", async () => {
    await using scene = await fileFrom("/f", { "GET /f": CSV });
    const name = "n".repeat(255);
    await scene.file.saveTo(join(folder, name));

    expect(await readdir(folder)).toEqual([name]);
  });
});

describe("large content", () => {
  const size = 24 * 1024 * 1024;
  const content = randomBytes(size);
  const hash = createHash("sha256").update(content).digest("hex");

  /** Breaks each download after 9 MiB, and resumes it where the request says. */
  async function breakingServer(etag: string | undefined): Promise<{
    url: string;
    ranges: (string | undefined)[];
    close: () => Promise<unknown>;
  }> {
    const ranges: (string | undefined)[] = [];
    const breaking = createServer((request, response) => {
      if (request.method === "POST") {
        response.setHeader("content-type", "image/tiff");
        response.setHeader("content-length", size);
        response.end(content);
        return;
      }
      ranges.push(request.headers.range);
      const from = Number(
        /bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0,
      );
      if (etag !== undefined) response.setHeader("etag", etag);
      response.setHeader("content-length", size - from);
      response.setHeader("content-type", "image/tiff");
      if (request.headers.range !== undefined) {
        response.setHeader(
          "content-range",
          `bytes ${from}-${size - 1}/${size}`,
        );
        response.statusCode = 206;
      }
      const part = content.subarray(from, from + 9 * 1024 * 1024);
      response.write(part, () => {
        if (from + part.length >= size) response.end();
        else response.socket?.destroy();
      });
    });
    await new Promise<void>((resolve) => {
      breaking.listen(0, "127.0.0.1", resolve);
    });
    const { port } = breaking.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/`,
      ranges,
      close: () => {
        breaking.closeAllConnections();
        return new Promise((resolve) => breaking.close(resolve));
      },
    };
  }

  it("is resumed where it broke", async () => {
    const breaking = await breakingServer('"v1"');
    await using scene = await fileFrom(`${breaking.url}f`, {});
    const { file } = scene;
    const path = join(folder, "big");
    await file.saveTo(path);

    expect(
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ).toBe(hash);
    expect(breaking.ranges.filter((range) => range === undefined)).toHaveLength(
      1,
    );
    expect(breaking.ranges.length).toBeGreaterThan(2);
    await breaking.close();
  });

  it("is never joined from parts that may be of different files", async () => {
    const breaking = await breakingServer(undefined);
    await using scene = await fileFrom(`${breaking.url}f`, {});
    const { file } = scene;

    await expect(file.saveTo(join(folder, "big"))).rejects.toMatchObject({
      name: "ConnectionError",
    });
    expect(breaking.ranges).toEqual(Array.from({ length: 5 }, () => undefined));
    expect(await readdir(folder)).toEqual([]);
    await breaking.close();
  });

  it("of a synchronous execution can be streamed once, and the second time rejects", async () => {
    const breaking = await breakingServer(undefined);
    await using client = testClient(breaking.url);
    const run: Process = defineProcess(() => client, {
      id: "p",
      outputs: { f: { form: "file" } },
    });
    const { f } = await run();
    const digest = createHash("sha256");
    for await (const chunk of f.stream() as unknown as AsyncIterable<Uint8Array>)
      digest.update(chunk);

    expect(digest.digest("hex")).toBe(hash);
    await expect(f.bytes()).rejects.toThrow("was read already");
    await breaking.close();
  });

  it("whose compressed length is short is streamed, whatever the client's maxBytes", async () => {
    const packed = gzipSync(new Uint8Array(6 * 1024 * 1024));
    server = await scriptedServer({
      "POST /processes/p/execution": {
        body: packed,
        headers: {
          "content-type": "image/tiff",
          "content-encoding": "gzip",
          "content-length": String(packed.length),
        },
      },
    });
    await using client = testClient(server.url, { maxBytes: 1024 * 1024 });
    const run: Process = defineProcess(() => client, {
      id: "p",
      outputs: { f: { form: "file" } },
    });
    const { f } = await run({}, { mode: "sync" });
    await f.saveTo(join(folder, "big"));

    const saved = await readFile(join(folder, "big"));
    expect(saved.length).toBe(6 * 1024 * 1024);
  });

  const LARGE = content.subarray(0, 5 * 1024 * 1024);
  const IMAGE = { "content-type": "image/tiff" };
  const large = { body: LARGE, headers: IMAGE };
  const broken: Reply = { ...large, breakAt: "body" };
  const unbounded = {
    body: LARGE,
    headers: { ...IMAGE, "content-length": "" },
  };
  const packed = {
    body: gzipSync(LARGE),
    headers: { ...IMAGE, "content-encoding": "gzip" },
  };
  const short = {
    body: "abc",
    headers: { ...IMAGE, "content-length": "" },
  };
  const GONE = { status: 410 };

  /** The raw result of a job on a server that answers so. */
  async function resultOfJob(
    replies: readonly Reply[],
  ): Promise<Pick<Scene, "file" | "server"> & AsyncDisposable> {
    const running = await scriptedServer({
      "POST /processes/p/execution": {
        status: 201,
        json: { jobID: "j", status: "successful" },
      },
      "GET /jobs/j/results": replies,
    });
    server = running;
    const client = testClient(running.url);
    const run: Process = defineProcess(() => client, {
      id: "p",
      outputs: { f: { form: "file" } },
    });
    const { f: file } = await run();
    return {
      [Symbol.asyncDispose]: () => client.close(),
      file,
      server: running,
    };
  }

  const BYTES: (file: ResultFile) => Promise<Uint8Array> = (file) =>
    file.bytes();
  const STREAM = async (file: ResultFile): Promise<Uint8Array> =>
    new Uint8Array(await new Response(file.stream()).arrayBuffer());
  const SAVED = async (file: ResultFile): Promise<Uint8Array> => {
    await file.saveTo(join(folder, "f"));
    return readFile(join(folder, "f"));
  };

  it.each<[string, readonly Reply[], typeof BYTES, Uint8Array, number]>([
    ["a server that gives it once", [large, GONE], BYTES, LARGE, 1],
    ["one that gives it once, as a stream", [large, GONE], STREAM, LARGE, 1],
    ["one that gives it once, as a file", [large, GONE], SAVED, LARGE, 1],
    ["one that does not tell its length", [unbounded, GONE], BYTES, LARGE, 1],
    ["one that does not tell, as a file", [unbounded, GONE], SAVED, LARGE, 1],
    ["one that compresses it", [packed, GONE], STREAM, LARGE, 1],
    ["one that breaks off", [broken, large], BYTES, LARGE, 2],
    ["one that breaks off, as a file", [broken, large], SAVED, LARGE, 2],
    ["one whose result is short", [short, GONE], BYTES, Buffer.from("abc"), 1],
  ])("of a job comes from %s", async (_, replies, read, wanted, requests) => {
    await using scene = await resultOfJob(replies);
    const found = await read(scene.file);

    expect(Buffer.compare(found, wanted)).toBe(0);
    expect(scene.server.requests).toHaveLength(1 + requests);
  });

  it("of a job is requested again by whoever reads it again", async () => {
    await using scene = await resultOfJob([large]);
    const { file } = scene;

    expect(file.href).toBe(`${scene.server.url}jobs/j/results`);
    expect((await file.bytes()).length).toBe(LARGE.length);
    expect((await file.bytes()).length).toBe(LARGE.length);
    expect(scene.server.requests).toHaveLength(3);
    expect(scene.server.requests[0]?.json).toEqual({
      inputs: {},
      response: "raw",
    });
  });

  it("of a job that is short and of unknown length is kept", async () => {
    await using scene = await resultOfJob([short, GONE]);

    expect(await scene.file.text()).toBe("abc");
    expect(await scene.file.text()).toBe("abc");
  });

  it.each<
    [string, (file: ResultFile, signal: AbortSignal) => Promise<unknown>]
  >([
    ["bytes", (file, signal) => file.bytes({ signal })],
    [
      "a stream",
      (file, signal) => new Response(file.stream({ signal })).text(),
    ],
    ["a file", (file, signal) => file.saveTo(join(folder, "f"), { signal })],
  ])("that stalls ends with the caller's signal: %s", async (_, read) => {
    await using scene = await resultOfJob([{ ...large, stallAfter: 100_000 }]);
    const abort = new AbortController();
    const reading = failureOf(read(scene.file, abort.signal));
    setTimeout(() => {
      abort.abort(new Error("enough"));
    }, 50);

    expect(await reading).toBe(abort.signal.reason);
  });

  it("is held in memory only up to the limit", async () => {
    await using scene = await fileFrom("/f", {
      "GET /f": { body: content.subarray(0, 2_000_000) },
    });
    const { file } = scene;
    await using small = testClient(server?.url ?? "", { maxBytes: 1_000_000 });
    const run: Process = defineProcess(() => small, {
      id: "p",
      outputs: { f: { form: "file" } },
    });
    const { f } = await run();

    expect((await file.bytes()).length).toBe(2_000_000);
    await expect(f.bytes()).rejects.toMatchObject({
      name: "BodyTooLargeError",
      maxBytes: 1_000_000,
    });
    await f.saveTo(join(folder, "f"));
    expect((await readFile(join(folder, "f"))).length).toBe(2_000_000);
  });
});
