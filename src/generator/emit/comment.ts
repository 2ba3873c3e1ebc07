import { DOC, type Doc } from "./layout.js";
import type { Documentation } from "../model/service-model.js";
import { docLine, docText, identifier } from "./text.js";

/** Lines of a doc comment, without the stars. Empty lines separate paragraphs. */
export type CommentLines = readonly string[];

/** What the documentation of a thing says, as lines of its doc comment. */
export function commentLines(documentation: Documentation): CommentLines {
  const title =
    documentation.title === undefined ? [] : docText(documentation.title);
  const description =
    documentation.description === undefined
      ? []
      : docText(documentation.description);
  const same =
    title.length === description.length &&
    title.every((line, index) => line === description[index]);
  const tags = documentation.tags.map(({ name, text }) =>
    `@${identifier(name)} ${docLine(text)}`.trimEnd(),
  );
  return paragraphs(title, same ? [] : description, tags);
}

/** Joins paragraphs with one empty line between them; empty paragraphs are left out. */
export function paragraphs(...parts: readonly CommentLines[]): CommentLines {
  const lines: string[] = [];
  for (const part of parts) {
    if (part.length > 0 && lines.length > 0) lines.push("");
    for (const line of part) lines.push(line);
  }
  return lines;
}

/** A doc comment and a line feed; on one line if it has a single line; empty if it has no lines. */
export function docComment(lines: CommentLines, indent = 0): string {
  const [only] = lines;
  if (only === undefined) return "";
  const pad = " ".repeat(indent);
  if (lines.length === 1 && !only.startsWith("@example")) {
    return `${pad}/** ${only} */\n`;
  }
  let text = `${pad}/**\n`;
  for (const line of lines) {
    text += line === "" ? `${pad} *\n` : `${pad} * ${line}\n`;
  }
  return `${text}${pad} */\n`;
}

/** A doc comment as part of a layout, which indents it. */
export function docCommentLayout(lines: CommentLines): Doc {
  return docComment(lines)
    .split("\n")
    .map((line, index) => (index === 0 ? line : [DOC.hardline, line]));
}
