import { existsSync } from "node:fs";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../src/generator/index.js";
import { textHash } from "../../src/generator/output/manifest.js";
import { startServer, type RunningServer } from "../../src/server/index.js";

let folder: string;
let out: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "generate-"));
  out = join(folder, "package");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every file of a folder with its text and the time of its last change. */
async function snapshot(
  root: string,
): Promise<ReadonlyMap<string, { text: string; changed: number }>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const text = await readFile(path, "utf8");
        const { mtimeMs } = await stat(path);
        return [
          path.slice(root.length + 1),
          { text, changed: mtimeMs },
        ] as const;
      }),
    ),
  );
}

describe("generating", () => {
  let server: RunningServer;

  beforeEach(async () => {
    server = await startServer({ service: "local", port: 0 });
  });
  afterEach(async () => {
    await server.close();
  });

  const options = () => ({ url: server.url, out });

  it("twice gives the same bytes and touches no file", async () => {
    await generate(options());
    const before = await snapshot(out);
    const { plan } = await generate(options());
    expect({
      ...plan,
      keep: plan.keep.length,
      contents: [...plan.contents],
    }).toMatchObject({ create: [], update: [], delete: [], contents: [] });
    expect(await snapshot(out)).toEqual(before);
  });

  it("with patches generates from the corrected descriptions, and records those of the server", async () => {
    await generate(options());
    const recording = join(out, "..", "patched-recording.json");
    const patches = {
      primes_between: { inputs: { max_val: { schema: { maximum: 50 } } } },
    };
    const drift = await generate({ ...options(), patches, mode: "check" });
    expect(drift.changes.map(({ process }) => process)).toEqual([
      "primes_between",
    ]);
    const patched = { ...options(), patches, saveInput: recording };
    const { diagnostics } = await generate(patched);
    expect(
      diagnostics.map(({ code, process }) => [code, process]),
    ).toContainEqual(["description-patched", "primes_between"]);
    const offline = { out, input: recording, mode: "check" } as const;
    const defaultUrl = server.url;
    const same = await generate({ ...offline, defaultUrl, patches });
    expect(same.changes).toEqual([]);
    const raw = await generate({ ...offline, defaultUrl });
    expect(raw.changes.length).toBe(drift.changes.length);
  });

  it("over a package of an earlier version removes the files that its runtime consisted of", async () => {
    await generate(options());
    const wanted = await snapshot(out);
    const old = {
      "runtime/base/json.ts": "export const OLD = 1;\n",
      "runtime/config/auth/token.ts": "export const OLD = 2;\n",
      "runtime/job/job.ts": "export const OLD = 3;\n",
    };
    const edited = "runtime/job/job.ts";
    const manifestPath = join(out, ".s2gos-codegen.json");
    const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as {
      readonly files: Record<string, { readonly sha256: string }>;
    };
    for (const [path, text] of Object.entries(old)) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), text);
      manifest.files[path] = { sha256: textHash(text) };
    }
    await writeFile(manifestPath, JSON.stringify(manifest));
    await writeFile(join(out, edited), "mine\n");

    const { plan, diagnostics } = await generate(options());
    expect(plan.delete).toEqual([
      "runtime/base/json.ts",
      "runtime/config/auth/token.ts",
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["edited-file-kept"]);
    const left = [...(await snapshot(out)).keys()];
    expect(left.sort()).toEqual([...wanted.keys(), edited].sort());
    expect((await readdir(join(out, "runtime"))).sort()).toEqual(
      [
        ...[...wanted.keys()]
          .filter((path) => path.startsWith("runtime/"))
          .map((path) => path.replace("runtime/", "")),
        "job",
      ].sort(),
    );
  });

  it("from a snapshot gives the same bytes as from the server", async () => {
    const recording = join(folder, "processes.json");
    await generate({ ...options(), saveInput: recording });
    const { plan } = await generate({ input: recording, out, mode: "check" });
    expect([plan.create, plan.update, plan.delete]).toEqual([[], [], []]);
  });

  it("from a recording tells what changed since, while the server of the package is away", async () => {
    await generate(options());
    const recording = join(folder, "processes.json");
    server.removeProcess("sleep_a_while");
    await generate({
      ...options(),
      out: join(folder, "other"),
      saveInput: recording,
    });
    await server.close();
    const { changes, plan } = await generate({
      input: recording,
      out,
      mode: "check",
    });
    expect(changes).toMatchObject([
      { kind: "removed", process: "sleep_a_while", breaking: true },
    ]);
    expect(plan.delete).toContain("processes/sleep-a-while.ts");
    await expect(
      generate({ ...options(), mode: "check" }),
    ).rejects.toMatchObject({ code: "server-unreachable", exitCode: 1 });
  });

  it("a package that is verified compiles", async () => {
    const { diagnostics } = await generate({ ...options(), verify: true });
    expect(diagnostics).toEqual([]);
  });

  it("tells what changed when a process is added, and removes the files of one that is gone", async () => {
    await generate(options());
    server.addProcess({
      description: {
        id: "add_numbers",
        version: "1.0.0",
        inputs: { a: { schema: { type: "number" } } },
        outputs: { sum: { schema: { type: "number" } } },
      },
      execute: () => Promise.resolve({ sum: 0 }),
    });
    server.removeProcess("sleep_a_while");
    const checked = await generate({ ...options(), mode: "check" });
    expect(
      checked.changes.map(({ kind, process, breaking }) => ({
        kind,
        process,
        breaking,
      })),
    ).toEqual([
      { kind: "added", process: "add_numbers", breaking: false },
      { kind: "removed", process: "sleep_a_while", breaking: true },
    ]);
    expect(checked.plan.create).toEqual(["processes/add-numbers.ts"]);
    expect(checked.plan.update).toEqual(
      expect.arrayContaining(["processes.ts", "schemas/index.ts"]),
    );
    expect(checked.plan.delete).toEqual(["processes/sleep-a-while.ts"]);
    expect(existsSync(join(out, "processes/sleep-a-while.ts"))).toBe(true);

    await generate(options());
    expect(existsSync(join(out, "processes/sleep-a-while.ts"))).toBe(false);
    expect(existsSync(join(out, "processes/add-numbers.ts"))).toBe(true);
  });

  it("a selection renames nothing and keeps shared names", async () => {
    await generate(options());
    const whole = await snapshot(out);
    await generate({ ...options(), include: ["simulate_scene"] });
    const file = "processes/simulate-scene.ts";
    expect((await snapshot(out)).get(file)?.text).toBe(whole.get(file)?.text);
  });

  it("leaves the package alone when the server is gone", async () => {
    await generate(options());
    const before = await snapshot(out);
    await server.close();
    await expect(generate(options())).rejects.toMatchObject({
      code: "server-unreachable",
      exitCode: 1,
    });
    expect(await snapshot(out)).toEqual(before);
  });
});

