import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { cellsOf } from "./notebook.js";

const FOLDER = new URL("../../examples", import.meta.url).pathname;

/** An example, with the files that talk to the server: requests, polls, cancelling, errors, results. Paths are below its folder. */
interface Compared {
  readonly example: string;
  /** What tells it from another row of the same example. */
  readonly by?: string;
  readonly asItIs: readonly string[];
  /** The YAML file that corrects the descriptions, by what stands in it from `patches` on. */
  readonly patches?: string;
  readonly onPackage: readonly string[];
  readonly withFetch: readonly string[];
}

const COMPARED: readonly Compared[] = [
  {
    example: "react-vite",
    by: "TanStack Query",
    asItIs: ["src/client.ts", "src/service.ts"],
    onPackage: ["src/client.ts", "without-helpers/on-package.ts"],
    withFetch: ["without-helpers/with-fetch.ts"],
  },
  {
    example: "react-vite",
    by: "SWR",
    asItIs: ["src/client.ts", "src/service-swr.ts"],
    onPackage: ["src/client.ts", "without-helpers/on-package.ts"],
    withFetch: ["without-helpers/with-fetch.ts"],
  },
  {
    example: "vue-process",
    asItIs: ["src/conversion.ts"],
    patches: "s2gos-codegen.config.yaml",
    onPackage: ["without-helpers/on-package.ts"],
    withFetch: ["without-helpers/with-fetch.ts"],
  },
  {
    example: "node-many-jobs",
    asItIs: ["main.ts"],
    onPackage: ["without-helpers/on-package.ts"],
    withFetch: ["without-helpers/with-fetch.ts"],
  },
  {
    example: "deno-notebook",
    asItIs: ["processes.ipynb"],
    onPackage: ["without-helpers/on-package.ts"],
    withFetch: ["without-helpers/with-fetch.ts"],
  },
];

/** The table of docs/examples.md, in Markdown. */
export function serviceCodeTable(): string {
  const rows = COMPARED.map((compared) => {
    const { example, by, asItIs, patches, onPackage, withFetch } = compared;
    return [
      `\`${example}\`${by === undefined ? "" : ` with ${by}`}`,
      linesIn(example, asItIs),
      patches === undefined ? "" : linesOfPatches(example, patches),
      linesIn(example, onPackage),
      linesIn(example, withFetch),
    ];
  });
  return [
    ["", "as it is", "patches", "on the package alone", "with `fetch`"],
    ["---", "---:", "---:", "---:", "---:"],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function linesIn(example: string, paths: readonly string[]): number {
  const counts = paths.map((path) => countLines(path, read(example, path)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function linesOfPatches(example: string, path: string): number {
  const [, patches] = read(example, path).split(/^(?=patches:)/m);
  if (patches === undefined) throw new Error(`${path} has no patches.`);
  return countLines(path, patches);
}

function read(example: string, path: string): string {
  return readFileSync(join(FOLDER, example, path), "utf8");
}

/**
 * How many lines have code: neither blank lines nor comments count, in TypeScript, YAML, JSON, or the cells of a notebook.
 *
 * @param path - Tells what it is by its ending.
 */
export function countLines(path: string, text: string): number {
  if (path.endsWith(".ipynb")) {
    return countLines("cells.ts", cellsOf(text).join("\n"));
  }
  if (/\.tsx?$/.test(path)) return linesOfTypeScript(path, text).size;
  return text.split("\n").filter((line) => /^\s*[^#\s]/.test(line)).length;
}

/** The numbers of all lines that a token touches. */
function linesOfTypeScript(path: string, text: string): ReadonlySet<number> {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (isComment(node)) return;
    const inner = node.getChildren(file);
    if (inner.length > 0) {
      inner.forEach(visit);
    } else if (node.end > node.getStart(file)) {
      const lineOf = (position: number): number =>
        file.getLineAndCharacterOfPosition(position).line;
      const last = lineOf(node.end);
      for (let line = lineOf(node.getStart(file)); line <= last; line += 1) {
        lines.add(line);
      }
    }
  };
  visit(file);
  return lines;
}

/** Comments of documentation are nodes; those in JSX stand in braces of their own; its text may be white space. */
function isComment(node: ts.Node): boolean {
  if (ts.isJsxExpression(node)) return node.expression === undefined;
  if (ts.isJsxText(node)) return node.containsOnlyTriviaWhiteSpaces;
  return ts.isJSDoc(node);
}
