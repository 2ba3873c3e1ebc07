import { isPrintableAscii } from "../characters.js";
import type { TypeExpression } from "../model/service-model.js";
import { flatType } from "./flat-type.js";
import { DOC, printedAt, WIDTH } from "./layout.js";
import { typeAfter } from "./type-layout.js";

/**
 * A name and its type (`name: Type;`) as they stand at an indentation. Where
 * one can tell without the layout engine how it would break the lines, it is not asked.
 *
 * @param start - Up to the mark before the type.
 * @param mark - What stands between name and type.
 */
export function typedText(
  start: string,
  mark: ":" | " =",
  type: TypeExpression,
  indent: number,
): string {
  const head = start + mark;
  const flat = flatType(type);
  if (flat !== undefined && isPrintableAscii(head) && isPrintableAscii(flat)) {
    const whole = `${head} ${flat};`;
    if (indent + whole.length <= WIDTH) return whole;
    const lines = unionLines(type, flat, indent + 2);
    if (lines !== undefined) return `${head}\n${lines};`;
  }
  return printedAt(indent, [
    start,
    mark === ":"
      ? typeAfter(":", type)
      : DOC.group([" ", typeAfter("=", type)]),
    ";",
  ]);
}

/** A union below its name: on one line if it fits, else with a line for each member. */
function unionLines(
  type: TypeExpression,
  flat: string,
  indent: number,
): string | undefined {
  if (type.kind !== "union") return undefined;
  const pad = " ".repeat(indent);
  // One column for the semicolon that follows.
  if (indent + flat.length + 1 <= WIDTH) return pad + flat;
  const lines = type.members.map(
    (member) => `${pad}| ${flatType(member) ?? ""}`,
  );
  const fit = type.members.every(
    (member, index) =>
      isAtom(member) || (lines[index]?.length ?? WIDTH) + 1 <= WIDTH,
  );
  return fit ? lines.join("\n") : undefined;
}

/** Whether a type is never broken into lines. */
function isAtom(type: TypeExpression): boolean {
  return type.kind === "array"
    ? isAtom(type.element)
    : ["keyword", "literal", "reference", "runtime"].includes(type.kind);
}
