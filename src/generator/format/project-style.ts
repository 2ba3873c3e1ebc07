import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Files that hold a Prettier configuration (Prettier 3), beside package.json. */
const CONFIGURATION_FILES = [
  ".prettierrc",
  ".prettierrc.json",
  ".prettierrc.yaml",
  ".prettierrc.yml",
  ".prettierrc.json5",
  ".prettierrc.js",
  ".prettierrc.mjs",
  ".prettierrc.cjs",
  ".prettierrc.ts",
  ".prettierrc.toml",
  "prettier.config.js",
  "prettier.config.mjs",
  "prettier.config.cjs",
  "prettier.config.ts",
];

/**
 * Whether a Prettier configuration may hold for a folder: it reads only file
 * names, so that Prettier is loaded only if it has something to do.
 */
export function hasPrettierConfiguration(folder: string): boolean {
  let current = resolve(folder);
  for (;;) {
    const found = CONFIGURATION_FILES.some((name) =>
      existsSync(join(current, name)),
    );
    if (found || mentionsPrettier(join(current, "package.json"))) return true;
    const parent = dirname(current);
    if (parent === current) return false;
    current = parent;
  }
}

function mentionsPrettier(file: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    return (
      typeof content === "object" && content !== null && "prettier" in content
    );
  } catch {
    return false;
  }
}
