import ts from "typescript";

/** What is used of a notebook (nbformat 4). */
interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string | readonly string[];
  }[];
}

/** Shows a value as Deno's kernel does, as far as it asks the value itself: a line with the media types and the text. */
const SHOW = `
async function show(value: unknown): Promise<void> {
  if (value === undefined) return;
  const display = (value as Record<symbol, unknown>)[Symbol.for("Jupyter.display")];
  const shown = typeof display === "function"
    ? await display.call(value)
    : { "text/plain": JSON.stringify(value) };
  console.log(\`SHOWN \${Object.keys(shown).join(" ")}: \${JSON.stringify(shown["text/plain"])}\`);
}
`;

/**
 * The program that a notebook is: its cells one after the other, in one scope. As in a notebook, the value of an
 * expression at the end of a cell is shown.
 *
 * @param text - The file of the notebook.
 */
export function programOf(text: string): string {
  return [...cellsOf(text).map(withLastShown), SHOW].join("\n");
}

/**
 * The code of each cell.
 *
 * @param text - A notebook, or a program in which lines of `// %%` begin the cells, as editors know them.
 */
export function cellsOf(text: string): readonly string[] {
  if (!text.startsWith("{")) return text.split(/^\/\/ %%$/m);
  const { cells } = JSON.parse(text) as Notebook;
  return cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => [source].flat().join(""));
}

function withLastShown(source: string): string {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return source;
  const { expression } = last;
  const before = source.slice(0, expression.getStart(file));
  const shown = source.slice(expression.getStart(file), expression.end);
  return `${before}await show(${shown});`;
}
