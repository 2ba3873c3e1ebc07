import { readFileSync } from "node:fs";
import { join } from "node:path";
import { textHash, type Manifest } from "./manifest.js";

/** A file of ours that is on disk as an earlier run wrote it. */
export interface EarlierFile {
  readonly text: string;
  readonly format?: string;
}

/** Reads a file of an earlier run; undefined where it is not there, or was changed since. */
export function readEarlierFile(
  root: string,
  manifest: Manifest | undefined,
  path: string,
): EarlierFile | undefined {
  const entry =
    manifest !== undefined && Object.hasOwn(manifest.files, path)
      ? manifest.files[path]
      : undefined;
  if (entry === undefined) return undefined;
  try {
    const text = readFileSync(join(root, path), "utf8").replaceAll(
      "\r\n",
      "\n",
    );
    if (textHash(text) !== entry.sha256) return undefined;
    return entry.format === undefined
      ? { text }
      : { text, format: entry.format };
  } catch {
    return undefined;
  }
}
