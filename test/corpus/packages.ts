import ts from "typescript";
import type { Diagnostic } from "../../src/generator/diagnostic.js";
import { emitPackage } from "../../src/generator/emit/emit.js";
import { readAssets } from "../../src/generator/assets.js";
import { GenerationError } from "../../src/generator/errors.js";
import { buildModel } from "../generator/build-model.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import { readRecording } from "../../src/generator/source/read-recording.js";
import {
  createProgram,
  findings,
  virtualPath,
  type Finding,
  type VirtualFile,
} from "../types/compile.js";
import { corpusPath } from "./documents.js";

/** The outcome for one file of the corpus. */
export interface CorpusPackage {
  readonly file: string;
  /** Descriptions in the file. */
  readonly descriptions: number;
  /** Absent if there was nothing to generate. */
  readonly model?: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
  /** Message to the user that says why nothing was generated. */
  readonly refusal?: string;
}

/** Generates a package from a file, as `--input FILE` does. */
export async function generateFrom(file: string): Promise<CorpusPackage> {
  try {
    const source = await readRecording(corpusPath(file));
    const { model, diagnostics } = await buildModel({
      processes: source.processes,
    });
    const [first] = diagnostics;
    return {
      file,
      descriptions: source.processes.length,
      diagnostics: [...source.diagnostics, ...diagnostics],
      ...(model.processes.length === 0
        ? { refusal: first?.message ?? "" }
        : { model }),
    };
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error;
    return { file, descriptions: 0, diagnostics: [], refusal: error.message };
  }
}

/** The module that all packages of the corpus import the runtime from, so that they share one copy. */
const RUNTIME = { module: "s2gos-codegen/runtime", version: "*" };

/** Files of all packages, each package in a folder named after its file. */
export async function filesOf(
  packages: readonly CorpusPackage[],
): Promise<readonly VirtualFile[]> {
  const assets = await readAssets();
  return packages.flatMap(({ file, model }) =>
    model === undefined
      ? []
      : emitPackage(model, {
          ...assets,
          defaultUrl: "http://localhost:8008/",
          objectInputs: "plain",
          runtimeImport: RUNTIME,
        }).map(({ path, text }) => ({ path: folderOf(file) + path, text })),
  );
}

/** Folder of a file's package. */
export function folderOf(file: string): string {
  return `${file.replace(/\.json$/, "")}/`;
}

/** What the compiler reports, and how often `any` and `unknown` occur in each package. */
export interface Compiled {
  readonly findings: readonly Finding[];
  readonly unknowns: ReadonlyMap<string, number>;
  readonly anys: readonly string[];
}

/** Compiles files as one program, and searches their syntax trees for keywords. */
export function compileAll(files: readonly VirtualFile[]): Compiled {
  const program = createProgram(files);
  const unknowns = new Map<string, number>();
  const anys: string[] = [];
  for (const { path } of files) {
    const source = program.getSourceFile(virtualPath(path));
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) anys.push(path);
      if (node.kind === ts.SyntaxKind.UnknownKeyword) {
        unknowns.set(path, (unknowns.get(path) ?? 0) + 1);
      }
      ts.forEachChild(node, visit);
    };
    if (source !== undefined) visit(source);
  }
  return { findings: findings(program, () => true), unknowns, anys };
}
