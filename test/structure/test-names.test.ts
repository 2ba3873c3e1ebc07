import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** Folders of test/ that hold the tests of single source files, each at the path of its source. */
const MIRRORED = ["generator", "runtime", "server"];

/**
 * Test files without a source file of their name, each with the reason. A test of
 * what several source files do together has its place outside these folders.
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

const TEST_FILES: readonly string[] = MIRRORED.flatMap((folder) =>
  readdirSync(join(ROOT, "test", folder), {
    recursive: true,
    encoding: "utf8",
  })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts")),
);

/** The source file that a test file is named after: `a/b.test.ts` and `a/b.slow.test.ts` test `a/b.ts`. */
function sourceOf(testFile: string): string {
  return testFile.replace(/(\.slow)?\.test\.ts$/, ".ts");
}

describe("a test file in a folder that mirrors src/", () => {
  it("is named after its source file", () => {
    expect(TEST_FILES.length).toBeGreaterThan(60);
    const nameless = TEST_FILES.filter(
      (path) => !existsSync(join(ROOT, "src", sourceOf(path))),
    );
    expect(nameless.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });
});
