import { hash } from "node:crypto";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Options } from "prettier";
import type { Diagnostic } from "../diagnostic.js";
import { UsageError } from "../errors.js";
import {
  loadPrettier,
  ownVersion,
  styleText,
  withInstalledPlugins,
  type Prettier,
} from "./project-prettier.js";
import { ignoreFile, usesPrettier } from "./project-style.js";

/** The text of a file after formatting: of this run, or of an earlier one. */
export interface FormattedText {
  readonly text: string;
  /** Hash of what the text was formatted from and how; absent where it was not formatted. */
  readonly format?: string;
}

/** A file of this run after formatting. */
export interface FormattedFile extends FormattedText {
  readonly path: string;
}

/** A file of this run before formatting. */
export interface UnformattedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Formats one file.
 *
 * @param readEarlier - Reads what an earlier run made of it; this is returned where it would become the same again.
 */
export type FormatFile = (
  file: UnformattedFile,
  readEarlier: () => FormattedText | undefined,
) => Promise<FormattedText>;

/** What formats the files of a folder, and what it found wrong. */
export interface Formatter {
  readonly formatFile: FormatFile;
  /** The findings of all files so far. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/** Files that are formatted. Compiled files are not, since maps lead into them. */
const FORMATTED = /\.(?:ts|json|md)$/;

/** Git checks the files out with these line ends, as .gitattributes says. */
const LINE_ENDS = { endOfLine: "lf" } as const;

/**
 * What formats files in the style of the user's project: as its own Prettier does, with the
 * configuration that holds for each file. What the emitter prints is in the default style of this
 * program's Prettier, so in a project without Prettier there is nothing to do, and Prettier is not
 * even loaded.
 *
 * @param root - Absolute path of the output folder.
 * @throws UsageError where the project's configuration cannot be used; its style is then unknown.
 */
export async function projectFormatter(root: string): Promise<Formatter> {
  const failures: string[] = [];
  const prettier = usesPrettier(root) ? await loadPrettier(root) : undefined;
  // A configuration may have changed since the last run of the same process.
  await prettier?.clearConfigCache();
  const isOwn = prettier?.version === ownVersion();
  const ignored = ignoreFile(root);
  const styles = new Set<string>();
  return {
    formatFile: async ({ path, text }, readEarlier) => {
      if (prettier === undefined || !FORMATTED.test(path)) return { text };
      const filepath = join(root, path);
      if (
        ignored !== undefined &&
        (await isIgnored(prettier, filepath, ignored))
      ) {
        return { text };
      }
      const options = await optionsOf(prettier, filepath);
      if (isOwn && isDefault(options)) return { text };
      const style = styleText(root, prettier.version, options);
      const format = hash("sha256", `${style}\n${text}`).slice(0, 16);
      const earlier = readEarlier();
      if (earlier?.format === format) return earlier;
      const usable = withInstalledPlugins(root, options);
      if (!styles.has(style)) {
        await requireUsable(prettier, filepath, usable);
        styles.add(style);
      }
      try {
        const result = await prettier.format(text, { ...usable, filepath });
        // A configuration may make JSON5 of JSON, which neither npm nor this program reads.
        if (path.endsWith(".json")) JSON.parse(result);
        return { text: result, format };
      } catch (error) {
        failures.push(`${path}: ${messageOf(error)}`);
        return { text };
      }
    },
    diagnostics: () => failureFindings(prettier?.version, failures),
  };
}

/** Whether a configuration changes nothing: files are emitted in the default style of the version that this program comes with. */
function isDefault(options: Options): boolean {
  return Object.keys(options).every((name) => name in LINE_ENDS);
}

async function isIgnored(
  prettier: Prettier,
  filepath: string,
  ignorePath: string,
): Promise<boolean> {
  const { ignored } = await prettier.getFileInfo(filepath, {
    ignorePath,
    resolveConfig: false,
  });
  return ignored;
}

async function optionsOf(
  prettier: Prettier,
  filepath: string,
): Promise<Options> {
  try {
    const options = await prettier.resolveConfig(filepath, {
      editorconfig: true,
    });
    return { ...options, ...LINE_ENDS };
  } catch (error) {
    throw await unusable(prettier, filepath, error);
  }
}

/** Formats nothing, which fails where an option has an impossible value or a plugin cannot be loaded. */
async function requireUsable(
  prettier: Prettier,
  filepath: string,
  options: Options,
): Promise<void> {
  try {
    await prettier.format("", { ...options, filepath: `${filepath}.ts` });
  } catch (error) {
    throw await unusable(prettier, filepath, error);
  }
}

async function unusable(
  prettier: Prettier,
  filepath: string,
  cause: unknown,
): Promise<UsageError> {
  const file = await prettier.resolveConfigFile(filepath).catch(() => null);
  return new UsageError(
    `The Prettier configuration of the project cannot be used: ${messageOf(cause)}.`,
    {
      where: file ?? filepath,
      hint: "Correct it, or name the output folder in .prettierignore.",
      cause,
    },
  );
}

/** One finding for all files, since most have the same reason. */
function failureFindings(
  version: string | undefined,
  failures: readonly string[],
): readonly Diagnostic[] {
  const [first] = failures;
  if (version === undefined || first === undefined) return [];
  const more = failures.length - 1;
  return [
    {
      severity: "warning",
      code: "format-failed",
      message: `Prettier ${version} could not format ${first}${more === 0 ? "" : ` (and ${more} more files)`}`,
      hint: "These files are written in Prettier's default style. Name the output folder in .prettierignore, so that Prettier leaves it alone.",
    },
  ];
}

/** The first line of an error's message, and the second where the first only announces it. */
function messageOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  // Prettier colours its messages where the environment says so, as CI systems do.
  const text = stripVTControlCharacters(said);
  const [first = "", second = ""] = text.split("\n", 2);
  const message = first.endsWith(":") ? `${first} ${second}` : first;
  return message.replace(/[:.]$/, "");
}
