import { builders, printer } from "prettier/doc";
import type { Doc } from "prettier";
import { hasPlainWidths, quickText } from "./quick-printer.js";

export type { Doc };

/**
 * Prettier's own layout language. What is printed has Prettier's default style
 * because it is described as Prettier describes it, at a fraction of the cost
 * of parsing and formatting the text once more.
 */
export const DOC = {
  group: builders.group,
  indent: builders.indent,
  line: builders.line,
  softline: builders.softline,
  hardline: builders.hardline,
  ifBreak: builders.ifBreak,
  fill: builders.fill,
  join: builders.join,
} as const;

/** Columns of a line in Prettier's default style. */
export const WIDTH = 80;

/** Lines of Prettier's default style. */
const PAGE = { printWidth: WIDTH, tabWidth: 2, useTabs: false } as const;

/** The printer's type asks for the options of a whole run; it reads only those of the page. */
const NO_PARSER = {} as Parameters<typeof printer.printDocToString>[1];

/**
 * The text of a layout.
 *
 * @param layout - What is printed.
 * @param indent - Columns by which its lines are indented, a multiple of two;
 * the first line has its indentation already.
 */
export function printed(layout: Doc, indent = 0): string {
  if (typeof layout === "string") return layout;
  const text = quickText(layout, { indent, width: WIDTH });
  return hasPlainWidths(text) ? text : printedByPrettier(layout, indent);
}

/**
 * Whether a text without line breaks fits on a line.
 *
 * @param indent - Columns before it.
 */
export function fitsOnLine(text: string, indent = 0): boolean {
  // No UTF-16 unit takes more than two columns: most texts are so short that their characters do not matter.
  if (indent + 2 * text.length <= WIDTH) return true;
  return hasPlainWidths(text)
    ? indent + text.length <= WIDTH
    : !printedByPrettier(DOC.group([text, DOC.softline]), indent).includes(
        "\n",
      );
}

/**
 * A line, or two where it is too long: the rest is then indented on a line of its own.
 *
 * @param indent - Columns by which the first line is indented.
 */
export function continued(start: string, rest: string, indent = 0): string {
  const line = `${start} ${rest}`;
  return fitsOnLine(line, indent)
    ? line
    : `${start}\n${" ".repeat(indent + 2)}${rest}`;
}

/**
 * The same by Prettier's engine, which knows how many columns the characters of
 * all scripts take. If it printed all layouts, emitting a package of 1,000
 * processes would take 2.2 times as long.
 *
 * @param layout - What is printed; the engine marks the groups in it that break.
 */
export function printedByPrettier(layout: Doc, indent: number): string {
  let inside: Doc = [DOC.hardline, layout];
  for (let column = 0; column < indent; column += PAGE.tabWidth) {
    inside = DOC.indent(inside);
  }
  const options = { ...PAGE, ...NO_PARSER };
  const { formatted } = printer.printDocToString(inside, options);
  return formatted.slice(1 + indent);
}

/** The text of a file: parts with an empty line between them. Empty where there are none. */
export function fileText(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) return "";
  // Appending the line feed to the joined text would copy the whole text once more.
  return parts.with(-1, `${last}\n`).join("\n\n");
}
