import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GenerationError } from "../../../src/generator/errors.js";
import { readRecording } from "../../../src/generator/source/read-recording.js";
import { readServer } from "../../../src/generator/source/read-server.js";
import { snapshotText } from "../../../src/generator/source/snapshot.js";
import type { Source } from "../../../src/generator/source/source.js";
import { startServer } from "../../../src/server/index.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";
import { description, testServer } from "./test-server.js";

const A = description("a");
const B = description("b");

const NO_PROCESS = "The file describes no process.";

/** Ids, and codes of diagnostics. */
function seen(source: Source): readonly [string[], string[]] {
  return [
    source.processes.map(({ id }) => id),
    source.diagnostics.map(({ code }) => code),
  ];
}

async function readJson(value: unknown): Promise<Source> {
  using folder = temporaryFolder();
  const file = join(folder.path, "recorded.json");
  writeFileSync(file, JSON.stringify(value));
  return await readRecording(file);
}

describe("a recorded file", () => {
  it.each<[string, unknown, string[], string[]]>([
    ["one description", A, ["a"], []],
    ["a list of them", [B, A], ["a", "b"], []],
    ["a document of them", { processes: [B, A], links: [] }, ["a", "b"], []],
    ["a wrapped one", { process: A }, ["a"], []],
    ["a deployment", { processDescription: { process: A } }, ["a"], []],
    ["the same one twice", [A, A], ["a"], []],
    [
      "two that differ",
      [A, { ...A, version: "2.0" }],
      ["a"],
      ["recording-process-repeated"],
    ],
    [
      "a list of summaries and descriptions",
      { processes: [A, { id: "s", version: "1" }, "t"] },
      ["a"],
      ["recording-summary-only", "recording-summary-only"],
    ],
    [
      "descriptions and something else",
      [A, 3, null, { status: "running", jobID: "1", id: "1" }],
      ["a"],
      [
        "recording-not-a-description",
        "recording-not-a-description",
        "recording-not-a-description",
      ],
    ],
  ])("may hold %s", async (_name, value, ids, codes) => {
    expect(seen(await readJson(value))).toEqual([ids, codes]);
  });

  it("returns each description unchanged", async () => {
    const wrapped = { process: { ...A, extra: [1, { $ref: "#/x" }] } };
    const source = await readJson(wrapped);
    expect(source.processes).toEqual([{ id: "a", document: wrapped }]);
  });

  it.each<[string, unknown, string]>([
    ["a status", { jobID: "1", status: "running" }, NO_PROCESS],
    ["a result", { id: "echo", value: "Hello" }, NO_PROCESS],
    ["an input description", { title: "x", schema: {} }, NO_PROCESS],
    ["nothing", [], NO_PROCESS],
    ["a text", "text", NO_PROCESS],
    [
      "ids alone",
      { processes: ["a", "b"] },
      "The recording lists processes (2), but not their inputs and outputs.",
    ],
    [
      "summaries alone",
      { processes: [{ id: "a", title: "A" }] },
      "The recording lists processes (1), but not their inputs and outputs.",
    ],
  ])("that holds %s ends the generation", async (_name, value, message) => {
    await expect(readJson(value)).rejects.toMatchObject({
      code: "nothing-recorded",
      exitCode: 1,
      message,
    });
  });

  it("that is not JSON is reported with the line of the fault", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "bad.json");
    writeFileSync(file, '{\n"id": "a",\n"inputs": {,}\n}');
    await expect(readRecording(file)).rejects.toEqual(
      new GenerationError(
        "recording-not-json",
        "The recorded descriptions are not JSON: Expected property name or '}' in line 3.",
        {
          where: file,
          hint: "Record them with --url and --save-input, or correct the file.",
        },
      ),
    );
  });

  it("that is missing is wrong usage", async () => {
    await expect(readRecording("/nowhere/at/all")).rejects.toMatchObject({
      name: "UsageError",
      message: "The recorded descriptions cannot be found.",
      where: "/nowhere/at/all",
    });
  });

  it("that is too large is refused", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "large.json");
    writeFileSync(
      file,
      JSON.stringify({ ...A, description: "x".repeat(5000) }),
    );
    await expect(readRecording(file, { maxBytes: 4096 })).rejects.toMatchObject(
      { code: "recording-too-large", where: file },
    );
  });

  it.each([
    ["just within the bound", 0, undefined],
    ["beyond it", 1, "descriptions-too-large"],
  ])("a folder's files together, %s", async (_name, excess, code) => {
    using folder = temporaryFolder();
    const texts = [A, B].map((document) => JSON.stringify(document));
    writeFiles(folder.path, {
      "a.json": texts[0] ?? "",
      "b.json": texts[1] ?? "",
    });
    const maxTotalBytes = texts.join("").length - excess;
    const reading = readRecording(folder.path, { maxTotalBytes });
    if (code === undefined) {
      expect(seen(await reading)).toEqual([["a", "b"], []]);
      return;
    }
    await expect(reading).rejects.toMatchObject({
      code,
      message: `The recorded files have more than ${maxTotalBytes} bytes together.`,
      where: folder.path,
      hint: "Give a folder with fewer of them to --input.",
    });
  });

  it("may begin with a byte order mark, and may come from standard input", async () => {
    const stdin = (async function* () {
      const text = Buffer.from(`\uFEFF${JSON.stringify([A, B])}`);
      yield text.subarray(0, 5);
      yield await Promise.resolve(text.subarray(5));
    })();
    expect(seen(await readRecording("-", { stdin }))).toEqual([["a", "b"], []]);
  });
});

