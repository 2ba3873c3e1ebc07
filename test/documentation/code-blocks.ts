import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, "..", "..");

/** Pages for those who change this project. */
const MAINTAINERS_PAGES = ["docs/design.md"];

/** The pages that users read: README.md and those of docs/. All of them are in the packed package. */
export const USER_PAGES: readonly string[] = [
  "README.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
    .filter((page) => !MAINTAINERS_PAGES.includes(page))
    .toSorted(),
];

/**
 * What may stand after the language of a fence. Readers of the pages do not see it.
 *
 * - `file=main.ts`: the block is this file of the reader's project. Commands and programs below it find it there.
 * - `server=basic`: the program is run against a server that wants credentials of this type.
 * - `tool=vite`: the block is built by `npm run test:consumers -- documented-vite`, with the tool itself. There may be
 *   several, with commas between them.
 * - `tool=example`: the block is this file of examples/, which is built and used by the example's test.
 * - `transcript=first-run`: the block is what a terminal shows, made by `transcripts.slow.test.ts`, which has the commands.
 *   It is made anew with `npx vitest -u` of that file.
 * - `unrun="reason"`: the block is not run. TypeScript is compiled and bundled all the same.
 */
const ATTRIBUTES = ["file", "server", "tool", "transcript", "unrun"] as const;

/** A code block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** The line of its fence, counted from 1. */
  readonly line: number;
  /** What stands first after the fence: `ts`, `sh`, or an empty text for what a program prints. */
  readonly language: string;
  readonly attributes: Readonly<
    Partial<Record<(typeof ATTRIBUTES)[number], string>>
  >;
  readonly code: string;
}

/** The text of a document of the repository. */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/**
 * The code blocks of a page, in their order.
 *
 * @throws Error that names the fence whose attributes nobody knows.
 */
export function blocksOf(page: string): readonly CodeBlock[] {
  const text = readDocument(page);
  const fences = text.matchAll(/^```(\S*)(.*)\n([^]*?)^```$/gm);
  return [...fences].map(
    ({ index, 1: language = "", 2: words = "", 3: code = "" }) => {
      const line = text.slice(0, index).split("\n").length;
      const attributes = attributesOf(words, `${page}:${line}`);
      return { page, line, language, attributes, code };
    },
  );
}

/** The code of a page's blocks in a language. */
export function codeOf(page: string, language: string): readonly string[] {
  return blocksOf(page)
    .filter((block) => block.language === language)
    .map(({ code }) => code);
}

function attributesOf(words: string, place: string): CodeBlock["attributes"] {
  const parts = [...words.matchAll(/ ([a-z]+)=(?:"([^"]+)"|([^\s"]+))/g)];
  const names: readonly string[] = ATTRIBUTES;
  const isKnown = parts.every(([, name = ""]) => names.includes(name));
  if (!isKnown || parts.map(([part]) => part).join("") !== words.trimEnd()) {
    throw new Error(
      `${place}: "${words.trim()}" is no list of attributes. A fence may have ${ATTRIBUTES.map((name) => `${name}=...`).join(", ")}; test/documentation/code-blocks.ts says what each means.`,
    );
  }
  return Object.fromEntries(
    parts.map(([, name, quoted, bare]) => [name, quoted ?? bare]),
  );
}
