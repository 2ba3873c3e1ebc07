import { posix } from "node:path";
import { docComment } from "../emit/comment.js";
import { importPath, type ImportExtension } from "../emit/import-path.js";
import {
  docText,
  identifier,
  propertyKey,
  stringLiteral,
} from "../emit/text.js";
import type { EmitterTools } from "./emitter.js";

/** How the files of a package import each other. */
export interface PackageImportOptions {
  readonly importExtension: ImportExtension;
  /** Package of the runtime, where the package has no copy. */
  readonly runtimeImport?: string | undefined;
}

/** What emitters of a package print with. */
export function emitterTools(
  { importExtension, runtimeImport }: PackageImportOptions,
  warn: EmitterTools["warn"],
): EmitterTools {
  return {
    identifier,
    propertyKey,
    stringLiteral,
    docText,
    docComment: (lines) => docComment(lines),
    importPath: (from, to) => {
      if (runtimeImport !== undefined && to === RUNTIME) return runtimeImport;
      const relative = posix.relative(
        posix.dirname(sourcePath(from)),
        withoutEnding(to),
      );
      return importPath(
        relative.startsWith("../") ? relative : `./${relative}`,
        importExtension,
      );
    },
    warn,
  };
}

/** The file of the runtime that exports all of it. */
const RUNTIME = "runtime/index.ts";

function withoutEnding(path: string): string {
  return sourcePath(path).slice(0, -".ts".length);
}

function sourcePath(path: string): string {
  if (path.endsWith(".ts")) return path;
  throw new Error(
    `${JSON.stringify(path)} is no path of a TypeScript file, such as "types.ts".`,
  );
}
