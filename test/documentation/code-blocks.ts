import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, "..", "..");

/** The pages that users read. README.md and these are in the packed package. */
export const USER_PAGES = [
  "README.md",
  "docs/clients.md",
  "docs/command.md",
  "docs/configuration.md",
  "docs/packages.md",
  "docs/servers.md",
  "docs/tracing.md",
  "docs/types.md",
  "docs/validation.md",
] as const;

/** The text of a document of the repository. */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/**
 * The code blocks of a document.
 *
 * @param language - What stands after the fence: `ts`, `sh`, or an empty text.
 */
export function codeBlocks(
  document: string,
  language: string,
): readonly string[] {
  const blocks = readDocument(document).matchAll(
    /^```([a-z]*)\n([^]*?)^```$/gm,
  );
  return [...blocks]
    .filter(([, found]) => found === language)
    .map(([, , code = ""]) => code);
}
