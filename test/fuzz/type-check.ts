import { fileURLToPath } from "node:url";
import ts from "typescript";
import { RUNTIME_MODULE, type HostilePackage } from "./packages.js";
import type { Finding } from "./proof/finding.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RUNTIME = fileURLToPath(
  new URL("../../src/runtime/index.ts", import.meta.url),
);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  skipLibCheck: true,
  noEmit: true,
  paths: { [RUNTIME_MODULE]: [RUNTIME] },
};

/** Type-checks packages as one program, with the strictest options that a user can set. */
export interface TypeChecker {
  check(packages: readonly HostilePackage[]): readonly Finding[];
}

/** A type checker that parses the compiler's own declarations and the runtime only once. */
export function createTypeChecker(): TypeChecker {
  const shared = new Map<string, ts.SourceFile | undefined>();
  return {
    check(packages) {
      const files = new Map<string, string>();
      for (const { service, files: emitted } of packages) {
        for (const { path, text } of emitted) {
          files.set(`${folderOf(service.index)}/${path}`, text);
        }
      }
      const roots = [...files.keys()].filter((path) => path.endsWith(".ts"));
      const program = ts.createProgram(roots, OPTIONS, hostOf(files, shared));
      return roots.flatMap((path) => {
        const file = program.getSourceFile(path);
        return ts
          .getPreEmitDiagnostics(program, file)
          .map((diagnostic) => findingOf(path, diagnostic));
      });
    },
  };
}

/** The packages are placed in the repository, so that the compiler finds their imports. */
function folderOf(index: number): string {
  return `${ROOT}fuzz/case-${index}`;
}

function findingOf(path: string, diagnostic: ts.Diagnostic): Finding {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  return {
    kind: "type",
    path: path.slice(`${ROOT}fuzz/`.length),
    message: `TS${diagnostic.code}: ${message.slice(0, 300)}`,
  };
}

function hostOf(
  files: ReadonlyMap<string, string>,
  shared: Map<string, ts.SourceFile | undefined>,
): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  return {
    ...host,
    fileExists: (path) => files.has(path) || fileExists(path),
    readFile: (path) => files.get(path) ?? readFile(path),
    directoryExists: (path) =>
      path.startsWith(`${ROOT}fuzz`) || directoryExists?.(path) === true,
    getSourceFile: (path, version, ...rest) => {
      const text = files.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version);
      if (!shared.has(path)) {
        shared.set(path, getSourceFile(path, version, ...rest));
      }
      return shared.get(path);
    },
  };
}
