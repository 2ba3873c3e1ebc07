import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRecording } from "../../../src/generator/source/read-recording.js";
import { readServer } from "../../../src/generator/source/read-server.js";
import type { Source } from "../../../src/generator/source/source.js";
import { temporaryFolder } from "../output/folder.js";
import { description, list, testServer } from "./test-server.js";

const TEXT = JSON.stringify({ ...description("p"), title: "Größe" });
const LATIN_1 = Buffer.from(TEXT, "latin1");
const LOST = ["Gr\uFFFD\uFFFDe", "lost-characters"];

/** The title that was read, and what was found. */
function seen({ processes, diagnostics }: Source): readonly unknown[] {
  const [{ document } = { document: {} }] = processes;
  const { title } = document as { readonly title?: string };
  return [title, ...diagnostics.map(({ code }) => code)];
}

it.each<readonly [string, string, Buffer, readonly string[]]>([
  ["UTF-8", "", Buffer.from(TEXT), ["Größe"]],
  ["what its label says", "; charset=ISO-8859-1", LATIN_1, ["Größe"]],
  [
    "UTF-8, whatever its label says",
    "; charset=ISO-8859-1",
    Buffer.from(TEXT),
    ["Größe"],
  ],
  ["neither", "", LATIN_1, LOST],
  ["in a character set that nobody knows", "; charset=klingon", LATIN_1, LOST],
])("a description of a server is %s", async (_name, label, body, wanted) => {
  await using server = await testServer({
    "/": { json: { links: [] } },
    "/processes": { json: list("p") },
    "/processes/p": {
      body,
      headers: { "content-type": `application/json${label}` },
    },
  });
  expect(seen(await readServer({ url: server.url }))).toEqual(wanted);
});

it("a file that is not UTF-8 is a warning, alone or in a folder", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "p.json");
  writeFileSync(file, LATIN_1);
  for (const input of [file, folder.path]) {
    const source = await readRecording(input);
    expect(seen(source)).toEqual(LOST);
    expect(source.diagnostics[0]?.message).toContain(file);
  }
  writeFileSync(file, TEXT);
  expect(seen(await readRecording(file))).toEqual(["Größe"]);
});
