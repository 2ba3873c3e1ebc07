import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { createJiti } from "jiti";
import { defineConfig } from "../define-config.js";
import { UsageError } from "../errors.js";
import { settled } from "../settled.js";
import { syntaxError } from "./config-file.js";
import { toldOfExit } from "./early-exit.js";

/** Runs a program, and gives what it exports by default. */
type RunProgram = (path: string) => Promise<unknown>;

/**
 * Runs a configuration that is a program, in TypeScript or JavaScript, of either module system: by jiti, where the
 * project has it, else by Node.js itself, which knows JavaScript and, from version 22.18 on, TypeScript.
 *
 * @param byJiti - Default: what the project has installed. Undefined: nothing.
 * @returns What it exports by default.
 * @throws UsageError where it cannot be parsed, throws, or waits for something that never comes.
 */
export async function configOfProgram(
  path: string,
  byJiti: RunProgram | undefined | Promise<RunProgram | undefined> = jiti(),
): Promise<unknown> {
  const run = (await byJiti) ?? byNode;
  try {
    return await toldOfExit(`The configuration file ${path}`, () =>
      settled(run(path)),
    );
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

async function jiti(): Promise<RunProgram | undefined> {
  let library: { readonly createJiti: typeof createJiti };
  try {
    library = await import("jiti");
  } catch {
    // It is optional, since most configurations are JSON or YAML.
    return undefined;
  }
  const runner = library.createJiti(import.meta.url, {
    // What it compiled would lie in a folder for temporary files, with the secrets that are in it.
    fsCache: false,
    moduleCache: false,
    // Of this program, also where the project has not installed it, as with `npx`.
    virtualModules: { "s2gos-codegen": { defineConfig } },
  });
  return (path) => runner.import(path, { default: true });
}

async function byNode(path: string): Promise<unknown> {
  const { typescript } = process.features as { readonly typescript?: unknown };
  if (/^\.m?ts$/.test(extname(path)) && !typescript) {
    throw new UsageError(
      "The configuration file is in TypeScript, which this Node.js does not run.",
      {
        where: path,
        hint: "Install jiti beside s2gos-codegen (npm install --save-dev jiti), or use Node.js 22.18 or newer, or a file in JavaScript, JSON or YAML.",
      },
    );
  }
  const { importModule } = await import("../import-module.js");
  const module = (await importModule(pathToFileURL(path).href)) as {
    readonly default?: unknown;
  };
  return module.default;
}
