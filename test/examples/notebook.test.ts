import { expect, it } from "vitest";
import { cellsOf, programOf } from "./notebook.js";

const cell = (source: string | readonly string[], type = "code"): object => ({
  cell_type: type,
  source,
});

it.each<[string, readonly object[], string]>([
  [
    "cells one after the other, without texts",
    [
      cell("# Title", "markdown"),
      cell(["import { a } from './a.ts';\n", "const b = a;"]),
      cell("const c = b;"),
    ],
    "import { a } from './a.ts';\nconst b = a;\nconst c = b;\n",
  ],
  [
    "the value at the end of a cell is shown",
    [cell("const b = 1; // one\nb"), cell("await f(\n  b,\n);")],
    "const b = 1; // one\nawait show(b);\nawait show(await f(\n  b,\n));\n",
  ],
  ["an empty cell", [cell("")], "\n"],
])("%s", (_name, cells, wanted) => {
  const [program = ""] = programOf(JSON.stringify({ cells })).split(
    "\nasync function show",
  );
  expect(program).toBe(wanted);
});

it("the cells of a program are as those of a notebook", () => {
  expect(cellsOf("// Why.\n// %%\nconst b = 1;\n// %%\nb;\n")).toEqual([
    "// Why.\n",
    "\nconst b = 1;\n",
    "\nb;\n",
  ]);
});
