import { describe, expect, it } from "vitest";
import type { Manifest } from "../../../src/generator/output/manifest.js";
import {
  retainedExports,
  retainedFiles,
} from "../../../src/generator/stages/earlier-package.js";

const MODEL = {
  types: {},
  processes: {
    kept: JSON.stringify({
      function: "kept",
      interfaces: ["KeptInputs", "KeptOutputs"],
      inputs: { required: {}, optional: {} },
      outputs: {},
      types: {},
    }),
  },
};

const MANIFEST = {
  model: MODEL,
  processes: {
    kept: ["processes/kept.ts", "schemas/kept.ts"],
    unnamed: ["processes/unnamed.ts"],
  },
} as unknown as Manifest;

describe("the processes that stay from an earlier package", () => {
  const earlier = {
    manifest: MANIFEST,
    retained: ["kept", "unnamed", "unknown"],
  };

  it("keep their files, but those that are generated from them again", () => {
    expect(retainedFiles(earlier, new Set(["processes/kept.ts"]))).toEqual([
      "schemas/kept.ts",
      "processes/unnamed.ts",
    ]);
  });

  it("leave nothing that was compiled", () => {
    const compiled = {
      files: {},
      model: MODEL,
      processes: {
        kept: [
          "processes/kept.d.ts",
          "processes/kept.js",
          "processes/kept.js.map",
        ],
      },
    };
    expect(
      retainedFiles({ ...earlier, manifest: compiled }, new Set()),
    ).toEqual([]);
    expect(retainedExports({ ...earlier, manifest: compiled })).toEqual([
      { id: "kept", functionName: "kept", fileName: "kept" },
    ]);
  });

  it("stay exported where the names of function and file are known", () => {
    expect(retainedExports(earlier)).toEqual([
      { id: "kept", functionName: "kept", fileName: "kept" },
    ]);
  });
});
