import type { ts as Compiler } from "ts-morph";
import { GenerationError } from "../errors.js";
import { sourceHost } from "./source-host.js";

/** A file of a package, in memory. */
export interface SourceFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Process that the file belongs to, by its id. */
  readonly process?: string;
  /** Name of the emitter of the user that made it. */
  readonly emitter?: string;
}

/** TypeScript sources. */
const SOURCE = /\.ts$/;

/** What becomes of a source. */
const COMPILED_ENDINGS = [".d.ts", ".js", ".js.map"] as const;

/**
 * Compiles the sources of a package: each becomes JavaScript, its declarations
 * and a source map that contains the source. Other files stay. No types are
 * checked, which `--verify` does: each source states the types of what it
 * exports (`isolatedDeclarations`), so no file has to be read for another one.
 *
 * @throws GenerationError where a source cannot be compiled, which is a defect of this program, or of an emitter of the user.
 */
export async function compileSources(
  files: readonly SourceFile[],
): Promise<readonly SourceFile[]> {
  const { ts } = await import("ts-morph");
  const sources = files.filter(({ path }) => SOURCE.test(path));
  const compiled = compiledTexts(ts, sources);
  return files.flatMap((file) =>
    SOURCE.test(file.path) ? outputsOf(file, compiled) : [file],
  );
}

/** Texts by the names of the compiled files. */
function compiledTexts(
  ts: typeof Compiler,
  sources: readonly SourceFile[],
): ReadonlyMap<string, string> {
  const compiled = new Map<string, string>();
  const program = ts.createProgram({
    rootNames: sources.map(({ path }) => path),
    options: compilerOptions(ts),
    host: sourceHost(ts, sources, compiled),
  });
  const { diagnostics } = program.emit();
  requireNone(ts, sources, [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...diagnostics,
  ]);
  return compiled;
}

function compilerOptions(ts: typeof Compiler): Compiler.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    declaration: true,
    isolatedDeclarations: true,
    sourceMap: true,
    inlineSources: true,
    newLine: ts.NewLineKind.LineFeed,
    noCheck: true,
    noResolve: true,
    types: [],
  };
}

function outputsOf(
  { path, text, process }: SourceFile,
  compiled: ReadonlyMap<string, string>,
): readonly SourceFile[] {
  const name = path.replace(SOURCE, "");
  return COMPILED_ENDINGS.map((ending) => {
    const output = compiled.get(name + ending) ?? "";
    // The compiler leaves comments that describe nothing out of declarations.
    const banner = ending === ".d.ts" ? bannerOf(text) : "";
    const file = {
      path: name + ending,
      text: `${banner}${output.trimEnd()}\n`,
    };
    return process === undefined ? file : { ...file, process };
  });
}

/** The lines of comment at the start of a source that are followed by other lines. */
function bannerOf(source: string): string {
  return /^(?:\/\/.*\n|\/\*(?!\*).*\*\/\n)*/.exec(source)?.[0] ?? "";
}

function requireNone(
  ts: typeof Compiler,
  sources: readonly SourceFile[],
  diagnostics: readonly Compiler.Diagnostic[],
): void {
  const [first] = diagnostics;
  if (first === undefined) return;
  const emitter = sources.find(
    ({ path }) => path === first.file?.fileName,
  )?.emitter;
  throw new GenerationError(
    "compile-failed",
    `A generated source cannot be compiled: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`,
    {
      where: first.file?.fileName,
      hint:
        emitter === undefined
          ? "This is a defect of s2gos-codegen; please report it with the process's description."
          : `The emitter ${emitter} made this file. With --emit js, all that a file exports states its type.`,
    },
  );
}
