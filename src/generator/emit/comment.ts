import { DOC, type Doc } from "./layout.js";
import type {
  Documentation,
  DocumentationTag,
} from "../model/service-model.js";
import { docLine, docText, identifier } from "./text.js";

/** Lines of a doc comment, without the stars. Empty lines separate paragraphs. */
export type CommentLines = readonly string[];

/**
 * What the documentation of a thing says, as lines of its doc comment.
 *
 * @param isWhole - Whether a description of several paragraphs is printed whole,
 * and not only the first of them. Default: it is.
 */
export function commentLines(
  { title, description, tags }: Documentation,
  isWhole = () => true,
): CommentLines {
  const lines: string[] = [];
  if (title !== undefined) addParagraph(lines, docText(title));
  if (description !== undefined) {
    let described = docText(description);
    const end = described.indexOf("");
    // Without the others, the paragraph may be indented as a whole.
    if (end !== -1 && !isWhole())
      described = docText(described.slice(0, end).join("\n"));
    if (!isSame(lines, described)) addParagraph(lines, described);
  }
  if (tags.length > 0 && lines.length > 0) lines.push("");
  for (const tag of tags) lines.push(tagLine(tag));
  return lines;
}

function isSame(left: CommentLines, right: CommentLines): boolean {
  return (
    left.length === right.length &&
    left.every((line, index) => line === right[index])
  );
}

function tagLine({ name, text }: DocumentationTag): string {
  const line = docLine(text);
  return line === "" ? `@${identifier(name)}` : `@${identifier(name)} ${line}`;
}

/** Joins paragraphs with one empty line between them; empty paragraphs are left out. */
export function paragraphs(...parts: readonly CommentLines[]): CommentLines {
  const lines: string[] = [];
  for (const part of parts) addParagraph(lines, part);
  return lines;
}

function addParagraph(lines: string[], paragraph: CommentLines): void {
  if (paragraph.length > 0 && lines.length > 0) lines.push("");
  for (const line of paragraph) lines.push(line);
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
