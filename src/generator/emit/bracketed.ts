import { isPrintableAscii } from "../characters.js";
import { DOC, printedAt, WIDTH } from "./layout.js";

/** How a list in brackets is printed. */
export interface BracketOptions {
  /** Columns by which its lines are indented; a multiple of two. */
  readonly indent?: number;
  /** On one line there are spaces inside the brackets. */
  readonly spaces?: boolean;
  /** On several lines a comma follows the last item. */
  readonly lastComma?: boolean;
  /** It stands on several lines whatever its length. */
  readonly isBroken?: boolean;
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
  const { indent = 0, lastComma = false, isBroken = false } = options;
  const space = options.spaces === true ? " " : "";
  const flat = `${start}${space}${items.join(", ")}${space}${end}`;
  if (!isPrintableAscii(flat)) {
    return printedAt(indent, layout(start, items, end, options));
  }
  if (!isBroken && indent + flat.length <= WIDTH) return flat;
  const pad = " ".repeat(indent);
  const lines = items.map((item) => `${pad}  ${item}`).join(",\n");
  return `${start}\n${lines}${lastComma ? "," : ""}\n${pad}${end}`;
}

/** The same for the engine, which knows how many columns the characters of other scripts take. */
function layout(
  start: string,
  items: readonly string[],
  end: string,
  { spaces = false, lastComma = false, isBroken = false }: BracketOptions,
) {
  const edge = spaces ? DOC.line : DOC.softline;
  return DOC.group(
    [
      start,
      DOC.indent([edge, DOC.join([",", DOC.line], [...items])]),
      lastComma ? DOC.ifBreak(",") : "",
      edge,
      end,
    ],
    { shouldBreak: isBroken },
  );
}
