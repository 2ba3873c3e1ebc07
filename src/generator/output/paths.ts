import { GenerationError } from "../errors.js";

/** A part of a path: letters, digits, `.`, `_` and `-`, perhaps with a leading dot, never ending in a dot. */
const PART = /^\.?[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/;
/** Device names of Windows: reserved with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const MAX_LENGTH = 240;
const MAX_DEPTH = 8;

/**
 * Why a path must not be written; undefined if it may. Only paths are allowed
 * that every file system accepts and that stay inside the folder.
 */
export function unsafePathReason(path: string): string | undefined {
  if (path.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH}`;
  const parts = path.split("/");
  if (parts.length > MAX_DEPTH) return `it is deeper than ${MAX_DEPTH} folders`;
  for (const part of parts) {
    if (!PART.test(part)) {
      return "a part of it is not made of letters, digits, '.', '_' and '-'";
    }
    if (RESERVED.test(part)) return "a part of it is a device name of Windows";
    if (part.toLowerCase() === ".git") return "it lies in a Git folder";
  }
  return undefined;
}

/**
 * Checks the paths that a generation wants to write: each is safe, and no two
 * are the same on a file system that ignores case.
 *
 * @throws GenerationError `unsafe-path`, which is a fault of the generator itself.
 */
export function requireSafePaths(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const folded = path.toLowerCase();
    const reason =
      unsafePathReason(path) ??
      (seen.has(folded)
        ? `it is the same file as ${JSON.stringify(seen.get(folded))} where case does not count`
        : undefined);
    if (reason !== undefined) {
      throw new GenerationError(
        "unsafe-path",
        `A file named ${JSON.stringify(path)} cannot be written: ${reason}.`,
        {
          hint: "This is a fault of the generator; please report it with the process description.",
        },
      );
    }
    seen.set(folded, path);
  }
}
