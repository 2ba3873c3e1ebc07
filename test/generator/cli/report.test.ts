import { describe, expect, it } from "vitest";
import type { Io } from "../../../src/generator/cli/io.js";
import {
  printable,
  printableJson,
  printableLine,
} from "../../../src/generator/cli/printable.js";
import { progressLine } from "../../../src/generator/cli/progress.js";
import {
  errorReport,
  errorText,
} from "../../../src/generator/cli/report-error.js";
import {
  diagnosticsText,
  resultText,
  type ReportStyle,
} from "../../../src/generator/cli/report.js";
import { plain, styleFor } from "../../../src/generator/cli/style.js";
import type { Diagnostic } from "../../../src/generator/diagnostic.js";
import { GenerationError, UsageError } from "../../../src/generator/errors.js";
import type { GenerateResult } from "../../../src/generator/result.js";

const STYLE: ReportStyle = {
  style: plain,
  redact: (text) => text.replaceAll("s3cret", "***"),
  quiet: false,
  verbose: false,
  out: "gen",
  shown: (path) => path.replace("/x/", ""),
};

describe("printed text", () => {
  it.each([
    ["a\tb\nc", "a\tb\nc"],
    ["\u001B[31mred\u001B[0m", "\\u{1b}[31mred\\u{1b}[0m"],
    ["\u0007\u0008\u007F\u009B", "\\u{7}\\u{8}\\u{7f}\\u{9b}"],
    ["over\rwritten", "over\\u{d}written"],
    ["\u202Etxt.exe\u2066", "\\u{202e}txt.exe\\u{2066}"],
    ["zero\u200Bwidth\uFEFF", "zero\\u{200b}width\\u{feff}"],
    ["soft\u00ADhyphen\u180E", "soft\\u{ad}hyphen\\u{180e}"],
    ["\uFFF9annotated\uFFFB", "\\u{fff9}annotated\\u{fffb}"],
    ["tagged\u{E0041}", "tagged\\u{e0041}"],
    ["half \uD800", "half \\u{d800}"],
    ["été 日本 👍", "été 日本 👍"],
  ])("%j is %j", (text, wanted) => {
    expect(printable(text)).toBe(wanted);
  });

  it.each([
    ["a\n  b\r\nc", "a b c"],
    ["a \n\n \n b", "a b"],
    ["\n a\n", " a "],
    ["a  b ", "a  b "],
    [`a${" ".repeat(100_000)}b`, `a${" ".repeat(100_000)}b`],
  ])("%j on one line is %j", (text, wanted) => {
    expect(printableLine(text)).toBe(wanted);
  });

  it("as JSON reads as the value", () => {
    const value = { a: "\u001B\u009B\u202E\u2028\uFEFF\n\u{E0041}" };
    const text = printableJson(value);
    expect(text).toBe(
      '{\n  "a": "\\u001b\\u009b\\u202e\\u2028\\ufeff\\n\\udb40\\udc41"\n}',
    );
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe("an error", () => {
  it.each<[unknown, string, number]>([
    [
      new UsageError("What.", { where: "Where", hint: "How." }),
      "error: What.\n  at: Where\n  hint: How.\n",
      2,
    ],
    [new GenerationError("x", "What."), "error: What.\n", 1],
    [
      new GenerationError("x", "a\nb s3cret", {
        where: "http://s3cret/\u001B",
      }),
      "error: a b ***\n  at: http://***/\\u{1b}\n",
      1,
    ],
    [
      new TypeError("x is not a function"),
      "error: Something unexpected failed: x is not a function\n  hint: Run it again with --verbose, and report what it prints.\n",
      1,
    ],
    [
      "a text",
      "error: Something unexpected failed: a text\n  hint: Run it again with --verbose, and report what it prints.\n",
      1,
    ],
  ])("%s has three lines at most", (error, text, exitCode) => {
    const report = errorReport(error, STYLE.redact);
    expect(errorText(report, plain, false)).toBe(text);
    expect(report.exitCode).toBe(exitCode);
  });

  it("has its stack and its cause's when wanted", () => {
    const error = new GenerationError("x", "What s3cret.", {
      cause: new Error("Why s3cret."),
    });
    const text = errorText(errorReport(error, STYLE.redact), plain, true);
    expect(text).toMatch(
      /\n {4}at [^]*\nCaused by: Error: Why \*\*\*\.\n {4}at /,
    );
    expect(text).not.toContain("s3cret");
  });
});

const WARNING: Diagnostic = {
  severity: "warning",
  code: "w",
  process: "a b",
  pointer: "/inputs/x",
  message: "Something s3cret\nis odd.",
  hint: "Do this.",
};
const INFO: Diagnostic = {
  severity: "info",
  code: "i",
  message: "By the way.",
};
const ERROR: Diagnostic = { severity: "error", code: "e", message: "Wrong." };

describe("diagnostics", () => {
  it.each<[string, Partial<ReportStyle>, string]>([
    [
      "errors first",
      {},
      "error: Wrong.\nwarning: Something *** is odd.\n  at: process a b #/inputs/x\n  hint: Do this.\n",
    ],
    [
      "errors alone where it is to be quiet",
      { quiet: true },
      "error: Wrong.\n",
    ],
    [
      "all where it is to be verbose",
      { verbose: true },
      "error: Wrong.\ninfo: By the way.\nwarning: Something *** is odd.\n  at: process a b #/inputs/x\n  hint: Do this.\n",
    ],
  ])("are %s", (_name, style, text) => {
    expect(
      diagnosticsText([INFO, WARNING, ERROR], { ...STYLE, ...style }),
    ).toBe(text);
  });

  it("are limited without --verbose", () => {
    const many = Array.from({ length: 25 }, () => ERROR);
    const lines = diagnosticsText(many, STYLE).trimEnd().split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("5 more findings; see them with --verbose.");
    expect(
      diagnosticsText(many, { ...STYLE, verbose: true })
        .trimEnd()
        .split("\n"),
    ).toHaveLength(25);
  });
});

function result(plan: Partial<GenerateResult["plan"]>): GenerateResult {
  return {
    plan: {
      root: "/x/gen",
      create: [],
      update: [],
      delete: [],
      keep: ["k.ts"],
      contents: new Map(),
      ...plan,
    },
    diagnostics: [],
    changes: [
      {
        kind: "added",
        class: "additive",
        breaking: false,
        text: "+ process \u001Bc",
      },
      {
        kind: "removed",
        class: "compile-time",
        breaking: true,
        text: "- process d (breaking at compile time)",
      },
    ],
    processes: [
      { id: "a", functionName: "a", status: "generated" },
      { id: "b", status: "failed" },
    ],
    imports: {
      extension: "js",
      reason: "moduleResolution is nodenext",
      tsconfig: "/x/tsconfig.json",
    },
    timings: {},
  };
}

describe("a result", () => {
  const changed = result({
    create: ["c.ts"],
    update: ["i.ts"],
    delete: ["d.ts"],
  });
  const changes =
    "+ process \\u{1b}c\n- process d (breaking at compile time)\nNext release: major.\n";
  const files = "  + c.ts\n  ~ i.ts\n  - d.ts\n";
  const imports =
    "Imports end in .js: moduleResolution is nodenext (tsconfig.json).\n";
  it.each<
    [string, GenerateResult, "check" | "dry-run" | "write", boolean, string]
  >([
    [
      "that was written",
      changed,
      "write",
      false,
      `${changes}Generated: gen (1 process, 1 failed; files: 1 created, 1 updated, 1 deleted, 1 unchanged)\n${imports}`,
    ],
    ["that was written, quietly", changed, "write", true, ""],
    [
      "that would be written",
      changed,
      "dry-run",
      false,
      `${changes}${files}Nothing written: gen would have 1 created, 1 updated, 1 deleted, 1 unchanged (1 process, 1 failed)\n${imports}`,
    ],
    [
      "that differs",
      changed,
      "check",
      true,
      `${changes}${files}Out of date: gen (files to write: 1 new, 1 changed; to delete: 1). Run s2gos-codegen without --check.\n`,
    ],
    [
      "that is the same",
      result({}),
      "check",
      false,
      "Up to date: gen (1 process, 1 failed, 1 files)\n",
    ],
  ])("%s", (_name, value, mode, quiet, text) => {
    expect(resultText(value, mode, { ...STYLE, quiet })).toBe(text);
  });

  it.each<[string, GenerateResult["imports"], string]>([
    ["js", changed.imports, imports],
    [
      "ts",
      { extension: "ts", reason: "there is no tsconfig.json" },
      "Imports end in .ts: there is no tsconfig.json.\n",
    ],
    [
      "none",
      {
        extension: "none",
        reason: "moduleResolution is bundler",
        tsconfig: "/x/a\u001B/tsconfig.json",
      },
      "Imports have no ending: moduleResolution is bundler (a\\u{1b}/tsconfig.json).\n",
    ],
  ])("says with --verbose that imports end by %s", (_name, imports, text) => {
    const same = { ...result({}), imports };
    expect(
      resultText(same, "write", { ...STYLE, verbose: true }).split("\n"),
    ).toEqual([
      "Up to date: gen (1 process, 1 failed, 1 files)",
      text.trimEnd(),
      "",
    ]);
  });
});

describe("colours", () => {
  it.each<
    [string, boolean | undefined, Record<string, string>, boolean, boolean]
  >([
    ["on a terminal", undefined, {}, true, true],
    ["not in a pipe", undefined, {}, false, false],
    ["not with NO_COLOR", undefined, { NO_COLOR: "1" }, true, false],
    ["with an empty NO_COLOR", undefined, { NO_COLOR: "" }, true, true],
    ["not on a dumb terminal", undefined, { TERM: "dumb" }, true, false],
    ["with FORCE_COLOR", undefined, { FORCE_COLOR: "1" }, false, true],
    ["not with FORCE_COLOR=0", undefined, { FORCE_COLOR: "0" }, true, false],
    ["with --color", true, { NO_COLOR: "1" }, false, true],
    ["not with --no-color", false, { FORCE_COLOR: "1" }, true, false],
  ])("are shown %s", (_name, wanted, environment, terminal, shown) => {
    expect(styleFor(wanted, environment, terminal) !== plain).toBe(shown);
  });
});

describe("progress", () => {
  function terminal(
    environment: Record<string, string> = {},
    isTerminal = true,
  ) {
    const printed: string[] = [];
    const io: Io = {
      stdout: () => undefined,
      stderr: (text) => printed.push(text),
      environment,
      folder: "/",
      isTerminal,
      isOutputTerminal: isTerminal,
    };
    return { io, printed };
  }

  it("is one line that overwrites itself, redrawn at most every 80 ms", () => {
    const { io, printed } = terminal();
    let time = 0;
    const line = progressLine(io, false, () => time);
    line.show({ phase: "fetch", done: 0, total: 0 });
    line.show({ phase: "fetch", done: 1, total: 9 });
    time = 100;
    line.show({ phase: "fetch", done: 5, total: 9 });
    line.show({ phase: "model", done: 1, total: 9 });
    line.clear();
    line.clear();
    expect(printed).toEqual([
      "\r\u001B[KReading descriptions ...",
      "\r\u001B[KReading descriptions 5/9",
      "\r\u001B[KReading schemas 1/9",
      "\r\u001B[K",
    ]);
  });

  it.each<[string, Record<string, string>, boolean, boolean]>([
    ["in a pipe", {}, false, false],
    ["in CI", { CI: "true" }, true, false],
    ["on a dumb terminal", { TERM: "dumb" }, true, false],
    ["when it is to be quiet", {}, true, true],
  ])("is not shown %s", (_name, environment, isTerminal, quiet) => {
    const { io, printed } = terminal(environment, isTerminal);
    const line = progressLine(io, quiet);
    line.show({ phase: "fetch", done: 1, total: 2 });
    line.clear();
    expect(printed).toEqual([]);
  });
});