describe("an address that is not a server of processes", () => {
  const rows = [
    {
      name: "answers with a web page",
      body: "<!doctype html><title>Welcome</title>",
      type: "text/html",
      code: "server-html",
    },
    {
      name: "has no processes",
      body: JSON.stringify({ processes: [], links: [] }),
      type: "application/json",
      code: "no-processes",
    },
  ] as const;

  it.each(rows)(
    "$name: one clear error, and nothing is written",
    async (row) => {
      const server = createServer((_request, response) => {
        response.setHeader("content-type", row.type);
        response.end(row.body);
      });
      const url = await listen(server);
      try {
        await expect(generate({ url, out })).rejects.toMatchObject({
          code: row.code,
          exitCode: 1,
        });
        expect(existsSync(out)).toBe(false);
      } finally {
        server.close();
      }
    },
  );
});

describe("a process whose description fails", () => {
  it("keeps its files, and stays exported, while the others are generated", async () => {
    let failing = false;
    const describe = (id: string) => ({
      id,
      version: "1.0.0",
      inputs: { path: { title: "PathRef", schema: PATH } },
      outputs: { path: { title: "PathRef", schema: PATH } },
    });
    const server = createServer((request, response) => {
      const id = /^\/processes\/(\w+)/.exec(request.url ?? "")?.[1];
      response.setHeader("content-type", "application/json");
      if (id === undefined) {
        const processes = ["steady", "flaky"].map((name) => ({ id: name }));
        response.end(JSON.stringify({ processes, links: [] }));
      } else if (failing && id === "flaky") {
        response.statusCode = 404;
        response.end("{}");
      } else {
        response.end(JSON.stringify(describe(id)));
      }
    });
    const url = await listen(server);
    try {
      await generate({ url, out, verify: true });
      const before = await snapshot(out);
      failing = true;
      const { plan, processes } = await generate({ url, out, verify: false });
      expect(processes).toEqual([
        { id: "steady", functionName: "steady", status: "generated" },
        { id: "flaky", status: "failed" },
      ]);
      expect(plan.delete).toEqual([]);
      const after = await snapshot(out);
      const flaky = "processes/flaky.ts";
      expect(after.get(flaky)).toEqual(before.get(flaky));
      expect(after.get("index.ts")?.text).toContain(
        'export * from "./processes/flaky.ts";',
      );
      expect(after.get("types.ts")?.text).toContain("interface PathRef");
      for (const [path, { text }] of before) {
        if (path.startsWith("schemas/")) {
          expect(after.get(path)?.text).toBe(text);
        }
      }
    } finally {
      server.close();
    }
  });
});

const PATH = {
  type: "object",
  properties: { value: { type: "string" } },
  required: ["value"],
};

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}/`);
    });
  });
}
