import type { Diagnostic } from "../diagnostic.js";
import type { JsonObject } from "../json.js";
import type { CompilerOptions, UnreadableOptions } from "./compiler-options.js";
import type { EnclosingProject } from "./enclosing-project.js";

/** How the imports between the files of a package end, and why. */
export interface ImportEnding {
  readonly extension: "js" | "none" | "ts";
  /** The setting that decides, in words. */
  readonly reason: string;
  /** Absolute path of the tsconfig.json that says so, where one does. */
  readonly tsconfig?: string;
}

/**
 * Chooses the ending that the project's own compiler and runtime read, from its
 * compiler options alone, so that the same project always gives the same.
 *
 * @param found - What its tsconfig.json says; undefined where there is none.
 * @param hasRuntimePackage - Whether the runtime is imported from a package.
 */
export function importEndingOf(
  found: CompilerOptions | UnreadableOptions | undefined,
  hasRuntimePackage: boolean,
): ImportEnding {
  if (found === undefined) return withoutTsconfig(hasRuntimePackage);
  const { tsconfig } = found;
  if ("problem" in found) {
    return { extension: "js", reason: "it cannot be read", tsconfig };
  }
  return { ...endingOf(found.options), tsconfig };
}

/**
 * Node.js and Deno run sources as they are and need their names; Bun and
 * bundlers accept them. A compiler that is started without a tsconfig.json
 * accepts only `.js`, and where the runtime is a package, that is who reads the
 * sources: nothing else needs its types.
 */
function withoutTsconfig(hasRuntimePackage: boolean): ImportEnding {
  return hasRuntimePackage
    ? {
        extension: "js",
        reason: "there is no tsconfig.json, and the runtime is a package",
      }
    : { extension: "ts", reason: "there is no tsconfig.json" };
}

function endingOf(options: JsonObject): Omit<ImportEnding, "tsconfig"> {
  const { allowImportingTsExtensions, rewriteRelativeImportExtensions } =
    options;
  const resolution = resolutionOf(options);
  const isNode = /\bnode(?:next|16|18|20)$/.test(resolution);
  if (allowImportingTsExtensions === true) {
    return { extension: "ts", reason: "allowImportingTsExtensions is true" };
  }
  // Only Node.js runs what the compiler writes then; a bundler would look for the names that it writes.
  if (rewriteRelativeImportExtensions === true && isNode) {
    return {
      extension: "ts",
      reason: "rewriteRelativeImportExtensions is true",
    };
  }
  return { extension: isNode ? "js" : "none", reason: resolution };
}

/** The module resolution in words, of which the last is its name, if anything says it. */
function resolutionOf({ module, moduleResolution }: JsonObject): string {
  if (typeof moduleResolution === "string") {
    return `moduleResolution is ${moduleResolution}`;
  }
  return typeof module === "string"
    ? `module is ${module}`
    : "module and moduleResolution are not set";
}

/** What the user should know about the project's compiler options. */
export function optionFindings(
  found: CompilerOptions | UnreadableOptions | undefined,
  project: EnclosingProject,
): readonly Diagnostic[] {
  if (found === undefined) return [];
  return "problem" in found
    ? [unreadable(found)]
    : commonJsFindings(found, project);
}

function unreadable({ tsconfig, problem }: UnreadableOptions): Diagnostic {
  return {
    severity: "warning",
    code: "tsconfig-unreadable",
    message: `${tsconfig} cannot be read, so it does not say how imports end: ${problem}`,
    hint: "Correct it, install what it extends, or give --import-extension.",
  };
}

/**
 * Under `verbatimModuleSyntax`, TypeScript writes modules as they are, and so
 * refuses an `import` in a file that Node.js would read as CommonJS.
 */
function commonJsFindings(
  { options, tsconfig }: CompilerOptions,
  { isModule, packageFile }: EnclosingProject,
): readonly Diagnostic[] {
  const { module, verbatimModuleSyntax } = options;
  if (verbatimModuleSyntax !== true || typeof module !== "string") return [];
  const isNode = /^node(?:next|16|18|20)$/.test(module);
  if (module !== "commonjs" && !(isNode && !isModule)) return [];
  const remedy =
    module === "commonjs"
      ? `Remove verbatimModuleSyntax from ${tsconfig}`
      : `Set "type": "module" in ${packageFile ?? "a package.json"}, or give --package-name, which makes it a package of its own`;
  return [
    {
      severity: "warning",
      code: "modules-in-commonjs-package",
      message: `The sources are ES modules. ${tsconfig} sets verbatimModuleSyntax in a CommonJS package, and TypeScript cannot compile them there (TS1295).`,
      hint: `${remedy}; or generate JavaScript with --emit js.`,
    },
  ];
}
