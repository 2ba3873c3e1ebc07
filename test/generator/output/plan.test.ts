import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/generator/errors.js";
import {
  MANIFEST_NAME,
  readManifest,
} from "../../../src/generator/output/manifest.js";
import {
  planOutput,
  type GeneratedFile,
  type PlanOptions,
} from "../../../src/generator/output/plan.js";
import type { WritePlan } from "../../../src/generator/output/write-plan.js";
import { writeOutput } from "../../../src/generator/output/write.js";
import { readFiles, temporaryFolder, writeFiles } from "./folder.js";

function generated(files: Readonly<Record<string, string>>): GeneratedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

async function write(
  root: string,
  files: Readonly<Record<string, string>>,
  options: PlanOptions = {},
): Promise<{ readonly plan: WritePlan; readonly codes: readonly string[] }> {
  const { plan, diagnostics } = await planOutput(
    root,
    generated(files),
    options,
  );
  await writeOutput(plan);
  return { plan, codes: diagnostics.map(({ code }) => code) };
}

function lists(plan: WritePlan): object {
  const { create, update, keep } = plan;
  return { create, update, delete: plan.delete, keep };
}

/** The folder without its manifest, whose text other tests hold. */
function content(root: string): Record<string, string> {
  const files = readFiles(root);
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => path !== MANIFEST_NAME),
  );
}

const FIRST = { "index.ts": "one\n", "processes/a.ts": "a\n" };

describe("the first generation", () => {
  it.each([
    ["a folder that does not exist", () => undefined],
    [
      "an empty folder",
      (root: string) => {
        mkdirSync(root);
      },
    ],
    [
      "a folder that holds only what Git needs",
      (root: string) => {
        writeFiles(root, { ".gitkeep": "", ".git/HEAD": "ref" });
      },
    ],
  ])("writes into %s", async (_name, prepare) => {
    using folder = temporaryFolder();
    const root = join(folder.path, "deep/generated");
    mkdirSync(join(folder.path, "deep"));
    prepare(root);
    const { plan, codes } = await write(root, FIRST);
    expect(lists(plan)).toEqual({
      create: [MANIFEST_NAME, "index.ts", "processes/a.ts"],
      update: [],
      delete: [],
      keep: [],
    });
    expect(codes).toEqual([]);
    expect(content(root)).toMatchObject(FIRST);
    expect(readFiles(folder.path)).not.toHaveProperty(
      "deep/.generated.s2gos-codegen",
    );
  });

  it("writes a manifest without dates and hosts", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST, {
      processes: { "a:1.0": ["processes/a.ts"], __proto__x: [] },
      model: { types: {}, processes: { café: '{"a":"\u202E"}' } },
    });
    expect(readFileSync(join(root, MANIFEST_NAME), "utf8")).toBe(`{
  "generator": "s2gos-codegen",
  "version": 1,
  "files": {
    "index.ts": {
      "sha256": "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"
    },
    "processes/a.ts": {
      "sha256": "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
    }
  },
  "processes": {
    "__proto__x": [],
    "a:1.0": ["processes/a.ts"]
  },
  "model": {
    "types": {},
    "processes": {
      "caf\\u00e9": "{\\"a\\":\\"\\u202e\\"}"
    }
  }
}
`);
  });
});

describe("the model in the manifest", () => {
  it("is read as it was given", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    const model = {
      types: { T: { ref: "U" }, U: "string" },
      processes: { a: { inputs: { required: {}, optional: {} } } },
    };
    await write(root, FIRST, { model });
    expect((await readManifest(root))?.model).toEqual(model);
  });
});