describe("a recorded folder", () => {
  it("is read with its subfolders, without documents that are not descriptions", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "landing.json": JSON.stringify({
        title: "A service",
        description: "It serves.",
        links: [],
      }),
      "processes.json": JSON.stringify({
        processes: [{ id: "a" }, { id: "b" }, { id: "c" }],
        links: [],
      }),
      "p/a.json": JSON.stringify(A),
      "p/deep/b.json": JSON.stringify(B),
      "p/broken.json": "{",
      "conformance.json": '{"conformsTo":[]}',
      "readme.txt": "no JSON",
      "node_modules/x/package.json": '{"id":"no"}',
      ".hidden/x.json": '{"id":"no"}',
    });
    const elsewhere = join(folder.path, ".elsewhere");
    mkdirSync(elsewhere);
    writeFiles(elsewhere, { "linked.json": '{"id":"linked"}' });
    symlinkSync(join(elsewhere, "linked.json"), join(folder.path, "l.json"));
    symlinkSync(elsewhere, join(folder.path, "linked"));
    const source = await readRecording(folder.path);
    expect(seen(source)).toEqual([
      ["a", "b"],
      [
        "recording-not-json",
        "recording-not-a-description",
        "recording-summary-only",
      ],
    ]);
    expect(source.failures).toEqual([{ id: "c" }]);
    expect([source.title, source.description]).toEqual([
      "A service",
      "It serves.",
    ]);
  });

  it("without a description ends the generation", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "a.json": "{", "b.json": "[]" });
    await expect(readRecording(folder.path)).rejects.toMatchObject({
      code: "nothing-recorded",
      message: expect.stringContaining("a.json is not JSON") as string,
    });
  });
});

describe("a selection", () => {
  it.each([
    [{ include: ["a*"] }, ["a"], []],
    [{ exclude: ["a"] }, ["b"], []],
    [{ processIds: ["b"] }, ["b"], []],
    [{ processIds: ["b", "z"] }, ["b"], ["description-unavailable"]],
  ])("%j takes %j of the recording", async (options, ids, codes) => {
    using folder = temporaryFolder();
    const file = join(folder.path, "recorded.json");
    writeFileSync(file, JSON.stringify([A, B]));
    expect(seen(await readRecording(file, options))).toEqual([ids, codes]);
  });
});

