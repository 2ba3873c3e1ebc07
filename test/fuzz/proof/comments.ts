import ts from "typescript";
import type { Finding } from "./finding.js";

/** Tags that the generator writes. */
const TAGS: ReadonlySet<string> = new Set([
  "contentMediaType",
  "default",
  "deprecated",
  "example",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "keywords",
  "maxItems",
  "maxLength",
  "maximum",
  "minItems",
  "minLength",
  "minimum",
  "multipleOf",
  "pattern",
  "unit",
]);

/** Directives that compilers and tools read in comments. */
const DIRECTIVES =
  /@ts-(?:ignore|expect-error|nocheck|check)|^\s*\/\/\/\s*<|^\s*\/\/[#@]/;

/** Checks that doc comments have only the generator's tags and links, and that no comment is a directive of a tool. */
export function commentFindings(
  path: string,
  file: ts.SourceFile,
): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (message: string): void => {
    findings.push({ kind: "escape", path, message });
  };
  const visit = (node: ts.Node): void => {
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      if (!ts.isJSDoc(comment)) continue;
      requireParts(comment.comment, refuse);
      for (const tag of comment.tags ?? []) {
        if (!TAGS.has(tag.tagName.text)) {
          refuse(`has the tag @${tag.tagName.text}`);
        }
        requireParts(tag.comment, refuse);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { commentDirectives } = file as unknown as {
    readonly commentDirectives?: readonly unknown[];
  };
  if (commentDirectives !== undefined) refuse("directs the compiler");
  if (file.referencedFiles.length + file.typeReferenceDirectives.length > 0) {
    refuse("refers to a file");
  }
  for (const line of file.text.split("\n")) {
    if (/^(?:\/\/|\s*\*?\s*@ts-)/.test(line) && DIRECTIVES.test(line)) {
      refuse(`directs a tool: ${line.slice(0, 80)}`);
    }
  }
  return findings;
}

/** Checks that links refer only to names of the package. */
function requireParts(
  comment: string | ts.NodeArray<ts.JSDocComment> | undefined,
  refuse: (message: string) => void,
): void {
  if (comment === undefined || typeof comment === "string") return;
  for (const part of comment) {
    if (part.kind === ts.SyntaxKind.JSDocText) continue;
    const link = part as ts.JSDocLink;
    const own =
      link.name !== undefined &&
      ts.isIdentifier(link.name) &&
      link.text === "" &&
      link.kind === ts.SyntaxKind.JSDocLink;
    if (!own) refuse(`has the link ${part.getText().slice(0, 80)}`);
  }
}
