import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
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
    "1-images.png": "first",
    "2-images.png": "second",
    "outputs.json": `${JSON.stringify(
      {
        sum: 3,
        images: [
          { "s2gos.file": "1-images.png", mediaType: "image/png" },
          { "s2gos.file": "2-images.png", mediaType: "image/png" },
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
    const path = join(saveTo, "0", "1-images.png");
    writeFileSync(path, "other");
    expect(await file?.text()).toBe("other");
    rmSync(path);
    expect(await failureOf(file?.text() ?? Promise.resolve())).toBeInstanceOf(
      ResultFileError,
    );
  }
  await client.close();
});

const HOSTILE: readonly (readonly [name: string, sum: unknown])[] = [
  ["a path", { "s2gos.file": "../secret.txt", mediaType: "text/plain" }],
  ["a name", { "s2gos.file": "1-images.png", mediaType: "text/plain" }],
  ["a mark", { "s2gos.file'": 1, "s2gos.file''": [{ "s2gos.file": 2 }] }],
];

it.each(HOSTILE)(
  "takes no output of a server for a saved file: %s",
  async (_, sum) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "secret.txt"), "of this machine");
    const saveTo = join(folder.path, "outputs");
    const journal = join(folder.path, "runs.jsonl");
    await using server = await scriptedServer({
      "POST /processes/scene/execution": { json: { sum, images: [] } },
    });
    const client = testClient(server.url, { onWarning: () => undefined });
    for (const isRecalled of [false, true]) {
      const options = { client, saveTo, journal };
      for await (const run of runAll(scene, [{ n: 1 }], options)) {
        expect(run).toMatchObject({ isRecalled, outputs: { sum } });
        expect(run.outputs?.sum).toEqual(sum);
      }
    }
    await client.close();
  },
);
