import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  blocksOf,
  codeOf,
  ROOT,
  USER_PAGES,
  type CodeBlock,
} from "./code-blocks.js";

/** The packages of this repository that stand for those that the pages generate. */
const PACKAGES = {
  "./generated/": "./generated-example/",
  "./local/": "./test/typed/local-service/",
};

/** A code block as a file of the repository, where the packages of this repository are the reader's. */
function asProgram(block: string): string {
  return Object.entries(PACKAGES).reduce(
    (code, [from, to]) => code.replaceAll(`"${from}`, `"${to}`),
    block,
  );
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
  delete options.lib; // A project has the DOM, unless it says otherwise.
  options.paths = {
    ...options.paths,
    "s2gos-codegen": ["./src/generator/index.ts"],
    "s2gos-codegen/server": ["./src/server/index.ts"],
    "s2gos-codegen/mock": ["./src/server/mock/index.ts"],
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

const BLOCKS = USER_PAGES.flatMap(blocksOf);
const PROGRAMS = BLOCKS.filter(
  ({ language, attributes }) =>
    language === "ts" && attributes.tool === undefined,
);

function fileName({ page, line }: CodeBlock): string {
  return `${page.replaceAll(/\W/g, "-")}-${line}.ts`;
}

describe("the TypeScript of the documentation", () => {
  it("compiles", () => {
    const files = Object.fromEntries(
      PROGRAMS.map((block) => [fileName(block), asProgram(block.code)]),
    );
    const wanted = Object.fromEntries(
      Object.keys(files).map((name) => [name, []]),
    );
    expect(findings(files)).toEqual(wanted);
  }, 120_000);

  it.each(
    PROGRAMS.filter(({ attributes }) => attributes.unrun !== undefined).map(
      (block): [string, string] => [
        `${fileName(block)}: ${block.attributes.unrun ?? ""}`,
        asProgram(block.code),
      ],
    ),
  )("that is not run is bundled for a page: %s", async (_name, contents) => {
    const { warnings } = await build({
      stdin: { contents, loader: "ts", resolveDir: ROOT },
      bundle: true,
      write: false,
      platform: "browser",
      format: "esm",
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
  });

  it("has the error that the README shows for a wrong month", () => {
    const [program = ""] = codeOf("README.md", "ts");
    const wrong = asProgram(program).replace('"june"', '"july"');
    const { "main.ts": errors = [] } = findings({ "main.ts": wrong });
    expect(`${errors.join("\n")}\n`).toBe(codeOf("README.md", "")[0]);
  });
});
