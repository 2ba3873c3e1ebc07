import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { PROGRAM_FOLDER } from "../program.js";

/** A file of a package, in memory. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
}

/** The names of the emitters of files, by path; the others are printed by this program. */
export type FileEmitters = ReadonlyMap<string, string>;

/** What is known of the files besides their texts. */
export interface VerifyContext {
  readonly emitters?: FileEmitters;
  /** Folder from which the compiler looks for libraries. Default: that of this program. */
  readonly place?: string;
}

/** Name of the folder that the package would have. There is none of that name, so no file on disk is taken for one of the package. */
const VIRTUAL_FOLDER = ".s2gos-codegen-verified-package";

/** More findings than this only repeat each other. */
const MAXIMUM_FINDINGS = 20;

/**
 * Type-checks a whole package in memory, under the strictest options that its
 * users may have. Only declarations of libraries are read from disk. Every
 * finding is a defect of this program or of an emitter of the user, or a text of
 * the server that was not made safe; the caller must not write the package then.
 */
export async function verifyPackage(
  files: readonly CheckedFile[],
  { emitters, place = PROGRAM_FOLDER }: VerifyContext = {},
): Promise<readonly Diagnostic[]> {
  const { Project, ts } = await import("ts-morph");
  const root = join(place, VIRTUAL_FOLDER);
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      // What every project has: sources of a package ask for no types of Node's.
      lib: ["lib.es2020.d.ts", "lib.dom.d.ts"],
      // The package.json that declares ES modules is not on disk, so the compiler cannot read it.
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      skipLibCheck: true,
    },
  });
  const sources = files
    .filter(({ path }) => path.endsWith(".ts"))
    .map(({ path, text }) => project.createSourceFile(join(root, path), text));
  return sources
    .flatMap((source) => source.getPreEmitDiagnostics())
    .slice(0, MAXIMUM_FINDINGS)
    .map((found) => {
      const file = found.getSourceFile();
      const path = file?.getFilePath().slice(root.length + 1) ?? "the package";
      const emitter = emitters?.get(path);
      const line = found.getLineNumber();
      const message = ts.flattenDiagnosticMessageText(
        found.compilerObject.messageText,
        "\n",
      );
      return {
        severity: "error",
        code: "verify-type-error",
        message: `${path}${line === undefined ? "" : `:${line}`}: ${message}`,
        hint:
          emitter === undefined
            ? "This is a defect of s2gos-codegen; please report it with the process's description."
            : `The emitter ${emitter} made this file: correct the emitter, or install what the file imports.`,
      };
    });
}