describe("a later generation", () => {
  it("touches nothing where nothing changed", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    const old = new Date("2020-01-01");
    for (const path of [...Object.keys(FIRST), MANIFEST_NAME, "."]) {
      utimesSync(join(root, path), old, old);
    }
    const { plan } = await write(root, FIRST);
    expect(lists(plan)).toEqual({
      create: [],
      update: [],
      delete: [],
      keep: [MANIFEST_NAME, "index.ts", "processes/a.ts"],
    });
    for (const path of [...Object.keys(FIRST), MANIFEST_NAME, "."]) {
      expect(statSync(join(root, path)).mtime).toEqual(old);
    }
  });

  it("leaves files alone that did not change, beside others that did", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    const before = statSync(join(root, "index.ts"));
    const { plan } = await write(root, {
      "index.ts": "one\n",
      "processes/b.ts": "b\n",
    });
    expect(lists(plan)).toEqual({
      create: ["processes/b.ts"],
      update: [MANIFEST_NAME],
      delete: ["processes/a.ts"],
      keep: ["index.ts"],
    });
    const after = statSync(join(root, "index.ts"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(content(root)).toEqual({
      "index.ts": "one\n",
      "processes/b.ts": "b\n",
    });
  });

  it("takes line ends that Git changed for the same text", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    for (const path of Object.keys(readFiles(root))) {
      const text = readFileSync(join(root, path), "utf8");
      writeFileSync(join(root, path), text.replaceAll("\n", "\r\n"));
    }
    const { plan, diagnostics } = await planOutput(root, generated(FIRST));
    expect(plan.contents).toEqual(new Map());
    expect(diagnostics).toEqual([]);
    expect(readFileSync(join(root, "index.ts"), "utf8")).toBe("one\r\n");
  });

  it("keeps the files of a process that failed this time", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    const processes = { a: ["processes/a.ts"], b: ["processes/b.ts"] };
    await write(root, { ...FIRST, "processes/b.ts": "b\n" }, { processes });
    const { plan } = await write(
      root,
      { "index.ts": "two\n" },
      { retained: ["processes/a.ts"], processes: {} },
    );
    expect(lists(plan)).toEqual({
      create: [],
      update: [MANIFEST_NAME, "index.ts"],
      delete: ["processes/b.ts"],
      keep: ["processes/a.ts"],
    });
    const manifest = await readManifest(root);
    expect(Object.keys(manifest?.files ?? {})).toEqual([
      "index.ts",
      "processes/a.ts",
    ]);
    expect(manifest?.processes).toEqual({ a: ["processes/a.ts"] });
    const { plan: later } = await write(root, { "index.ts": "two\n" });
    expect(later.delete).toEqual(["processes/a.ts"]);
  });

  it("removes folders that only held files of ours, and no others", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    mkdirSync(join(root, "mine"));
    await write(root, { "index.ts": "one\n" });
    expect(content(root)).toEqual({ "index.ts": "one\n", "mine/": "" });
  });
});

