import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  MANIFEST_NAME,
  manifestText,
  textHash,
} from "../../../src/generator/output/manifest-file.js";
import { readManifest } from "../../../src/generator/output/manifest.js";
import type { PackageForm } from "../../../src/generator/stages/package-form.js";
import { retainedSources } from "../../../src/generator/stages/retained-sources.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

type Files = Readonly<Record<string, string>>;

const SOURCE =
  '// Generated.\n\nimport { defineProcess } from "../runtime/index.js";\n';
const WITH_TS =
  '// Generated.\n\nimport { defineProcess } from "../runtime/index.ts";\n';

const SOURCES: Files = { "processes/a.ts": SOURCE };
const COMPILED: Files = {
  "processes/a.d.ts": "export {};\n",
  "processes/a.js": "export {};\n",
  "processes/a.js.map": JSON.stringify({ sourcesContent: [SOURCE] }),
};
const WITHOUT_SOURCE: Files = {
  "processes/a.d.ts": "export {};\n",
  "processes/a.js": "export {};\n",
  "processes/a.js.map": "{}",
};

/** What a package of the given form is made of where process `a` stays from an earlier package. */
async function retained(
  files: Files,
  form: Pick<PackageForm, "kind"> & { extension: "js" | "none" | "ts" },
  edited: Files = {},
) {
  using folder = temporaryFolder();
  const root = join(folder.path, "package");
  const entries = Object.entries(files).map(
    ([path, text]) => [path, { sha256: textHash(text) }] as const,
  );
  const manifest = {
    files: Object.fromEntries(entries),
    processes: { a: Object.keys(files) },
  };
  writeFiles(root, {
    ...files,
    ...edited,
    [MANIFEST_NAME]: manifestText(manifest),
  });
  return retainedSources(
    root,
    {
      manifest: await readManifest(root),
      retained: ["a"],
    },
    {
      kind: form.kind,
      imports: { extension: form.extension, reason: "" },
      diagnostics: [],
    },
  );
}

describe("a process that stays", () => {
  it.each([
    ["sources, as sources", SOURCES, "folder", "js", SOURCE],
    ["sources, with another ending", SOURCES, "sources", "ts", WITH_TS],
    ["sources, compiled", SOURCES, "compiled", "js", SOURCE],
    ["a compiled package, as sources", COMPILED, "folder", "ts", WITH_TS],
    ["a compiled package, compiled", COMPILED, "compiled", "js", SOURCE],
  ] as const)("from %s", async (_name, files, kind, extension, text) => {
    expect(await retained(files, { kind, extension })).toEqual([
      { path: "processes/a.ts", text, process: "a" },
    ]);
  });

  it("keeps what was changed by hand in a package of sources", async () => {
    const edited = { "processes/a.ts": "// Mine.\n" };
    expect(
      await retained(SOURCES, { kind: "folder", extension: "js" }, edited),
    ).toEqual([]);
  });

  it.each([
    [
      "changed by hand, is compiled",
      SOURCES,
      "compiled",
      { "processes/a.ts": "// Mine.\n" },
    ],
    ["compiled without a source, is compiled", WITHOUT_SOURCE, "compiled", {}],
    ["compiled without a source, becomes source", WITHOUT_SOURCE, "folder", {}],
  ] as const)(
    "cannot stay where it was %s",
    async (_name, files, kind, edited) => {
      await expect(
        retained(files, { kind, extension: "js" }, edited),
      ).rejects.toMatchObject({
        code: "process-cannot-stay",
        message:
          "Process a could not be generated this time, and processes/a.ts of the earlier package was changed by hand or is gone, so it cannot be written in this form.",
      });
    },
  );
});
