import { describe, expect, it } from "vitest";
import type { CompactModel } from "../../../src/generator/drift/compact-model.js";
import type { Manifest } from "../../../src/generator/output/manifest.js";
import {
  retainedExports,
  retainedFiles,
} from "../../../src/generator/stages/earlier-package.js";

const MANIFEST = {
  processes: {
    kept: ["processes/kept.ts", "schemas/kept.ts"],
    unnamed: ["processes/unnamed.ts"],
  },
} as unknown as Manifest;

const MODEL = {
  types: {},
  processes: { kept: { function: "kept" } },
} as unknown as CompactModel;

describe("the processes that stay from an earlier package", () => {
  const earlier = {
    manifest: MANIFEST,
    model: MODEL,
    retained: ["kept", "unnamed", "unknown"],
  };

  it("keep their files", () => {
    expect(retainedFiles(earlier)).toEqual([
      "processes/kept.ts",
      "schemas/kept.ts",
      "processes/unnamed.ts",
    ]);
  });

  it("stay exported where the names of function and file are known", () => {
    expect(retainedExports(earlier)).toEqual([
      { id: "kept", functionName: "kept", fileName: "kept" },
    ]);
  });
});
