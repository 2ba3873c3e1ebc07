import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { codeBlocks, ROOT, USER_PAGES } from "./code-blocks.js";

/** The package that pages show: the example, or where they name its processes, that of the local service. */
const LOCAL_SERVICE = /\bprimesBetween\b/;

/** Packages that only readers have: a block that imports one is not compiled. */
const READERS_OWN = /from "(?:zod|@opentelemetry\/[^"]*)"/;

/** A code block as a file of the repository, where the package of this repository is the reader's. */
function asProgram(block: string): string {
  const folder = LOCAL_SERVICE.test(block)
    ? "test/typed/local-service"
    : "generated-example";
  return block.replaceAll('"./generated/', `"./${folder}/`);
}

/** The compiler's findings in files that exist in memory only. */
function findings(
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  options.noUnusedLocals = false; // The reader goes on with these.
  options.paths = {
    ...options.paths,
    "s2gos-codegen": ["./src/generator/index.ts"],
    "s2gos-codegen/server": ["./src/server/index.ts"],
  };
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [join(ROOT, name), text]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  const program = ts.createProgram([...texts.keys()], options, host);
  return Object.fromEntries(
    Object.keys(files).map((name) => {
      const source = program.getSourceFile(join(ROOT, name));
      return [
        name,
        ts
          .getPreEmitDiagnostics(program, source)
          .map((found) => findingText(name, found)),
      ];
    }),
  );
}

/** A finding as `tsc` prints it. */
function findingText(
  name: string,
  { code, file, messageText, start = 0 }: ts.Diagnostic,
): string {
  const place = file?.getLineAndCharacterOfPosition(start);
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  return `${name}(${(place?.line ?? -1) + 1},${(place?.character ?? -1) + 1}): error TS${code}: ${text}`;
}

describe("the TypeScript of the documentation", () => {
  const blocks = USER_PAGES.flatMap((page) =>
    codeBlocks(page, "ts")
      .filter((code) => !READERS_OWN.test(code))
      .map((code, index): [string, string] => [
        `${page.replaceAll(/\W/g, "-")}-${index + 1}.ts`,
        asProgram(code),
      ]),
  );

  it("compiles", () => {
    expect(blocks.length).toBeGreaterThan(8);
    const wanted = Object.fromEntries(blocks.map(([name]) => [name, []]));
    expect(findings(Object.fromEntries(blocks))).toEqual(wanted);
  });

  it("has the error that the README shows for a wrong month", () => {
    const [program = ""] = codeBlocks("README.md", "ts");
    const wrong = asProgram(program).replace('"june"', '"july"');
    const { "main.ts": errors = [] } = findings({ "main.ts": wrong });
    expect(`${errors.join("\n")}\n`).toBe(codeBlocks("README.md", "")[0]);
  });
});