describe("a snapshot", () => {
  it("is sorted, and holds neither the server's addresses nor credentials", () => {
    const source: Source = {
      title: "A service",
      url: "http://127.0.0.1:4711/",
      server: "pygeoapi",
      processes: [
        {
          id: "b",
          document: {
            id: "b",
            links: [
              { rel: "self", href: "http://127.0.0.1:4711/processes/b" },
              { rel: "execute", href: "https://proxy.example/processes/b" },
              { rel: "about", href: "https://docs.example/b", title: "Docs" },
              { rel: "about", href: "https://me:secret@docs.example/b" },
              { rel: "license", href: "http://127.0.0.1:4711/license?of=b#c" },
            ],
          },
        },
        { id: "a", document: A },
      ],
      failures: [{ id: "z" }, { id: "y" }],
      incomplete: true,
      diagnostics: [],
    };
    expect(snapshotText(source)).toBe(`{
  "s2gosCodegenSnapshot": 1,
  "title": "A service",
  "url": "http://127.0.0.1:4711/",
  "server": "pygeoapi",
  "incomplete": true,
  "unavailable": ["y", "z"],
  "processes": {
    "a": {
      "id": "a",
      "version": "1.0",
      "inputs": {},
      "outputs": {}
    },
    "b": {
      "id": "b",
      "links": [
        {
          "rel": "about",
          "href": "https://docs.example/b",
          "title": "Docs"
        },
        {
          "rel": "about",
          "href": "https://docs.example/b"
        },
        {
          "rel": "license",
          "href": "/license?of=b#c"
        }
      ]
    }
  }
}
`);
  });

  it("of a server is the same from any port, and reads as the server did", async () => {
    const texts: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      await using server = await startServer({ service: "local", port: 0 });
      const source = await readServer({ url: server.url });
      const text = snapshotText(source);
      texts.push(text.replaceAll(server.url, "URL"));
      const stdin = (async function* () {
        yield await Promise.resolve(text);
      })();
      const read = await readRecording("-", { stdin });
      expect({ ...read, processes: [] }).toEqual({ ...source, processes: [] });
      expect(read.processes.map(({ id }) => id)).toEqual(
        source.processes.map(({ id }) => id),
      );
      expect(snapshotText(read)).toBe(text);
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]?.match(/127\.0\.0\.1/g)).toBeNull();
  });

  it("keeps the digits of numbers that JavaScript does not hold", async () => {
    const schema =
      '{"minimum":9007199254740993,"maximum":1e400,"enum":[9007199254740992,9007199254740993],"default":18446744073709551615}';
    const document = `{"id":"a","version":"1.0","inputs":{"x":{"schema":${schema}}},"outputs":{}}`;
    await using server = await testServer({
      "/processes": { json: { processes: ["a"] } },
      "/processes/a": { text: document },
    });
    const text = snapshotText(await readServer({ url: server.url }));
    const stdin = (async function* () {
      yield await Promise.resolve(text);
    })();
    expect(text.replaceAll(/\s/g, "")).toContain(schema);
    expect(snapshotText(await readRecording("-", { stdin }))).toBe(text);
  });

  it("remembers what could not be read", async () => {
    await using server = await testServer({
      "/processes": { json: { processes: ["a", "b"] } },
      "/processes/a": { json: A },
    });
    const text = snapshotText(await readServer({ url: server.url }));
    const stdin = (async function* () {
      yield await Promise.resolve(text);
    })();
    const source = await readRecording("-", { stdin });
    expect(seen(source)).toEqual([["a"], ["description-unavailable"]]);
    expect(source.failures).toEqual([{ id: "b" }]);
  });

  it("leaves out a description that is too large to be read, and says so", () => {
    const levels = 10_000;
    const deep: unknown = JSON.parse(
      `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`,
    );
    const text = snapshotText({
      processes: [
        { id: "a", document: A },
        { id: "deep", document: deep },
      ],
      failures: [],
      diagnostics: [],
    });
    expect(JSON.parse(text)).toMatchObject({
      unavailable: ["deep"],
      processes: { a: { id: "a" } },
    });
    expect(text).not.toContain('"deep": {');
  });

  it("holds ids that are members of every object", async () => {
    const document: unknown = JSON.parse(
      '{"id":"__proto__","__proto__":{"x":1}}',
    );
    const text = snapshotText({
      processes: [
        { id: "__proto__", document },
        { id: "constructor", document: A },
      ],
      failures: [],
      diagnostics: [],
    });
    const stdin = (async function* () {
      yield await Promise.resolve(text);
    })();
    const source = await readRecording("-", { stdin });
    expect(JSON.stringify(source.processes)).toBe(
      '[{"id":"__proto__","document":{"id":"__proto__","__proto__":{"x":1}}},{"id":"constructor","document":{"id":"a","version":"1.0","inputs":{},"outputs":{}}}]',
    );
  });
});

const CORPUS = fileURLToPath(
  new URL("../../../../shared/corpus/", import.meta.url),
);
const FOLDERS = ((): readonly string[] => {
  try {
    return readdirSync(CORPUS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    console.warn(
      "../shared/corpus is not here: recorded folders are left out.",
    );
    return [];
  }
})();

describe.skipIf(FOLDERS.length === 0)("the corpus", () => {
  it("contains each of its process descriptions, and nothing else as one", async () => {
    const wrong: string[] = [];
    let described = 0;
    for (const folder of FOLDERS) {
      for (const name of readdirSync(join(CORPUS, folder))) {
        if (!name.endsWith(".json")) continue;
        const isDescription = name.startsWith("process-");
        const file = join(CORPUS, folder, name);
        const count = await readRecording(file).then(
          (source) => source.processes.length,
          () => 0,
        );
        if (isDescription) described += 1;
        const isList = /^process(es|list)/.test(name);
        if (!isList && count !== (isDescription ? 1 : 0)) {
          wrong.push(`${folder}/${name}: ${count}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(described).toBeGreaterThan(50);
  });
});
