import { beforeAll, describe, expect, it } from "vitest";
import { corpusDocuments, HAS_CORPUS } from "./documents.js";
import { openValues } from "./open-values.js";
import {
  compileAll,
  filesOf,
  folderOf,
  generateFrom,
  type Compiled,
  type CorpusPackage,
} from "./packages.js";

if (!HAS_CORPUS)
  console.log(
    "Left out: packages from the corpus, since ../shared/corpus is not there.",
  );

/** Files that hold a list of processes with ids and titles only. */
const IS_LIST = /\/process(?:es|list)[^/]*$/;

describe.skipIf(!HAS_CORPUS)("packages from the corpus", () => {
  let packages: readonly CorpusPackage[];
  let compiled: Compiled;

  beforeAll(async () => {
    const files = corpusDocuments("process").map(({ file }) => file);
    packages = await Promise.all(files.map(generateFrom));
    compiled = compileAll(await filesOf(packages));
    console.log(listing(packages, compiled));
  }, 120_000);

  it("all compile", () => {
    expect(compiled.findings).toEqual([]);
  });

  it("hold all processes that their files describe", () => {
    const made = packages.flatMap(({ model }) => model?.processes ?? []);
    const described = packages
      .filter(({ model }) => model !== undefined)
      .reduce((sum, { descriptions }) => sum + descriptions, 0);
    expect(made).toHaveLength(described);
    expect(described).toBeGreaterThan(50);
  });

  it("are refused with one clear message if nothing can be generated", () => {
    const refused = packages.filter(({ refusal }) => refusal !== undefined);
    expect(refused.map(({ file }) => file)).toEqual(
      packages.map(({ file }) => file).filter((file) => IS_LIST.test(file)),
    );
    for (const { refusal } of refused) {
      expect(refusal).toMatch(
        /^The recording lists processes \(\d+\), but not their inputs and outputs\.$/,
      );
    }
  });

  it("have no `any`", () => {
    expect(compiled.anys).toEqual([]);
  });

  it("have `unknown` only where the schema says nothing", () => {
    const values = packages.flatMap(({ model }) =>
      (model?.processes ?? []).flatMap(openValues),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter(({ said }) => said)).toEqual([]);
  });
});

function listing(
  packages: readonly CorpusPackage[],
  { findings, unknowns }: Compiled,
): string {
  const lines = packages.map(({ file, descriptions, diagnostics, refusal }) => {
    const folder = folderOf(file);
    const errors = findings.filter(({ path }) => path.startsWith(folder));
    const open = [...unknowns]
      .filter(([path]) => path.startsWith(folder))
      .reduce((sum, [, count]) => sum + count, 0);
    const codes = new Map<string, number>();
    for (const { code } of diagnostics) {
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const found = [...codes].map(([code, count]) => `${code} (${count})`);
    const outcome =
      refusal === undefined
        ? `${descriptions} described, ${errors.length === 0 ? "compile" : "DO NOT COMPILE"}, unknown ${open}`
        : `nothing to generate from: ${refusal}`;
    return `${file}: ${[outcome, ...found].join("; ")}`;
  });
  const described = packages.reduce((sum, one) => sum + one.descriptions, 0);
  const open = [...unknowns.values()].reduce((sum, count) => sum + count, 0);
  const made = packages.flatMap(({ model }) => model?.processes ?? []).length;
  return [
    ...lines,
    `${made} of ${described} descriptions compile; unknown stands ${open} times in them`,
  ].join("\n");
}
