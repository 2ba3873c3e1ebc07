import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfigFile } from "../../src/runtime/index.js";
import {
  blocksOf,
  readDocument,
  USER_PAGES,
  type CodeBlock,
} from "./code-blocks.js";

/**
 * What checks the blocks of each language. An empty language is for what programs print, which is for reading.
 * `ts` blocks without `tool` and all `sh` blocks: code.test.ts and walk.slow.test.ts. `console`, commands with what they
 * print: the interop tests, against the servers that the headings name.
 */
const CHECKED = new Set(["", "sh", "ts", "json", "yaml", "console"]);

/** Languages of files that only the tool itself compiles. */
const OF_TOOLS = new Set(["css", "html", "js", "tsx", "vue"]);

const BLOCKS = USER_PAGES.flatMap(blocksOf);

function named({ page, line, language }: CodeBlock): string {
  return `${page}:${line} (${language})`;
}

function inLanguage(language: string): [string, CodeBlock][] {
  return BLOCKS.filter((block) => block.language === language).map((block) => [
    named(block),
    block,
  ]);
}

describe("the code blocks of the pages", () => {
  it("have languages that something checks", () => {
    const unchecked = BLOCKS.filter(
      ({ language, attributes }) =>
        !CHECKED.has(language) &&
        attributes.transcript === undefined &&
        !(OF_TOOLS.has(language) && attributes.tool !== undefined),
    );
    expect(unchecked.map(named)).toEqual([]);
  });

  it.each(USER_PAGES)("of %s have fences that are read", (page) => {
    const fences = readDocument(page).match(/^\s*(?:```|~~~)/gm) ?? [];
    expect(fences).toEqual(
      Array.from(
        { length: 2 * blocksOf(page).length },
        () => expect.stringMatching(/^\n*```$/) as unknown,
      ),
    );
  });

  // The names of these tests are the list of what is left out.
  it.each(
    BLOCKS.flatMap((block) =>
      block.attributes.unrun === undefined
        ? []
        : [[named(block), block.attributes.unrun]],
    ),
  )("%s is not run: %s", (_name, reason) => {
    expect(reason).toMatch(/^.{20,}$/);
  });
});

it.each(
  BLOCKS.filter(({ attributes }) => attributes.tool === "example").map(
    (block): [string, CodeBlock] => [named(block), block],
  ),
)("%s is the file of the example", (_name, { code, attributes }) => {
  expect(code).toBe(readDocument(`examples/${attributes.file ?? ""}`));
});

describe("data of the pages", () => {
  it.each(inLanguage("json"))("%s is JSON", (_name, { code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it.each(inLanguage("yaml"))("%s is YAML", async (_name, block) => {
    const { code, attributes } = block;
    const document: unknown = parse(code, { strict: true, uniqueKeys: true });
    expect(document).toBeTypeOf("object");
    const { file = "" } = attributes;
    if (file === "config.yaml") await expectReadable(code);
    if (file.startsWith(".github/workflows/")) expectWorkflow(document);
  });
});

/** A configuration file of clients is read without a warning about its members. */
async function expectReadable(code: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "s2gos-codegen-data-"));
  try {
    writeFileSync(join(folder, "config.yaml"), code);
    const { apiUrl } = await readConfigFile(join(folder, "config.yaml"));
    expect(apiUrl).toMatch(/^https?:/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What GitHub asks of each workflow. */
function expectWorkflow(document: unknown): void {
  expect(document).toMatchObject({
    on: expect.anything() as unknown,
    jobs: expect.any(Object) as unknown,
  });
  const { jobs } = document as { jobs: Record<string, unknown> };
  for (const job of Object.values(jobs)) {
    expect(job).toMatchObject({
      "runs-on": expect.any(String) as unknown,
      steps: expect.any(Array) as unknown,
    });
  }
}
