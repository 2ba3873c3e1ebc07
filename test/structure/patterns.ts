import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A regular expression in a source file. */
export interface Pattern {
  /** Path below the folder that was read, and line. */
  readonly place: string;
  /** As it stands in the file: `/a+$/g`. */
  readonly text: string;
}

/** The regular expressions of all TypeScript files in a folder, and the calls of `RegExp` that make one at run time. */
export function patternsOf(folder: string): {
  readonly literals: readonly Pattern[];
  readonly computed: readonly Pattern[];
} {
  const literals: Pattern[] = [];
  const computed: Pattern[] = [];
  for (const path of readdirSync(folder, {
    recursive: true,
    encoding: "utf8",
  })) {
    if (!path.endsWith(".ts")) continue;
    const text = readFileSync(join(folder, path), "utf8");
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const found = { place: `${path}:${line + 1}`, text: node.getText() };
      if (ts.isRegularExpressionLiteral(node)) literals.push(found);
      if (isRegExpCall(node)) computed.push(found);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { literals, computed };
}

function isRegExpCall(node: ts.Node): boolean {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText() === "RegExp"
  );
}
