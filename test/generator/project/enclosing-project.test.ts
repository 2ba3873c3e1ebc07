import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  enclosingProject,
  isProject,
} from "../../../src/generator/project/enclosing-project.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** What is found for `app/src/generated`, with paths relative to the temporary folder. */
function found(
  files: Readonly<Record<string, string>>,
  generated: readonly string[] = [],
) {
  using folder = temporaryFolder();
  writeFiles(folder.path, files);
  const project = enclosingProject(
    join(folder.path, "app/src/generated"),
    (name) => generated.includes(name),
  );
  const relative = Object.entries(project).map(([name, value]) => [
    name,
    typeof value === "string" ? value.slice(folder.path.length + 1) : value,
  ]);
  return { ...Object.fromEntries(relative), isProject: isProject(project) };
}

describe("the project around a folder", () => {
  it.each<[string, Record<string, string>, string[], object]>([
    ["nothing", { "readme.md": "" }, [], { isModule: false, isProject: false }],
    [
      "a CommonJS package",
      { "app/package.json": "{}" },
      [],
      { packageFile: "app/package.json", isModule: false, isProject: true },
    ],
    [
      "an ES package, and another one above it",
      { "app/package.json": '{ "type": "module" }', "package.json": "{}" },
      [],
      { packageFile: "app/package.json", isModule: true, isProject: true },
    ],
    [
      "a package whose tsconfig.json is above it",
      { "app/package.json": "{}", "tsconfig.json": "{}" },
      [],
      {
        packageFile: "app/package.json",
        tsconfig: "tsconfig.json",
        isModule: false,
        isProject: true,
      },
    ],
    [
      "sources without a package",
      { "app/src/tsconfig.json": "{}" },
      [],
      { tsconfig: "app/src/tsconfig.json", isModule: false, isProject: true },
    ],
    [
      "Deno",
      { "app/deno.jsonc": "{}" },
      [],
      { denoFile: "app/deno.jsonc", isModule: false, isProject: true },
    ],
    [
      "a package that cannot be parsed",
      { "app/package.json": "{" },
      [],
      { packageFile: "app/package.json", isModule: false, isProject: true },
    ],
    [
      "a folder of that name",
      { "app/package.json/x": "", "package.json": "{}" },
      [],
      { packageFile: "package.json", isModule: false, isProject: true },
    ],
    [
      "the user's own files in the folder",
      { "app/src/generated/package.json": '{ "type": "module" }' },
      [],
      {
        packageFile: "app/src/generated/package.json",
        isModule: true,
        isProject: true,
      },
    ],
    [
      "files of the generated package alone",
      {
        "app/src/generated/package.json": '{ "type": "module" }',
        "app/src/generated/tsconfig.json": "{}",
      },
      ["package.json", "tsconfig.json"],
      { isModule: false, isProject: false },
    ],
    [
      "files of the generated package, and of its project",
      {
        "app/src/generated/package.json": '{ "type": "module" }',
        "app/package.json": "{}",
      },
      ["package.json", "tsconfig.json"],
      { packageFile: "app/package.json", isModule: false, isProject: true },
    ],
  ])("%s", (_name, files, generated, wanted) => {
    expect(found(files, generated)).toEqual(wanted);
  });
});
