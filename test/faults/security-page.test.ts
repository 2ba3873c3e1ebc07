import { existsSync, readFileSync, statSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "SECURITY.md"), "utf8");

/** The rows of the tables, as cells. */
const ROWS = PAGE.split("\n")
  .filter((line) => /^\| (?!-|threat)/.test(line))
  .map((line) => line.split(" | "));

/** The text of a test file, or of all files of a folder, with single spaces. */
function textOf(path: string): string {
  const full = join(ROOT, path);
  const texts = statSync(full).isDirectory()
    ? readdirSync(full).map((name) => readFileSync(join(full, name), "utf8"))
    : [readFileSync(full, "utf8")];
  return texts.join("\n").replace(/\s+/g, " ");
}

/** What a text cites and does not exist: files of tests, and names of tests in the file that was cited last. */
function missingIn(text: string): readonly string[] {
  const missing: string[] = [];
  let path = "";
  for (const [, file, name] of text.matchAll(/`(test\/[^`]+)`|"([^"]+)"/g)) {
    if (file !== undefined) {
      path = file;
      if (!existsSync(join(ROOT, file))) missing.push(file);
    } else if (
      path !== "" &&
      name !== undefined &&
      existsSync(join(ROOT, path))
    ) {
      if (!textOf(path).includes(name)) missing.push(`${path}: ${name}`);
    }
  }
  return missing;
}

describe("the page about security", () => {
  it("names a test in each row", () => {
    const bare = ROWS.filter((cells) => !/test\//.test(cells.at(-1) ?? ""));
    expect(ROWS.length).toBeGreaterThan(50);
    expect(bare).toEqual([]);
  });

  it("names tests that exist", () => {
    expect(ROWS.flatMap((cells) => missingIn(cells.at(-1) ?? ""))).toEqual([]);
  });
});
