/**
 * Generates a package from one bomb, as a process of its own with little
 * memory: `node --max-old-space-size=512 --import tsx bomb-child.ts FILE MODE`.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAssets } from "../../src/generator/assets.js";
import type { Diagnostic } from "../../src/generator/diagnostic.js";
import { emitPackage } from "../../src/generator/emit/emit.js";
import { GenerationError } from "../../src/generator/errors.js";
import { generate } from "../../src/generator/generate.js";
import { buildModel } from "../generator/build-model.js";

/** Outcome of a bomb. */
export interface BombReport {
  /** Codes of diagnostics and errors. */
  readonly codes: readonly string[];
  readonly files: number;
  readonly milliseconds: number;
  /** Highest resident memory, in MiB. */
  readonly mebibytes: number;
}

const [, , file = "", mode = "generate"] = process.argv;
const started = performance.now();

/** Builds the model only, without the limit on the bytes of a file: the later stages must be safe without it. */
async function model(): Promise<Pick<BombReport, "codes" | "files">> {
  const content = JSON.parse(readFileSync(file, "utf8")) as unknown;
  const documents = Array.isArray(content) ? content : [content];
  const built = await buildModel({
    processes: documents.map((document: { readonly id: string }) => ({
      id: document.id,
      document,
    })),
  });
  const files = emitPackage(built.model, {
    ...(await readAssets()),
    defaultUrl: "http://localhost:8008/",
    objectInputs: "plain",
  });
  return { codes: codesOf(built.diagnostics), files: files.length };
}

/** Runs the whole pipeline, and saves the descriptions too. */
async function pipeline(): Promise<Pick<BombReport, "codes" | "files">> {
  const folder = mkdtempSync(join(tmpdir(), "bomb-"));
  try {
    const options = { out: join(folder, "out"), concurrency: 4 };
    const saveInput = join(folder, "saved.json");
    const first = await generate({ ...options, input: file, saveInput });
    const files = first.plan.create.length;
    return { codes: codesOf(first.diagnostics), files };
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error;
    return { codes: [error.code], files: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))];
}

const result = await (mode === "model" ? model() : pipeline());
const report: BombReport = {
  ...result,
  milliseconds: Math.round(performance.now() - started),
  mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(report));
