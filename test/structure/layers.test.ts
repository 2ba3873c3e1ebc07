import { expect, test } from "vitest";

interface Imports {
  readonly importedIds: readonly string[];
  readonly dynamicallyImportedIds: readonly string[];
}

// TypeScript knows no types of .config/layers.js.
const LAYERS = new URL("../../.config/layers.js", import.meta.url);
const { filesOfLayers } = (await import(LAYERS.href)) as {
  readonly filesOfLayers: (
    modules: ReadonlyMap<string, Imports>,
    entries: readonly string[],
    layers: readonly { name: string; roots: readonly string[] }[],
  ) => ReadonlyMap<string, string>;
};

const module = (
  imports: readonly string[],
  later: readonly string[] = [],
): Imports => ({
  importedIds: imports,
  dynamicallyImportedIds: later,
});

test("joins what is loaded at one time, apart from what an entry loads too", () => {
  const modules = new Map([
    ["run", module(["flags", "errors"], ["pipeline"])],
    ["flags", module([])],
    ["errors", module([])],
    ["pipeline", module(["errors", "flags", "model", "text"])],
    ["model", module(["text"])],
    ["text", module([])],
    ["index", module(["errors"], ["pipeline"])],
    ["browser", module(["text"])],
    ["other", module(["model"])],
  ]);
  const layers = [
    { name: "command", roots: ["run"] },
    { name: "pipeline", roots: ["pipeline"] },
  ];
  const files = filesOfLayers(modules, ["index", "browser"], layers);
  expect(Object.fromEntries(files)).toEqual({
    run: "command",
    flags: "command",
    errors: "command-10",
    pipeline: "pipeline",
    model: "pipeline",
    text: "pipeline-01",
  });
});
