import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FormattedText } from "../format/format.js";
import { recordedFile, textHash, type Manifest } from "./manifest-file.js";

/** Reads a file of an earlier run; undefined where it is absent or was changed since. */
export function readEarlierFile(
  root: string,
  manifest: Manifest | undefined,
  path: string,
): FormattedText | undefined {
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
