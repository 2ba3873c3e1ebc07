import { builders, printer } from "prettier/doc";
import type { Doc } from "prettier";

export type { Doc };

/**
 * Prettier's own layout language: what we print has Prettier's default style
 * because the same engine breaks the lines, at a fraction of the cost of
 * parsing and formatting the text once more.
 */
export const doc = {
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

/** Parts between hard line breaks. */
export function lines(parts: readonly Doc[]): Doc {
  return doc.join(doc.hardline, [...parts]);
}

/** Things of a file, with an empty line between them. */
export function blocks(parts: readonly Doc[]): Doc {
  return doc.join([doc.hardline, doc.hardline], [...parts]);
}

/** A text that is broken into lines already, at the indentation of the layout around it. */
export function textLayout(text: string): Doc {
  return text.includes("\n") ? lines(text.split("\n")) : text;
}
