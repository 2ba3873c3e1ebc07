import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { recordedDocument } from "../../src/generator/source/recorded-documents.js";
import type { SourceProcess } from "../../src/generator/source/source.js";

/** The corpus of real servers' documents. It is beside the repository, not part of it. */
const CORPUS: string = fileURLToPath(
  new URL("../../../shared/corpus/", import.meta.url),
);

/** Whether the corpus is present. */
export const HAS_CORPUS: boolean = existsSync(CORPUS);

/** A document of the corpus. */
export interface CorpusDocument {
  /** Path in the corpus, such as `weaver/process-Echo.json`. */
  readonly file: string;
  readonly document: unknown;
}

/** All documents whose file name begins with a prefix, sorted by path. */
export function corpusDocuments(prefix: string): readonly CorpusDocument[] {
  if (!HAS_CORPUS) return [];
  return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.split("/").at(-1)?.startsWith(prefix) === true)
    .filter((path) => path.endsWith(".json"))
    .sort()
    .map((file) => ({
      file,
      document: JSON.parse(readFileSync(`${CORPUS}${file}`, "utf8")) as unknown,
    }));
}

/** All process descriptions of the corpus, each with an id that is made from its file name. */
export function corpusDescriptions(): readonly SourceProcess[] {
  return corpusDocuments("process").flatMap(({ file, document }) =>
    recordedDocument({ name: file, document }).processes.map(
      (process, index) => ({
        id: `${file.replace(/\.json$/, "")}-${index}`,
        document: process.document,
      }),
    ),
  );
}

/** Absolute path of a file of the corpus. */
export function corpusPath(file: string): string {
  return `${CORPUS}${file}`;
}
