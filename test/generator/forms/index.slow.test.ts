import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";
import {
  initialInputs,
  schemasOf,
} from "../../../src/generator/forms/index.js";

const ENTRY = fileURLToPath(
  new URL("../../../dist/generator/forms/index.js", import.meta.url),
);

const DESCRIPTION = {
  id: "p",
  inputs: {
    a: { schema: { $ref: "#b", $defs: { B: { $anchor: "b", default: 2 } } } },
    c: {
      schema: {
        oneOf: [
          { title: "A", type: "object", properties: { a: { type: "string" } } },
          { title: "A", type: "object", properties: { b: { type: "string" } } },
        ],
        nullable: true,
      },
    },
    x: { literalDataDomains: [{ dataType: { name: "double" } }] },
  },
  outputs: { o: { schema: { $ref: "https://example.com/o.json" } } },
};

// Run where there is nothing but the language and what every browser and worker has for values.
it("runs without Node.js as from sources", async () => {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    globalName: "forms",
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join("");
  const context = createContext({ structuredClone });
  runInContext(text, context);
  const found = runInContext(
    `const found = forms.schemasOf(${JSON.stringify(DESCRIPTION)});
     JSON.stringify([found, forms.initialInputs(found.inputs)])`,
    context,
  ) as string;
  const wanted = schemasOf(DESCRIPTION);
  expect(JSON.parse(found)).toEqual([wanted, initialInputs(wanted.inputs)]);
  expect(text).not.toMatch(/\bfrom"|\brequire\(|ajv|process\.versions/);
  // 32.5 kB: a third is the readers of descriptions and references, a third the rules, a third tells whether an input may be null.
  expect(gzipSync(text, { level: 9 }).length).toBeLessThan(33_000);
});
