import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The root of the repository: virtual files are below it, so that libraries are found. */
const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** The strictest options that users of a package may have. */
export const STRICT_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  erasableSyntaxOnly: true,
  noEmit: true,
  skipLibCheck: true,
  paths: { "s2gos-codegen/runtime": [`${ROOT}src/runtime/index.ts`] },
};

/** A file that exists only in memory. */
export interface VirtualFile {
  readonly path: string;
  readonly text: string;
}

/** An error that the compiler reports for a line. */
export interface Finding {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

/**
 * One program over files in memory, as if they stood in `virtual/` of the
 * repository. `isRoot` says which files are read though nothing imports them.
 * @param options - Default: the strictest.
 */
export function createProgram(
  files: readonly VirtualFile[],
  isRoot: (path: string) => boolean = () => true,
  options: ts.CompilerOptions = STRICT_OPTIONS,
): ts.Program {
  const texts = new Map(
    files.map(({ path, text }) => [virtualPath(path), text]),
  );
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.directoryExists = () => true;
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  return ts.createProgram({
    rootNames: files
      .filter(({ path }) => path.endsWith(".ts") && isRoot(path))
      .map(({ path }) => virtualPath(path)),
    options,
    host,
  });
}

/** Absolute path of a virtual file. */
export function virtualPath(path: string): string {
  return `${ROOT}virtual/${path}`;
}

/** All errors that the compiler reports for the selected files. */
export function findings(
  program: ts.Program,
  wanted: (path: string) => boolean,
): readonly Finding[] {
  const prefix = virtualPath("");
  return program
    .getSourceFiles()
    .filter(
      ({ fileName }) =>
        fileName.startsWith(prefix) && wanted(fileName.slice(prefix.length)),
    )
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
      ...program.getDeclarationDiagnostics(source),
    ])
    .map((found): Finding => {
      const { file, start = 0 } = found;
      return {
        path: file?.fileName.slice(prefix.length) ?? "",
        line: file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0,
        code: found.code,
        message: ts.flattenDiagnosticMessageText(found.messageText, "\n"),
      };
    });
}
