import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { GENERATE_FLAGS, SOURCE_FLAGS } from "../../src/generator/cli/flags.js";
import { runCli } from "../generator/cli/run-cli.js";
import {
  readFiles,
  temporaryFolder,
  writeFiles,
} from "../generator/output/folder.js";

/**
 * Two processes of the embedded server, recorded with `serve --service local` and
 * `--include primes_between --include return_base_model --save-input two-processes.json`.
 *
 * `npx vitest run --config .config/vitest.config.ts -u test/packages`
 * writes the snapshots again; files that are generated no more are deleted by hand.
 */
const RECORDING = join(import.meta.dirname, "two-processes.json");
const SNAPSHOTS = join(import.meta.dirname, "__snapshots__");
const MANIFEST = ".s2gos-codegen.json";

type Files = Readonly<Record<string, string>>;

interface Row {
  /** Folder of the snapshot. */
  readonly folder: string;
  readonly args: readonly string[];
  /** Files of the project that the package is generated into. */
  readonly project?: Files;
}

const ROWS: readonly Row[] = [
  { folder: "default", args: [] },
  {
    folder: "runtime-import",
    args: ["--runtime-import", "s2gos-codegen/runtime"],
  },
  {
    folder: "object-inputs-qualified",
    args: ["--object-inputs", "qualified"],
  },
  {
    folder: "default-url",
    args: ["--default-url", "https://processes.example.org/api/"],
  },
  { folder: "package-name", args: ["--package-name", "@example/processes"] },
  { folder: "query", args: ["--query"] },
  { folder: "package-version", args: ["--package-version", "1.2.3"] },
  { folder: "emit-js", args: ["--emit", "js"] },
  {
    folder: "package-license",
    args: ["--emit", "js", "--package-license", "MIT"],
  },
  {
    folder: "import-extension-js",
    args: ["--import-extension", "js"],
  },
  {
    folder: "import-extension-none",
    args: [],
    project: {
      "package.json": '{ "type": "module" }',
      "tsconfig.json": '{ "compilerOptions": { "module": "preserve" } }',
    },
  },
  // Three ways to select the same process give the same package.
  { folder: "one-process", args: ["--include", "primes*"] },
  { folder: "one-process", args: ["--exclude", "return*"] },
  { folder: "one-process", args: ["--process", "primes_between"] },
  {
    folder: "prettier-config",
    args: [],
    project: {
      ".prettierrc.json": JSON.stringify({
        semi: false,
        singleQuote: true,
        tabWidth: 4,
      }),
    },
  },
];

/** Options of which no snapshot can show anything: whoever adds an option decides where it belongs. */
const OPTIONS_WITHOUT_SNAPSHOT: Readonly<Record<string, string>> = {
  url: "where descriptions come from",
  input: "where descriptions come from",
  header: "how descriptions are fetched",
  concurrency: "how descriptions are fetched",
  timeout: "how descriptions are fetched",
  "allow-external-refs": "needs a second server: external-references.test.ts",
  config: "another place for the same settings: settings.test.ts",
  only: "which services of the configuration file: config.test.ts",
  "print-config": "writes nothing",
  out: "where the package is written",
  "save-input": "a recording beside the package: read-recording.test.ts",
  check: "writes nothing",
  "fail-on": "writes nothing",
  "dry-run": "writes nothing",
  watch: "writes the same package again",
  verify: "refuses a package or changes nothing",
  strict: "refuses a package or changes nothing",
  force: "writes the same package into a folder in use",
  json: "a report on standard output",
  summary: "a report in a file beside the package",
};

/** The files of a package but its runtime, which src/runtime shows. */
async function packageFiles({ args, project = {} }: Row): Promise<Files> {
  using folder = temporaryFolder();
  writeFiles(folder.path, project);
  const { code, stderr } = await runCli(
    ["generate", "--input", RECORDING, "--out", "generated", ...args],
    { cwd: folder.path },
  );
  expect(code, stderr).toBe(0);
  const files = readFiles(join(folder.path, "generated"));
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => !path.startsWith("runtime/"))
      .map(([path, text]) => [
        path,
        path === MANIFEST ? withoutRuntime(text) : text,
      ]),
  );
}

/** The manifest without the runtime's files, whose hashes change with each edit of src/runtime. */
function withoutRuntime(text: string): string {
  const manifest = JSON.parse(text) as { files: Record<string, unknown> };
  const files = Object.entries(manifest.files).filter(
    ([path]) => !path.startsWith("runtime/"),
  );
  return `${JSON.stringify({ ...manifest, files: Object.fromEntries(files) }, null, 2)}\n`;
}

describe("a package of two processes", () => {
  describe.each(ROWS)("generated with $args as in $folder", (row) => {
    let files: Files;
    beforeAll(async () => {
      files = await packageFiles(row);
    });

    it("has the text of the snapshot in each file", async () => {
      for (const [path, text] of Object.entries(files)) {
        await expect(text).toMatchFileSnapshot(
          join(SNAPSHOTS, row.folder, path),
        );
      }
    });

    it("has all files of the snapshot, and no other", () => {
      const expected = Object.keys(readFiles(join(SNAPSHOTS, row.folder)));
      expect(Object.keys(files).sort()).toEqual(expected.sort());
    });
  });

  it("has a snapshot for each option that changes it", () => {
    const shown = ROWS.flatMap(({ args }) =>
      args.filter((arg) => arg.startsWith("--")).map((arg) => arg.slice(2)),
    );
    const options = Object.keys({ ...SOURCE_FLAGS, ...GENERATE_FLAGS });
    expect(
      [...new Set([...shown, ...Object.keys(OPTIONS_WITHOUT_SNAPSHOT)])].sort(),
    ).toEqual(options.sort());
  });

  it("has no snapshot that is generated no more", () => {
    const folders = Object.keys(readFiles(SNAPSHOTS)).map(
      (path) => path.split("/")[0],
    );
    expect([...new Set(folders)].sort()).toEqual(
      [...new Set(ROWS.map(({ folder }) => folder))].sort(),
    );
  });

  it("differs from that of no options in each snapshot", () => {
    const text = (folder: string): string =>
      JSON.stringify(readFiles(join(SNAPSHOTS, folder)));
    const alike = ROWS.filter(
      ({ folder }) => folder !== "default" && text(folder) === text("default"),
    );
    expect(alike).toEqual([]);
  });
});
