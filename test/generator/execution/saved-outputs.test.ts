import { join } from "node:path";
import { expect, it } from "vitest";
import { saveOutputs } from "../../../src/generator/execution/saved-outputs.js";
import { memorySource } from "../../../src/runtime/results/file-sources.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import type { ResultFile } from "../../../src/runtime/results/result-file.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";

function file(mediaType: string, text: string, href?: string): ResultFile {
  const bytes = new TextEncoder().encode(text);
  return new ReceivedFile(mediaType, memorySource(bytes), href);
}

it.each<
  [name: string, outputs: object, files: Readonly<Record<string, string>>]
>([
  ["values alone", { a: 1 }, {}],
  [
    "a file by its media type",
    { map: file("image/png", "x") },
    { "map.png": "x" },
  ],
  [
    "a media type with parameters",
    { map: file("image/tiff; application=geotiff", "x") },
    { "map.tif": "x" },
  ],
  [
    "a file by its address, whose query says nothing",
    {
      map: file(
        "application/octet-stream",
        "x",
        "http://h.example/a.ZARR?b=c.txt",
      ),
    },
    { "map.zarr": "x" },
  ],
  ["a media type that nobody knows", { map: file("x/y-z", "x") }, { map: "x" }],
  [
    "a name that has the extension",
    { "map.png": file("image/png", "x") },
    { "map.png": "x" },
  ],
  [
    "names that would lead out of the folder",
    {
      "../../etc/passwd": file("text/plain", "x"),
      "..": file("text/plain", "y"),
    },
    { "_.._etc_passwd.txt": "x", "output.txt": "y" },
  ],
  [
    "names that are the same for the file system",
    {
      A: file("text/csv", "x"),
      a: file("text/csv", "y"),
      "a-2": file("text/csv", "z"),
    },
    { "A.csv": "x", "a-2.csv": "y", "a-2-2.csv": "z" },
  ],
  [
    "the files of a list",
    { maps: [file("image/png", "x"), 1, file("image/png", "y")] },
    { "maps.png": "x", "maps-2.png": "y" },
  ],
])("saves %s", async (_name, outputs, files) => {
  using folder = temporaryFolder();
  const path = join(folder.path, "new/folder");
  const saved = await saveOutputs(
    { ...outputs },
    path,
    new AbortController().signal,
  );
  const { length } = Object.keys(files);
  expect(length === 0 ? {} : readFiles(path)).toEqual(files);
  expect(saved.files.map((one) => one.path)).toEqual(
    Object.keys(files).map((name) => join(path, name)),
  );
});

it("tells of files that are not saved, and leaves other values as they are", async () => {
  const table = file("text/csv", "x", "http://h.example/a.csv");
  const outputs = { table, maps: [file("image/png", "y")], value: { a: [1] } };
  const { signal } = new AbortController();
  const href = "http://h.example/a.csv";
  expect(await saveOutputs(outputs, undefined, signal)).toEqual({
    outputs: {
      table: { mediaType: "text/csv", href },
      maps: [{ mediaType: "image/png" }],
      value: { a: [1] },
    },
    files: [
      { output: "table", mediaType: "text/csv", href },
      { output: "maps", mediaType: "image/png" },
    ],
  });
});

it("says where the folder cannot be made", async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { taken: "" });
  const outputs = { map: file("image/png", "x") };
  const { signal } = new AbortController();
  const path = join(folder.path, "taken");
  await expect(saveOutputs(outputs, path, signal)).rejects.toMatchObject({
    message: "The folder for files cannot be made.",
    where: path,
    exitCode: 2,
  });
});
