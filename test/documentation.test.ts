import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  modelOfInput,
  modelOfOutput,
  typeText,
} from "./generator/type-text.js";

const ROOT = join(import.meta.dirname, "..");
const DOCUMENTS = [
  "CONTRIBUTING.md",
  "README.md",
  "SECURITY.md",
  "docs/configuration.md",
  "docs/design.md",
  "docs/servers.md",
  "docs/types.md",
  "docs/validation.md",
];

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Paths of the repository that a document names in backticks. */
function namedPaths(document: string): readonly string[] {
  const names = read(document).matchAll(
    /`(?:npx tsx )?((?:src|test|docs|templates|generated-example)\/[\w./-]+)[^`]*`/g,
  );
  return [...new Set([...names].map(([, path = ""]) => path))];
}

/** Titles of tests that the table of threats quotes. */
function quotedTitles(): readonly string[] {
  const titles = read("SECURITY.md").matchAll(/"([^"\n]+)"/g);
  return [...new Set([...titles].map(([, title = ""]) => title))];
}

const TESTS = readdirSync(join(ROOT, "test"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => path.endsWith(".test.ts"))
  .map((path) => read(join("test", path)));

describe("the documentation names existing files and tests", () => {
  it.each(DOCUMENTS)("paths in %s", (document) => {
    expect(
      namedPaths(document).filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });

  it("tests in the table of threats", () => {
    const titles = quotedTitles();
    expect(titles.length).toBeGreaterThan(20);
    expect(
      titles.filter(
        (title) => !TESTS.some((text) => text.includes(`"${title}"`)),
      ),
    ).toEqual([]);
  });
});

/** Rows of a table whose first cell is a schema: schema, type of the input, type of the output. */
function typeRows(): readonly [string, string, string][] {
  return read("docs/types.md")
    .split("\n")
    .filter((line) => line.startsWith("| `{"))
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      const [, schema = "", input = "", output = ""] = cells.map((cell) =>
        cell.replaceAll("`", "").replaceAll("\\|", "|"),
      );
      return [schema, input, output];
    });
}

const ofValue = (text: string): string => text.split("\n\n", 1)[0] ?? "";

describe("the table of types", () => {
  it.each(typeRows())("%s", async (text, input, output) => {
    const schema: unknown = JSON.parse(text);
    expect(ofValue(typeText((await modelOfInput(schema)).process))).toBe(input);
    expect(ofValue(typeText((await modelOfOutput(schema)).process))).toBe(
      output,
    );
  });
});
