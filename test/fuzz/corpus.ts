import { corpusDocuments, HAS_CORPUS } from "../corpus/documents.js";

/** The corpus's process descriptions, which the fuzz test changes; none, with a message, if there is no corpus. */
export function readCorpus(): readonly unknown[] {
  if (!HAS_CORPUS) {
    console.warn(
      "Left out: changed descriptions of the corpus, since ../shared/corpus is not there. All descriptions are invented.",
    );
  }
  return corpusDocuments("process-").map(({ document }) => document);
}
