import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, "..", "..");

/** The pages that users read. README.md and these are in the packed package. */
export const USER_PAGES = [
  "README.md",
  "docs/ci.md",
  "docs/clients.md",
  "docs/command.md",
  "docs/configuration.md",
  "docs/errors.md",
  "docs/frameworks.md",
  "docs/migration.md",
  "docs/packages.md",
  "docs/servers.md",
  "docs/testing.md",
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
 * @param language - What stands first after the fence: `ts`, `sh`, or an empty text.
 * @param mark - A word that must follow the language: `run` marks programs that are run against the
 *   embedded server. Default: with or without one.
 */
export function codeBlocks(
  document: string,
  language: string,
  mark?: "run",
): readonly string[] {
  const blocks = readDocument(document).matchAll(
    /^```([a-z]*)(?: ([a-z]+))?\n([^]*?)^```$/gm,
  );
  return [...blocks]
    .filter(
      ([, found, word]) =>
        found === language && (mark === undefined || word === mark),
    )
    .map(([, , , code = ""]) => code);
}
