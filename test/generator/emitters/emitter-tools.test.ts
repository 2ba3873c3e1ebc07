import { describe, expect, it } from "vitest";
import {
  emitterTools,
  type PackageImportOptions,
} from "../../../src/generator/emitters/emitter-tools.js";

function tools(imports: PackageImportOptions) {
  return emitterTools(imports, () => undefined);
}

describe("the tools of emitters", () => {
  it.each<[PackageImportOptions, string, string, string]>([
    [{ importExtension: "js" }, "zod/index.ts", "types.ts", "../types.js"],
    [{ importExtension: "ts" }, "zod/a.ts", "zod/b.ts", "./b.ts"],
    [{ importExtension: "none" }, "zod.ts", "processes/a.ts", "./processes/a"],
    [
      { importExtension: "js" },
      "a/b/c.ts",
      "runtime/index.ts",
      "../../runtime/index.js",
    ],
    [
      { importExtension: "js", runtimeImport: "s2gos-codegen/runtime" },
      "zod/a.ts",
      "runtime/index.ts",
      "s2gos-codegen/runtime",
    ],
    [
      { importExtension: "js", runtimeImport: "s2gos-codegen/runtime" },
      "zod/a.ts",
      "index.ts",
      "../index.js",
    ],
    [{ importExtension: "js" }, "a.ts", "..b/c.ts", "./..b/c.js"],
  ])("with %j, %s imports %s by %s", (imports, from, to, wanted) => {
    expect(tools(imports).importPath(from, to)).toBe(wanted);
  });

  it.each([
    ["zod/index", "types.ts", '"zod/index"'],
    ["zod/index.ts", "./types.js", '"./types.js"'],
  ])("refuse an import from %s of %s", (from, to, quoted) => {
    expect(() => tools({ importExtension: "js" }).importPath(from, to)).toThrow(
      `${quoted} is no path of a TypeScript file, such as "types.ts".`,
    );
  });

  it("make text of the server harmless", () => {
    const { docComment, docText, identifier, propertyKey, stringLiteral } =
      tools({ importExtension: "js" });
    expect([
      docComment(docText("a */ b\n@c")),
      docComment([]),
      propertyKey("__proto__"),
      propertyKey("a-b"),
      stringLiteral('"\u2028\n'),
    ]).toEqual([
      "/**\n * a *\\/ b\n * \\@c\n */\n",
      "",
      '["__proto__"]',
      '"a-b"',
      "'\"\\u2028\\n'",
    ]);
    expect(() => identifier("a b")).toThrow('Not an identifier: "a b"');
  });
});
