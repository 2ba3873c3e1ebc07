import { fitsOnLine } from "./layout.js";

/** How a list in brackets is printed. */
export interface BracketOptions {
  /** Columns by which its lines are indented; a multiple of two. */
  readonly indent?: number;
  /** On one line there are spaces inside the brackets. */
  readonly spaces?: boolean;
  /** On several lines a comma follows the last item. */
  readonly lastComma?: boolean;
}

/**
 * A list in brackets on one line where it fits, else with a line for each item.
 *
 * @param start - Up to the opening bracket.
 * @param end - From the closing bracket to the end of the line.
 */
export function bracketed(
  start: string,
  items: readonly string[],
  end: string,
  options: BracketOptions = {},
): string {
  const { indent = 0, spaces = false, lastComma = false } = options;
  const edge = spaces ? " " : "";
  const line = `${start}${edge}${items.join(", ")}${edge}${end}`;
  if (fitsOnLine(line, indent)) return line;
  const pad = `\n${" ".repeat(indent)}`;
  const comma = lastComma ? "," : "";
  return `${start}${pad}  ${items.join(`,${pad}  `)}${comma}${pad}${end}`;
}
