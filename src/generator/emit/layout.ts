import { builders, printer } from "prettier/doc";
import type { Doc } from "prettier";

export type { Doc };

/**
 * Prettier's own layout language: what we print has Prettier's default style
 * because the same engine breaks the lines, at a fraction of the cost of
 * parsing and formatting the text once more.
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
  breakParent: builders.breakParent,
} as const;

/** Columns of a line in Prettier's default style. */
export const WIDTH = 80;

/** Lines of Prettier's default style. */
const PAGE = { printWidth: WIDTH, tabWidth: 2, useTabs: false } as const;

/** Prints a layout as the text of a file. */
export function printLayout(layout: Doc): string {
  return printer.printDocToString(layout, { ...PAGE, ...NO_PARSER }).formatted;
}

/** The printer's type asks for the options of a whole run; it reads those of the page alone. */
const NO_PARSER = {} as Parameters<typeof printer.printDocToString>[1];

/** A layout's text as it stands at an indentation, without the indentation of its first line. */
export function printedAt(indent: number, layout: Doc): string {
  if (indent === 0) return printLayout(layout);
  let inside: Doc = [DOC.hardline, layout];
  for (let column = 0; column < indent; column += PAGE.tabWidth) {
    inside = DOC.indent(inside);
  }
  return printLayout(inside).slice(1 + indent);
}

/** A text whose lines after the first are indented; none of them is empty. */
export function indented(text: string, columns: number): string {
  return text.includes("\n")
    ? text.replaceAll("\n", `\n${" ".repeat(columns)}`)
    : text;
}

/** The text of a file: things with an empty line between them. */
export function fileText(things: readonly string[]): string {
  // Added to the whole text, the last line feed would copy it once more.
  const [last = ""] = things.slice(-1);
  return [...things.slice(0, -1), `${last}\n`].join("\n\n");
}
