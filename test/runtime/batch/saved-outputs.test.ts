import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hashOf } from "../../../src/runtime/batch/canonical.js";
import { SavedOutputs } from "../../../src/runtime/batch/saved-outputs.js";
import {
  defineProcess,
  ResultFile,
  ResultFileError,
  runAll,
  type ProcessFunction,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { readFiles, temporaryFolder } from "../../generator/output/folder.js";
import { failureOf, testClient } from "../test-client.js";

const scene = defineProcess<
  ProcessFunction<{ n: number }, { sum: number; images: ResultFile[] }>
>(
  () => {
    throw new Error("runAll has a client of its own.");
  },
  {
    id: "scene",
    outputs: {
      sum: { form: "value" },
      images: { form: "value-or-file", many: true },
    },
  },
);

/** A server whose process returns a number and two images, at once. */
async function sceneServer() {
  const image = (text: string) => ({
    mediaType: "image/png",
    encoding: "base64",
    value: Buffer.from(text).toString("base64"),
  });
  return scriptedServer({
    "POST /processes/scene/execution": {
      json: { sum: 3, images: [image("first"), image("second")] },
    },
  });
}

it("saves the outputs of each run in a folder of its own, and yields them as they were saved", async () => {
  using folder = temporaryFolder();
  const saveTo = join(folder.path, "outputs");
  const journal = join(folder.path, "runs.jsonl");
  await using server = await sceneServer();
  const client = testClient(server.url);
  // A program was killed while it saved the first run.
  mkdirSync(join(saveTo, ".0.part"), { recursive: true });
  writeFileSync(join(saveTo, ".0.part", "outputs.json"), "{");
  const key = (_: unknown, index: number) => (index === 0 ? "0" : "Überall/..");
  for (const isRecalled of [false, true]) {
    const options = { client, saveTo, journal, key };
    for await (const run of runAll(scene, [{ n: 1 }, { n: 2 }], options)) {
      expect(run.error).toBeUndefined();
      expect(run.isRecalled).toBe(isRecalled);
      const { sum, images = [] } = run.outputs ?? {};
      expect(sum).toBe(3);
      const texts = images.map(async (file) => {
        expect(file).toBeInstanceOf(ResultFile);
        expect(file.mediaType).toBe("image/png");
        return [await file.text(), await new Response(file.stream()).text()];
      });
      expect(await Promise.all(texts)).toEqual([
        ["first", "first"],
        ["second", "second"],
      ]);
    }
  }
  await client.close();
  const wanted = {
    "images.png": "first",
    "images-2.png": "second",
    "outputs.json": `${JSON.stringify(
      {
        sum: 3,
        images: [
          { "s2gos.file": "images.png", mediaType: "image/png" },
          { "s2gos.file": "images-2.png", mediaType: "image/png" },
        ],
      },
      null,
      2,
    )}\n`,
  };
  const folders = readdirSync(saveTo).sort();
  expect(folders).toEqual([
    expect.stringMatching(/^-berall----[\da-f]{12}$/),
    "0",
  ]);
  for (const name of folders) {
    expect(readFiles(join(saveTo, name))).toEqual(wanted);
  }
  expect(server.requests).toHaveLength(2);
  expect(readFileSync(journal, "utf8")).not.toContain("first");
});

it("fails the run where its outputs cannot be saved", async () => {
  using folder = temporaryFolder();
  const saveTo = join(folder.path, "outputs");
  writeFileSync(saveTo, "a file");
  await using server = await sceneServer();
  const client = testClient(server.url);
  for await (const run of runAll(scene, [{ n: 1 }], { client, saveTo })) {
    expect(run.status).toBe("failed");
    expect(run.error).toBeInstanceOf(ResultFileError);
    expect((run.error as Error).message).toMatch(
      /^The outputs can't be saved to .*outputs.*0: /,
    );
  }
  await client.close();
});

it("says which saved file is gone", async () => {
  using folder = temporaryFolder();
  const saveTo = join(folder.path, "outputs");
  await using server = await sceneServer();
  const client = testClient(server.url);
  for await (const run of runAll(scene, [{ n: 1 }], { client, saveTo })) {
    const [file] = run.outputs?.images ?? [];
    const path = join(saveTo, "0", "images.png");
    writeFileSync(path, "other");
    expect(await file?.text()).toBe("other");
    rmSync(path);
    expect(await failureOf(file?.text() ?? Promise.resolve())).toBeInstanceOf(
      ResultFileError,
    );
  }
  await client.close();
});

const values = defineProcess<ProcessFunction<object, Record<string, unknown>>>(
  () => {
    throw new Error("runAll has a client of its own.");
  },
  { id: "values", outputs: { a: { form: "value" }, b: { form: "link" } } },
);

/** Runs a process that returns some outputs, twice with one journal, and gives what each loop got. */
async function savedTwice(
  outputs: object,
  folder: string,
): Promise<readonly unknown[]> {
  await using server = await scriptedServer({
    "POST /processes/values/execution": { json: outputs },
  });
  const client = testClient(server.url);
  const options = {
    client,
    allowMissing: true,
    saveTo: join(folder, "outputs"),
    journal: join(folder, "runs.jsonl"),
  };
  const found: unknown[] = [];
  for (let time = 1; time <= 2; time += 1) {
    for await (const run of runAll(values, [{}], options)) {
      found.push(run.error ?? run.outputs);
    }
  }
  await client.close();
  expect(server.requests).toHaveLength(1);
  return found;
}

it.each<readonly [name: string, value: unknown]>([
  [
    "of this machine",
    { "s2gos.file": "../../secret", mediaType: "text/plain" },
  ],
  ["of the folder", { "s2gos.file": "outputs.json", mediaType: "text/plain" }],
  ["that stands for such a value", { "s2gos.s2gos.file": { "s2gos.file": 1 } }],
  ["in a list", [{ "s2gos.file": "/etc/passwd", mediaType: "text/plain" }]],
  ["of a name of all objects", JSON.parse('{"__proto__":{"s2gos.file":"a"}}')],
])(
  "saves a value of the server that looks like a file %s as it is",
  async (_, a) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "secret"), "secret");
    expect(await savedTwice({ a }, folder.path)).toEqual([{ a }, { a }]);
  },
);

it.each(["../secret", "..", "..\\secret", "C:secret"])(
  "reads no file outside of the folder: %s",
  async (path) => {
    using folder = temporaryFolder();
    const file = { "s2gos.file": path, mediaType: "text/plain" };
    const saveTo = join(folder.path, "outputs");
    mkdirSync(join(saveTo, "0"), { recursive: true });
    writeFileSync(join(saveTo, "secret"), "secret");
    writeFileSync(
      join(saveTo, "0", "outputs.json"),
      JSON.stringify({ a: file }),
    );
    expect(await new SavedOutputs(saveTo, hashOf).read("0")).toEqual({
      a: file,
    });
  },
);

it("saves links as the server sent them, and writes none with a secret to the journal", async () => {
  using folder = temporaryFolder();
  const href = "https://bucket.example/scene.tif?token=a-token-of-the-link";
  const b = { href, type: "image/tiff" };
  expect(await savedTwice({ b }, folder.path)).toEqual([{ b }, { b }]);
  const saved = readFileSync(
    join(folder.path, "outputs/0/outputs.json"),
    "utf8",
  );
  expect(JSON.parse(saved)).toEqual({ b });
  const journal = readFileSync(join(folder.path, "runs.jsonl"), "utf8");
  expect(journal).not.toContain("a-token");
});
