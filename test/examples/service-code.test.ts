import { readFile } from "node:fs/promises";
import { format } from "prettier";
import { expect, it } from "vitest";
import { countLines, serviceCodeTable } from "./service-code.js";

const DOCUMENT = new URL("../../docs/examples.md", import.meta.url);
/** What stands before the table, which is the end of the page. */
const TABLE_START = "<!-- What follows is made by test/examples -->";

it("docs/examples.md has the lines that were counted", async () => {
  const text = await readFile(DOCUMENT, "utf8");
  const [prose = ""] = text.split(TABLE_START);
  const made = await format(
    `${prose}${TABLE_START}\n\n${serviceCodeTable()}\n`,
    { parser: "markdown" },
  );
  await expect(made).toMatchFileSnapshot(DOCUMENT.pathname);
});

it.each([
  ["a.ts", "// one\n\n/* two\nthree */\nconst a = 1; // four\n", 1],
  ["a.ts", "const a = `one\n\n// no comment`;\n", 3],
  ["a.tsx", "/** one */\nconst a = (\n  <p>\n    {/* two */}\n  </p>\n);\n", 4],
  ["a.yaml", "# one\n\na: 1\nb: # two\n  c: 2\n", 3],
  ["a.json", '{\n  "a": 1\n}\n', 3],
  [
    "a.ipynb",
    JSON.stringify({
      cells: [
        { cell_type: "markdown", source: ["# Title\n", "Text"] },
        { cell_type: "code", source: ["const a = 1;\n", "// one\n", "a"] },
        { cell_type: "code", source: "const b = 2;" },
      ],
    }),
    3,
  ],
])("counts the lines with code of %s: %j", (path, text, wanted) => {
  expect(countLines(path, text)).toBe(wanted);
});
