import { describe, expect, it } from "vitest";
import { joinRuntime } from "../../../src/generator/join/join-runtime.js";
import { writeJoinedRuntime } from "../../../src/generator/join/joined-folder.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";

const SOURCES = {
  "index.ts": `export { a } from "./base/a.js";\n`,
  "base/a.ts": `export const a = (): unknown => import("./late.js");\n`,
  "base/late.ts": `export const late = 1;\n`,
} as const;

const STAMP = "dist/joined-runtime/.made-from";

/** The joined files of a folder, by their names. */
function joinedFiles(root: string): Readonly<Record<string, string>> {
  const prefix = "dist/joined-runtime/";
  return Object.fromEntries(
    Object.entries(readFiles(root)).flatMap(([path, text]) =>
      path.startsWith(prefix) && path !== STAMP
        ? [[path.slice(prefix.length), text]]
        : [],
    ),
  );
}

async function expected(
  sources: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await joinRuntime(new Map(Object.entries(sources))),
  );
}

describe("the folder of the joined runtime", () => {
  it("is written once for the same sources, whatever their line endings", async () => {
    using folder = temporaryFolder();
    const write = (texts: Readonly<Record<string, string>>): void => {
      writeFiles(`${folder.path}/src/runtime`, texts);
    };
    write(SOURCES);
    expect(await writeJoinedRuntime(folder.path)).toBe(true);
    expect(joinedFiles(folder.path)).toEqual(await expected(SOURCES));

    write({ "index.ts": SOURCES["index.ts"].replaceAll("\n", "\r\n") });
    expect(await writeJoinedRuntime(folder.path)).toBe(false);
  });

  it("is written again where a source has changed, without files of before", async () => {
    using folder = temporaryFolder();
    writeFiles(`${folder.path}/src/runtime`, SOURCES);
    await writeJoinedRuntime(folder.path);
    const changed = { ...SOURCES, "base/a.ts": "export const a = 1;\n" };
    writeFiles(`${folder.path}/src/runtime`, changed);
    expect(await writeJoinedRuntime(folder.path)).toBe(true);
    expect(joinedFiles(folder.path)).toEqual(await expected(changed));
    expect(Object.keys(joinedFiles(folder.path))).toEqual([
      "core.ts",
      "index.ts",
    ]);
  });

  it("stays as it is where the sources cannot be joined", async () => {
    using folder = temporaryFolder();
    writeFiles(`${folder.path}/src/runtime`, SOURCES);
    await writeJoinedRuntime(folder.path);
    const before = readFiles(`${folder.path}/dist`);
    writeFiles(`${folder.path}/src/runtime`, { "base/late.ts": `import "x";` });
    await expect(writeJoinedRuntime(folder.path)).rejects.toThrow(
      "src/runtime/base/late.ts:1: ",
    );
    expect(readFiles(`${folder.path}/dist`)).toEqual(before);
  });

  it("is the same after two have written it at once", async () => {
    using folder = temporaryFolder();
    writeFiles(`${folder.path}/src/runtime`, SOURCES);
    await Promise.all([
      writeJoinedRuntime(folder.path),
      writeJoinedRuntime(folder.path),
    ]);
    expect(joinedFiles(folder.path)).toEqual(await expected(SOURCES));
  });
});
