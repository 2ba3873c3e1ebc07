import { describe, expect, it } from "vitest";
import {
  packageScripts,
  type PackageScripts,
} from "../../../src/generator/init/package-scripts.js";

const COMMAND = "s2gos-codegen generate";

const NEW: PackageScripts = {
  generate: "generate",
  check: "generate:check",
  changes: { generate: COMMAND, "generate:check": `${COMMAND} --check` },
  taken: [],
};

describe("the scripts of package.json", () => {
  it.each<[string, unknown, boolean, PackageScripts]>([
    ["are new", undefined, false, NEW],
    ["are new where scripts are no object", "none", false, NEW],
    [
      "stay where they run the command already",
      { generate: "s2gos-codegen -o gen" },
      false,
      { ...NEW, changes: { "generate:check": `${COMMAND} --check` } },
    ],
    [
      "are replaced where somebody wants that",
      {
        generate: "npx s2gos-codegen -o gen",
        "generate:check": `${COMMAND} --check`,
      },
      true,
      { ...NEW, changes: { generate: COMMAND } },
    ],
    [
      "have other names where another program has one of them",
      { "generate:check": "prisma validate" },
      true,
      {
        generate: "codegen",
        check: "codegen:check",
        changes: { codegen: COMMAND, "codegen:check": `${COMMAND} --check` },
        taken: ["generate:check"],
      },
    ],
    [
      "have third names where others have the second",
      { generate: "prisma generate", codegen: "graphql-codegen" },
      false,
      {
        generate: "s2gos:generate",
        check: "s2gos:generate:check",
        changes: {
          "s2gos:generate": COMMAND,
          "s2gos:generate:check": `${COMMAND} --check`,
        },
        taken: ["generate", "codegen"],
      },
    ],
  ])("%s", (_name, scripts, replaces, wanted) => {
    expect(packageScripts({ scripts }, replaces)).toEqual(wanted);
  });

  it("are refused where each name is another program's", () => {
    const scripts = {
      generate: "a",
      "codegen:check": "b",
      "s2gos:generate": "c",
    };
    expect(() => packageScripts({ scripts }, true)).toThrow(
      "Each name for the scripts is another program's.",
    );
  });
});
