/**
 * How the imports between the files of a package end: `js` as the compiled file
 * is called, `ts` as the source is called, or not at all, as bundlers and older
 * module resolutions have it.
 */
export type ImportExtension = "js" | "none" | "ts";

/**
 * The path by which one file of a package imports another. The only place
 * where this path gets its ending.
 *
 * @param path - Relative path without an ending, such as `./client`.
 */
export function importPath(path: string, extension: ImportExtension): string {
  return extension === "none" ? path : `${path}.${extension}`;
}

/**
 * A source whose relative imports end in another way: of the joined runtime, and
 * of files that an earlier run wrote. Comments stay as they are.
 *
 * @param source - Text of a TypeScript file, with any ending and either quotes.
 */
export function withImportExtension(
  source: string,
  extension: ImportExtension,
): string {
  return source.replace(
    RELATIVE_IMPORT,
    (
      match: string,
      before: string | undefined,
      quote: string,
      path: string,
    ): string =>
      before === undefined
        ? match
        : `${before}${quote}${importPath(path, extension)}${quote}`,
  );
}

/**
 * Lines of comment, which are passed over, or what comes before a relative
 * module specifier, its quote, and its path without the ending. A comment
 * counts at the start of a line only: strings contain such marks as well.
 */
const RELATIVE_IMPORT =
  /^[ \t]*(?:\/\*[^]*?\*\/|\/\/.*)|(^(?:import|export|\})(?: |[^"'\n]*\bfrom )|\bimport\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]*?)(?:\.[jt]s)?\2/gm;
