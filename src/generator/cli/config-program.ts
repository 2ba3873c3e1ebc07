import { createJiti } from "jiti";
import { defineConfig } from "../define-config.js";
import { UsageError } from "../errors.js";
import { syntaxError } from "./config-file.js";

/**
 * Runs a configuration that is a program, in TypeScript or JavaScript, of either module system.
 *
 * @returns What it exports by default.
 * @throws UsageError where it cannot be parsed, or throws.
 */
export async function configOfProgram(path: string): Promise<unknown> {
  const jiti = createJiti(import.meta.url, {
    // What it compiled would lie in a folder for temporary files, with the secrets that are in it.
    fsCache: false,
    moduleCache: false,
    // Of this program, also where the project has not installed it, as with `npx`.
    virtualModules: { "s2gos-codegen": { defineConfig } },
  });
  try {
    return await jiti.import(path, { default: true });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("ParseError")) throw syntaxError(path, error);
    const [line = ""] = message.split("\n");
    throw new UsageError(`The configuration file failed: ${line}`, {
      where: path,
      hint: "It is a program that was run; correct what it says. --verbose prints where it failed.",
      cause: error,
    });
  }
}