describe("files of others", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["one file", { "notes.txt": "x" }, ["notes.txt"]],
    ["a file in a folder", { "src/main.ts": "x" }, ["src/main.ts"]],
    [
      "many",
      { "a.txt": "", "b.txt": "", "c.txt": "", "d.txt": "" },
      ["a.txt, b.txt, c.txt and more"],
    ],
  ])("refuses a folder that holds %s", async (_name, files, named) => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    writeFiles(root, files);
    await expect(planOutput(root, generated(FIRST))).rejects.toEqual(
      new UsageError(
        `The output folder holds files that s2gos-codegen did not write: ${named.join("")}.`,
        {
          where: root,
          hint: "Choose another folder with --out, or write beside them with --force.",
        },
      ),
    );
    expect(readFiles(root)).toEqual(files);
  });

  it("writes beside them with force, and lets them be ever after", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    const mine = {
      "notes.txt": "x",
      "processes/mine.ts": "mine",
      "node_modules/undici/index.js": "u",
    };
    writeFiles(root, mine);
    symlinkSync("/etc/hostname", join(root, "link"));
    chmodSync(join(root, "notes.txt"), 0o600);
    const before = statSync(join(root, "notes.txt"));
    await write(root, FIRST, { force: true });
    await write(root, { "index.ts": "two\n" });
    expect(content(root)).toEqual({
      ...mine,
      "index.ts": "two\n",
      link: "-> /etc/hostname",
    });
    const after = statSync(join(root, "notes.txt"));
    expect([after.ino, after.mode, after.mtimeMs]).toEqual([
      before.ino,
      before.mode,
      before.mtimeMs,
    ]);
  });

  it.each([
    ["without force", false],
    ["with force", true],
  ])("never replaces one, %s", async (_name, force) => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, { "index.ts": "one\n" });
    writeFiles(root, { "processes/a.ts": "mine" });
    await expect(
      planOutput(root, generated(FIRST), { force }),
    ).rejects.toMatchObject({
      code: "usage",
      message:
        "The output folder holds files that s2gos-codegen did not write, and that it would have to replace: processes/a.ts.",
    });
  });

  it("takes a folder as its own whose manifest is lost and whose files are what it writes", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    writeFiles(root, FIRST);
    const { plan } = await write(root, FIRST);
    expect(lists(plan)).toEqual({
      create: [MANIFEST_NAME],
      update: [],
      delete: [],
      keep: ["index.ts", "processes/a.ts"],
    });
  });

  it("replaces files that say that they are generated, with force, where the manifest is lost", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    writeFiles(root, {
      "index.ts": "// Generated by s2gos-codegen. Old.\n",
      "README.md": "mine",
    });
    await expect(planOutput(root, generated(FIRST))).rejects.toThrow(
      "did not write",
    );
    const { plan } = await write(root, FIRST, { force: true });
    expect(plan.update).toEqual(["index.ts"]);
    expect(content(root)).toEqual({ ...FIRST, "README.md": "mine" });
  });
});

describe("files of ours that were edited by hand", () => {
  it("are replaced with a warning where they are still generated", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    writeFiles(root, { "index.ts": "edited\n", "processes/a.ts": "edited\n" });
    const { diagnostics } = await planOutput(root, generated(FIRST));
    expect(diagnostics).toEqual(
      Object.keys(FIRST).map((path) => ({
        severity: "warning",
        code: "edited-file-overwritten",
        message: `${path} was changed by hand; the generated text replaces it.`,
        hint: "Keep your own code outside the generated files.",
      })),
    );
    await write(root, FIRST);
    expect(content(root)).toEqual(FIRST);
  });

  it("stay where they are generated no more", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    writeFiles(root, { "processes/a.ts": "edited\n" });
    const { plan, codes } = await write(root, { "index.ts": "one\n" });
    expect(plan.delete).toEqual([]);
    expect(codes).toEqual(["edited-file-kept"]);
    expect(content(root)).toEqual({ ...FIRST, "processes/a.ts": "edited\n" });
    const { codes: later } = await write(root, { "index.ts": "one\n" });
    expect(later).toEqual([]);
  });
});

describe("links", () => {
  it("are never followed out of the folder", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, { "index.ts": "one\n" });
    mkdirSync(join(folder.path, "elsewhere"));
    symlinkSync(join(folder.path, "elsewhere"), join(root, "processes"));
    await expect(planOutput(root, generated(FIRST))).rejects.toMatchObject({
      message: expect.stringContaining("replace: processes.") as string,
    });
    expect(readFiles(join(folder.path, "elsewhere"))).toEqual({});
  });

  it("are not replaced where a file is to go", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    writeFiles(folder.path, { "target.ts": "precious" });
    await write(root, { "other.ts": "o\n" });
    symlinkSync("../target.ts", join(root, "index.ts"));
    await expect(
      planOutput(root, generated({ "other.ts": "o\n", "index.ts": "one\n" })),
    ).rejects.toThrow("replace: index.ts");
  });

  it("that took the place of a file of ours are not deleted", async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    await write(root, FIRST);
    writeFiles(folder.path, { "elsewhere/a.ts": "a\n" });
    const { rmSync } = await import("node:fs");
    rmSync(join(root, "processes"), { recursive: true });
    symlinkSync("../elsewhere", join(root, "processes"));
    const { plan, codes } = await write(root, { "index.ts": "two\n" });
    expect(plan.delete).toEqual([]);
    expect(codes).toEqual(["edited-file-kept"]);
    expect(readFiles(join(folder.path, "elsewhere"))).toEqual({
      "a.ts": "a\n",
    });
    expect(content(root)).toEqual({
      "index.ts": "two\n",
      processes: "-> ../elsewhere",
    });
  });

  it("may be the output folder itself", async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, "real"));
    symlinkSync("real", join(folder.path, "out"));
    const { plan } = await write(join(folder.path, "out"), FIRST);
    expect(plan.root).toBe(join(folder.path, "real"));
    expect(content(join(folder.path, "real"))).toEqual(FIRST);
    expect(lstatSync(join(folder.path, "out")).isSymbolicLink()).toBe(true);
  });
});

