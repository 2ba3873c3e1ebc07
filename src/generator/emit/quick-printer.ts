import type { Doc } from "prettier";

/** Where a layout is printed, in columns. */
export interface Page {
  /** Indentation of the layout's lines. */
  readonly indent: number;
  /** Length of a line. */
  readonly width: number;
}

/**
 * Prints a layout by the rules of Prettier's engine, for text of which each
 * UTF-16 unit takes one column: see {@link hasPlainWidths}. It knows only the
 * commands that the layouts of this folder use, none of which ends a line with
 * a space.
 */
export function quickText(layout: Doc, { indent, width }: Page): string {
  // What remains to be printed, the next last, and its indentation. None of it
  // is in a group that fits on a line: such a group is printed at once.
  const docs: Doc[] = [layout];
  const pads: number[] = [indent];
  let text = "";
  /** Length that the text would have if the current line were empty and not indented. */
  let lineStart = -indent;
  for (let doc = docs.pop(); doc !== undefined; doc = docs.pop()) {
    const pad = pads.pop() ?? 0;
    if (typeof doc === "string") text += doc;
    else if (Array.isArray(doc)) {
      for (let index = doc.length - 1; index >= 0; index -= 1) {
        docs.push(doc[index] ?? "");
        pads.push(pad);
      }
    } else if (doc.type === "line") {
      text += lineBreak(pad);
      lineStart = text.length - pad;
    } else if (doc.type === "group") {
      const room = width - (text.length - lineStart);
      const flat = flatText(doc, room);
      if (flat !== undefined && restFits(docs, room - flat.length))
        text += flat;
      else {
        docs.push(doc.contents);
        pads.push(pad);
      }
    } else {
      docs.push(brokenContents(doc));
      pads.push(doc.type === "indent" ? pad + 2 : pad);
    }
  }
  return text;
}

/** Line breaks by the columns after them: to make each anew would take longer. */
const LINE_BREAKS: string[] = [];

function lineBreak(pad: number): string {
  return (LINE_BREAKS[pad] ??= `\n${" ".repeat(pad)}`);
}

/** A layout on one line; undefined where it has a line break, or takes more columns than there are. */
function flatText(doc: Doc, room: number): string | undefined {
  if (typeof doc === "string") return doc.length <= room ? doc : undefined;
  if (Array.isArray(doc)) {
    let text = "";
    for (const part of doc) {
      const flat = flatText(part, room - text.length);
      if (flat === undefined) return undefined;
      text += flat;
    }
    return text;
  }
  switch (doc.type) {
    case "line":
      if (doc.hard === true) return undefined;
      return doc.soft === true ? "" : " ";
    case "group":
      return doc.break ? undefined : flatText(doc.contents, room);
    case "indent":
      return flatText(doc.contents, room);
    case "if-break":
      return flatText(doc.flatContents, room);
    default:
      throw new Error(`Unknown command of a layout: ${doc.type}`);
  }
}

/** Whether the room is enough for what follows on the same line. */
function restFits(docs: readonly Doc[], columns: number): boolean {
  let room = columns;
  const inside: Doc[] = [];
  for (let index = docs.length; room >= 0;) {
    const doc = inside.pop() ?? docs[(index -= 1)];
    if (doc === undefined) return true;
    if (typeof doc === "string") room -= doc.length;
    else if (Array.isArray(doc)) {
      for (let part = doc.length - 1; part >= 0; part -= 1) {
        inside.push(doc[part] ?? "");
      }
    } else if (doc.type === "line") return true;
    else inside.push(brokenContents(doc));
  }
  return false;
}

function brokenContents(doc: Exclude<Doc, string | Doc[]>): Doc {
  switch (doc.type) {
    case "group":
    case "indent":
      return doc.contents;
    case "if-break":
      return doc.breakContents;
    // Half of a hard line; the groups around it break because it does not fit on a line.
    case "break-parent":
      return "";
    default:
      throw new Error(`Unknown command of a layout: ${doc.type}`);
  }
}

/**
 * Printable characters of which each takes one column in each UTF-16 unit:
 * ASCII, Latin, Greek, Cyrillic, punctuation, currency signs and symbols of
 * mathematics. Characters that combine with others are not among them.
 */
const PLAIN_WIDTHS =
  /^[\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20bf\u2100-\u22ff]*$/;

/** Whether {@link quickText} counts the columns of a text as Prettier does. */
export function hasPlainWidths(text: string): boolean {
  return PLAIN_WIDTHS.test(text);
}
