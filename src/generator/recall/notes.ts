import { hash } from "node:crypto";
import type { Answer, SourceNotes } from "../source/source.js";

/** What a run has read. */
export interface Notes extends SourceNotes {
  /** What a later run is to compare; undefined where it cannot. */
  readonly taken: () => TakenNotes | undefined;
}

/** What a source was made from. */
export interface TakenNotes {
  readonly recording?: string;
  readonly answers?: readonly Answer[];
}

/** Takes notes of what a source is made from. */
export function takeNotes(): Notes {
  const recording = recordingDigest();
  const answers = new Map<string, Answer>();
  let files = 0;
  let isCertain = true;
  return {
    file: (name, digest) => {
      files += 1;
      recording.add(name, digest);
    },
    answer: (answer) => {
      // A server that answers the same request in two ways in one run cannot be compared.
      const before = answers.get(answer.url);
      if (before !== undefined && before.digest !== answer.digest) {
        isCertain = false;
      }
      answers.set(answer.url, answer);
    },
    uncertain: () => {
      isCertain = false;
    },
    taken: () => {
      if (!isCertain || (files === 0 && answers.size === 0)) return undefined;
      return files > 0
        ? { recording: recording.digest() }
        : { answers: [...answers.values()] };
    },
  };
}

/** The hash of the names and contents of files, in their order; of each content its SHA-256 is given. */
export function recordingDigest(): {
  readonly add: (name: string, content: string) => void;
  readonly digest: () => string;
} {
  const lines: string[] = [];
  return {
    add: (name, content) => {
      lines.push(`${JSON.stringify(name)} ${content}`);
    },
    digest: () => hash("sha256", lines.join("\n")),
  };
}
