import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedFile, textHash, type Manifest } from "./manifest-file.js";

/** A generated file that is on disk as an earlier run wrote it. */
export interface EarlierFile {
  readonly text: string;
  /** Hash of what the text was formatted from and how; absent where it was not formatted. */
  readonly format?: string;
}

/** Reads a file of an earlier run; undefined where it is absent or was changed since. */
export function readEarlierFile(
  root: string,
  manifest: Manifest | undefined,
  path: string,
): EarlierFile | undefined {
  const entry = recordedFile(manifest, path);
  if (entry === undefined) return undefined;
  try {
    const content = readFileSync(join(root, path), "utf8");
    const text = content.replaceAll("\r\n", "\n");
    if (textHash(text) !== entry.sha256) return undefined;
    return entry.format === undefined
      ? { text }
      : { text, format: entry.format };
  } catch {
    return undefined;
  }
}
