import { describe, expect, it } from "vitest";
import {
  importPath,
  withImportExtension,
} from "../../../src/generator/emit/import-path.js";

describe("the path of an import", () => {
  it.each([
    ["js", "./client.js"],
    ["ts", "./client.ts"],
    ["none", "./client"],
  ] as const)("ends by %s", (extension, wanted) => {
    expect(importPath("./client", extension)).toBe(wanted);
  });
});

describe("a source whose imports end in another way", () => {
  it.each([
    ["a list", 'import { a } from "./b.js";', 'import { a } from "./b.ts";'],
    [
      "types",
      'import type { A } from "../b/c.js";',
      'import type { A } from "../b/c.ts";',
    ],
    [
      "a list of several lines",
      'import {\n  a,\n  type B,\n} from "./b.js";',
      'import {\n  a,\n  type B,\n} from "./b.ts";',
    ],
    ["an export", 'export * from "./b.js";', 'export * from "./b.ts";'],
    [
      "a named export",
      'export * as b from "./b.js";',
      'export * as b from "./b.ts";',
    ],
    ["no names", 'import "./b.js";', 'import "./b.ts";'],
    [
      "a lazy import",
      'const { a } = await import("./b.js");',
      'const { a } = await import("./b.ts");',
    ],
    [
      "a lazy import on its own line",
      'const a = import(\n  "./b.js"\n);',
      'const a = import(\n  "./b.ts"\n);',
    ],
    [
      "the type of a module",
      'let b: import("./b.js").B;',
      'let b: import("./b.ts").B;',
    ],
    [
      "single quotes",
      "import { a } from './b.js'",
      "import { a } from './b.ts'",
    ],
    ["the wanted ending", 'import "./b.ts";', 'import "./b.ts";'],
    ["no ending", 'import { a } from "./b";', 'import { a } from "./b.ts";'],
    ["a package", 'import { a } from "b.js";', 'import { a } from "b.js";'],
    [
      "a comment",
      '/**\n * import { a } from "./b.js";\n */\nimport "./b.js";',
      '/**\n * import { a } from "./b.js";\n */\nimport "./b.ts";',
    ],
    [
      "a comment of one line",
      '// import "./b.js";\nimport "./b.js";',
      '// import "./b.js";\nimport "./b.ts";',
    ],
    [
      "what looks like a comment",
      'const all = "*/*";\nimport("./b.js"); // */',
      'const all = "*/*";\nimport("./b.ts"); // */',
    ],
    ["a string", 'const a = "./b.js";', 'const a = "./b.js";'],
  ])("%s", (_name, source, wanted) => {
    expect(withImportExtension(source, "ts")).toBe(wanted);
  });

  it.each([
    ["js", 'import "./a.js";\nimport "./b.js";\nimport "./c.js";'],
    ["none", 'import "./a";\nimport "./b";\nimport "./c";'],
  ] as const)("has the ending %s", (extension, wanted) => {
    const source = 'import "./a.js";\nimport "./b.ts";\nimport "./c";';
    expect(withImportExtension(source, extension)).toBe(wanted);
  });
});
