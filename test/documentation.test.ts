import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import {
  GENERATE_FLAGS,
  REPORT_FLAGS,
  SERVE_FLAGS,
  SOURCE_FLAGS,
} from "../src/generator/cli/flags.js";
import {
  DISMISS_FLAGS,
  JOBS_FLAGS,
  RESULTS_FLAGS,
  RUN_FLAGS,
} from "../src/generator/cli/job-flags.js";
import {
  codeOf,
  readDocument as read,
  ROOT,
  USER_PAGES,
} from "./documentation/code-blocks.js";
import {
  modelOfInput,
  modelOfOutput,
  typeText,
} from "./generator/type-text.js";

const DOCUMENTS = [
  ...USER_PAGES,
  "CONTRIBUTING.md",
  "SECURITY.md",
  "docs/design.md",
];

/** Paths of the repository that a document names in backticks. */
function namedPaths(document: string): readonly string[] {
  // What stands in fences is of the reader's project, or what a command prints.
  const prose = read(document).replaceAll(/^```[^]*?^```$/gm, "");
  const names = prose.matchAll(
    /`(?:npx tsx )?((?:src|test|docs|templates|generated-example)\/[\w./-]+)[^`]*`/g,
  );
  return [...new Set([...names].map(([, path = ""]) => path))];
}

/** Titles of tests that a document quotes, outside of code. */
function quotedTitles(document: string): readonly string[] {
  const text = read(document).replaceAll(/`[^`\n]*`/g, "");
  return [
    ...new Set(
      [...text.matchAll(/"([^"\n]+)"/g)].map(([, title = ""]) => title),
    ),
  ];
}

const TESTS = readdirSync(join(ROOT, "test"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => /(\.test|-scene)\.ts$/.test(path))
  .map((path) => read(join("test", path)));

describe("the documentation names existing files and tests", () => {
  it.each(DOCUMENTS)("paths in %s", (document) => {
    expect(
      namedPaths(document).filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });

  it.each(["SECURITY.md", "docs/servers.md"])("tests in %s", (document) => {
    const titles = quotedTitles(document);
    expect(titles.length).toBeGreaterThan(20);
    expect(
      titles.filter(
        (title) => !TESTS.some((text) => text.includes(`"${title}"`)),
      ),
    ).toEqual([]);
  });
});

/** The files of the repository that a document links to, without anchors; those of other pages have one. */
function linkedFiles(document: string): readonly string[] {
  const links = read(document).matchAll(/\]\((?![a-z]+:)([^)\s#]*)[^)\s]*\)/g);
  const files = [...links].map(([, path = ""]) => path);
  return files
    .filter((path) => path !== "")
    .map((path) => posix.join(posix.dirname(document), path));
}

describe("links", () => {
  it.each(DOCUMENTS)("of %s lead to files", (document) => {
    expect(
      linkedFiles(document).filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });

  it("of what users read lead to what is packed", () => {
    const { files } = JSON.parse(read("package.json")) as { files: string[] };
    const packed = new Set([...files, "README.md", "LICENSE"]);
    const linked = [...USER_PAGES, "SECURITY.md"].flatMap(linkedFiles);
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter((path) => !packed.has(path))).toEqual([]);
  });
});

describe("commands", () => {
  const lines = USER_PAGES.flatMap((page) =>
    [...codeOf(page, "sh"), ...codeOf(page, "yaml")].join("").split("\n"),
  );
  const manifest = JSON.parse(read("package.json")) as {
    name: string;
    version: string;
    scripts: Record<string, string>;
  };
  const flags = { ...SOURCE_FLAGS, ...REPORT_FLAGS, ...GENERATE_FLAGS };
  const allFlags = {
    ...flags,
    ...SERVE_FLAGS,
    ...RUN_FLAGS,
    ...JOBS_FLAGS,
    ...RESULTS_FLAGS,
    ...DISMISS_FLAGS,
  };

  it("have flags that exist", () => {
    const used = lines
      .filter((line) => line.includes("npx s2gos-codegen"))
      .flatMap((line) => line.match(/(?<= --)[a-z-]+/g) ?? []);
    expect(used).toContain("check");
    expect(used.filter((name) => !Object.hasOwn(allFlags, name))).toEqual([]);
  });

  it("install the file that npm pack writes", () => {
    const tarballs = lines.flatMap((line) => line.match(/[\w.-]+\.tgz/g) ?? []);
    expect(new Set(tarballs)).toEqual(
      new Set([`${manifest.name}-${manifest.version}.tgz`]),
    );
  });

  it("are scripts of package.json", () => {
    const pages = DOCUMENTS.map((document) => read(document)).join("\n");
    const scripts = pages.match(/(?<=npm run )[\w:]+/g) ?? [];
    expect(
      scripts.filter((name) => !Object.hasOwn(manifest.scripts, name)),
    ).toEqual([]);
  });

  it("have each flag in the table, and no other", () => {
    const [table = ""] =
      /^\| flag [^]*?\n\n/m.exec(read("docs/command.md")) ?? [];
    const named = table
      .split("\n")
      .flatMap((row) => row.split("|")[1]?.match(/(?<=`--)[a-z-]+/g) ?? []);
    const shown = Object.keys(flags).map((name) =>
      name === "color" ? "no-color" : name,
    );
    expect(named.toSorted()).toEqual(shown.toSorted());
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