describe("a manifest", () => {
  it.each([
    ["a path out of the folder", "../precious.txt"],
    ["an absolute path", "/tmp/precious.txt"],
    ["a path with a backslash", "..\\precious.txt"],
    ["a path into Git's folder", ".git/config"],
  ])("with %s deletes nothing", async (_name, path) => {
    using folder = temporaryFolder();
    const root = join(folder.path, "out");
    writeFiles(folder.path, { "precious.txt": "p" });
    writeFiles(root, {
      [MANIFEST_NAME]: JSON.stringify({
        generator: "s2gos-codegen",
        version: 1,
        files: { [path]: { sha256: "x" } },
      }),
    });
    const { plan } = await write(root, FIRST);
    expect(plan.delete).toEqual([]);
    expect(readFiles(folder.path)).toMatchObject({ "precious.txt": "p" });
  });

  it.each([
    ["no JSON", "<<<<<<< HEAD\n"],
    ["of another program", '{"generator":"other","version":1,"files":{}}'],
    ["of a later form", '{"generator":"s2gos-codegen","version":2,"files":{}}'],
  ])("that is %s is refused", async (_name, text) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { [MANIFEST_NAME]: text });
    await expect(
      planOutput(folder.path, generated(FIRST), { force: true }),
    ).rejects.toEqual(
      new UsageError("The manifest of the output folder cannot be read.", {
        where: join(folder.path, MANIFEST_NAME),
        hint: "Restore it from version control (after a merge, either side will do), or generate into a new folder.",
      }),
    );
  });
});

describe("paths", () => {
  it.each([
    ["../a.ts"],
    ["a/../../b.ts"],
    ["/a.ts"],
    ["a//b.ts"],
    ["./a.ts"],
    ["a\\b.ts"],
    ["a b.ts"],
    ["con.ts"],
    ["processes/NUL"],
    ["a./b.ts"],
    ["a.ts."],
    ["\u0000.ts"],
    ["é.ts"],
    [".git/hooks/post-checkout"],
    [`${"a".repeat(101)}.ts`],
    [Array.from({ length: 9 }, () => "a").join("/")],
    [""],
    [MANIFEST_NAME],
  ])("%j is refused", async (path) => {
    using folder = temporaryFolder();
    await expect(
      planOutput(folder.path, [{ path, text: "" }]),
    ).rejects.toMatchObject({ code: "unsafe-path" });
  });

  it("that differ in case alone are refused", async () => {
    using folder = temporaryFolder();
    await expect(
      planOutput(
        folder.path,
        generated({ "processes/A.ts": "", "processes/a.ts": "" }),
      ),
    ).rejects.toMatchObject({ code: "unsafe-path" });
  });

  it("that name no folder are refused", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { out: "a file" });
    await expect(
      planOutput(join(folder.path, "out"), generated(FIRST)),
    ).rejects.toThrow("The output folder is a file.");
    await expect(planOutput("/", generated(FIRST))).rejects.toThrow(
      "The root of the file system is no output folder.",
    );
  });
});
