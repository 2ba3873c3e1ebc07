import type { ts as Compiler } from "ts-morph";

/** Where a member goes, and how lines look there. */
interface Style {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Levels before the members of the object. */
  readonly depth: number;
}

/**
 * Sets members of an object that is a member of a JSON file, such as `scripts` of package.json, and
 * leaves each other character as it is: indentation, line ends, the order, numbers.
 *
 * @param text - A JSON object that can be parsed.
 * @param member - Name of the object; it is added where it is absent.
 * @param values - Its new members: those that are there are replaced, others are added at its end.
 */
export async function withMembers(
  text: string,
  member: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const { ts } = await import("ts-morph");
  const style: Style = {
    eol: /\r?\n/.exec(text)?.[0] ?? "\n",
    unit: /^[\t ]+(?=")/m.exec(text)?.[0] ?? "  ",
    depth: 1,
  };
  let current = text;
  for (const [name, value] of Object.entries(values)) {
    const file = ts.parseJsonText("package.json", current);
    const root = rootOf(ts, file);
    const object = propertyOf(ts, root, member)?.initializer;
    current =
      object === undefined || !ts.isObjectLiteralExpression(object)
        ? insert(file, root, member, { [name]: value }, style)
        : setMember(ts, file, object, name, value, style);
  }
  return current;
}

function setMember(
  ts: typeof Compiler,
  file: Compiler.JsonSourceFile,
  object: Compiler.ObjectLiteralExpression,
  name: string,
  value: string,
  style: Style,
): string {
  const old = propertyOf(ts, object, name)?.initializer;
  return old === undefined
    ? insert(file, object, name, value, { ...style, depth: 2 })
    : splice(
        file.text,
        old.getStart(file),
        old.getEnd(),
        JSON.stringify(value),
      );
}

/** Adds a member at the end of an object: on a line of its own, if the object is not on one line. */
function insert(
  file: Compiler.JsonSourceFile,
  object: Compiler.ObjectLiteralExpression,
  name: string,
  value: unknown,
  { depth, eol, unit }: Style,
): string {
  const { text } = file;
  const open = object.getStart(file) + 1;
  const close = object.getEnd() - 1;
  const last = object.properties.at(-1)?.getEnd();
  const head = `${JSON.stringify(name)}:`;
  if (last !== undefined && !text.slice(open, close).includes("\n")) {
    const gap = /^\s/.test(text.slice(open)) ? " " : "";
    const member = `${head}${gap}${JSON.stringify(value)}`;
    return splice(text, last, last, `,${gap}${member}`);
  }
  const inner = unit.repeat(depth);
  const printed = JSON.stringify(value, null, unit).replaceAll(
    "\n",
    `${eol}${inner}`,
  );
  const member = `${eol}${inner}${head} ${printed}`;
  return last === undefined
    ? splice(text, open, close, `${member}${eol}${unit.repeat(depth - 1)}`)
    : splice(text, last, last, `,${member}`);
}

function splice(text: string, from: number, to: number, part: string): string {
  return text.slice(0, from) + part + text.slice(to);
}

function rootOf(
  ts: typeof Compiler,
  { statements: [statement] }: Compiler.JsonSourceFile,
): Compiler.ObjectLiteralExpression {
  const root = statement?.expression;
  if (root === undefined || !ts.isObjectLiteralExpression(root)) {
    throw new TypeError("The JSON text is not an object.");
  }
  return root;
}

function propertyOf(
  ts: typeof Compiler,
  object: Compiler.ObjectLiteralExpression,
  name: string,
): Compiler.PropertyAssignment | undefined {
  return object.properties.findLast(
    (property): property is Compiler.PropertyAssignment =>
      ts.isPropertyAssignment(property) &&
      ts.isStringLiteral(property.name) &&
      property.name.text === name,
  );
}
