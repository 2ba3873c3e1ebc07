import { describe, expect, it } from "vitest";
import {
  importEndingOf,
  optionFindings,
} from "../../../src/generator/project/import-extension.js";

const TSCONFIG = "/app/tsconfig.json";

describe("how imports end", () => {
  it.each<[object, "js" | "none" | "ts", string]>([
    // The stock templates of tsc --init, Vite, Next, webpack, Node's type stripping and older projects.
    [{ module: "nodenext" }, "js", "module is nodenext"],
    [{ module: "node20" }, "js", "module is node20"],
    [
      { module: "nodenext", moduleResolution: "nodenext" },
      "js",
      "moduleResolution is nodenext",
    ],
    [{ moduleResolution: "node16" }, "js", "moduleResolution is node16"],
    [
      {
        module: "esnext",
        moduleResolution: "bundler",
        allowImportingTsExtensions: true,
      },
      "ts",
      "allowImportingTsExtensions is true",
    ],
    [
      { module: "nodenext", rewriteRelativeImportExtensions: true },
      "ts",
      "rewriteRelativeImportExtensions is true",
    ],
    [
      { moduleResolution: "bundler", rewriteRelativeImportExtensions: true },
      "none",
      "moduleResolution is bundler",
    ],
    [
      { module: "esnext", moduleResolution: "bundler" },
      "none",
      "moduleResolution is bundler",
    ],
    [{ module: "preserve" }, "none", "module is preserve"],
    [{ module: "commonjs" }, "none", "module is commonjs"],
    [
      { module: "commonjs", moduleResolution: "node10" },
      "none",
      "moduleResolution is node10",
    ],
    [
      { module: "es2022", moduleResolution: "node" },
      "none",
      "moduleResolution is node",
    ],
    [{}, "none", "module and moduleResolution are not set"],
    [
      { module: 3, allowImportingTsExtensions: "true" },
      "none",
      "module and moduleResolution are not set",
    ],
  ])("under %j: %s", (options, extension, reason) => {
    expect(
      importEndingOf({ tsconfig: TSCONFIG, options: { ...options } }, false),
    ).toEqual({ extension, reason, tsconfig: TSCONFIG });
  });

  it("without a tsconfig.json", () => {
    expect(importEndingOf(undefined, false)).toEqual({
      extension: "ts",
      reason: "there is no tsconfig.json",
    });
  });

  it("without a tsconfig.json, over a runtime that is a package", () => {
    expect(importEndingOf(undefined, true)).toEqual({
      extension: "js",
      reason: "there is no tsconfig.json, and the runtime is a package",
    });
  });

  it("where tsconfig.json cannot be read", () => {
    const broken = { tsconfig: TSCONFIG, problem: "It is broken." };
    expect(importEndingOf(broken, false)).toEqual({
      extension: "js",
      reason: "it cannot be read",
      tsconfig: TSCONFIG,
    });
    expect(optionFindings(broken, { isModule: true })).toEqual([
      {
        severity: "warning",
        code: "tsconfig-unreadable",
        message:
          "/app/tsconfig.json cannot be read, so it does not say how imports end: It is broken.",
        hint: "Correct it, install what it extends, or give --import-extension.",
      },
    ]);
  });
});

describe("ES modules that TypeScript cannot compile in a CommonJS package", () => {
  const nodeRemedy =
    'Set "type": "module" in /app/package.json, or give --package-name, which makes it a package of its own; or generate JavaScript with --emit js.';
  const commonJsRemedy =
    "Remove verbatimModuleSyntax from /app/tsconfig.json; or generate JavaScript with --emit js.";
  it.each<[object, boolean, string | undefined]>([
    [{ module: "nodenext", verbatimModuleSyntax: true }, false, nodeRemedy],
    [{ module: "node16", verbatimModuleSyntax: true }, false, nodeRemedy],
    [{ module: "nodenext", verbatimModuleSyntax: true }, true, undefined],
    [{ module: "nodenext", verbatimModuleSyntax: false }, false, undefined],
    [{ module: "nodenext" }, false, undefined],
    [{ module: "commonjs", verbatimModuleSyntax: true }, false, commonJsRemedy],
    [{ module: "commonjs", verbatimModuleSyntax: true }, true, commonJsRemedy],
    [{ module: "esnext", verbatimModuleSyntax: true }, false, undefined],
    [{ module: "preserve", verbatimModuleSyntax: true }, false, undefined],
    [{ verbatimModuleSyntax: true }, false, undefined],
  ])("%j, in an ES package: %s", (options, isModule, hint) => {
    const findings = optionFindings(
      { tsconfig: TSCONFIG, options: { ...options } },
      { isModule, packageFile: "/app/package.json" },
    );
    expect(findings.map((finding) => finding.hint)).toEqual(
      hint === undefined ? [] : [hint],
    );
    expect(findings.map(({ code }) => code)).toEqual(
      hint === undefined ? [] : ["modules-in-commonjs-package"],
    );
  });
});
