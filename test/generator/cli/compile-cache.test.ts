import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../output/folder.js";

const { outputText: SOURCE } = ts.transpileModule(
  readFileSync(resolve("src/generator/cli/compile-cache.ts"), "utf8"),
  {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  },
);

/** The text of a module that says its name, and what a module is given. */
function partText(name: string): string {
  return `
    exports.name = "${name}";
    const values = [__filename, __dirname, module.exports === exports];
    values.push(require.resolve("./part.cjs"));
    exports.given = values.map((value) => String(value).slice(-8)).join();`;
}

/** A program of two files, installed in a folder. */
function program() {
  const { path, [Symbol.dispose]: dispose } = temporaryFolder();
  const place = join(path, "node_modules/tool/dist");
  const part = (name: string) => {
    writeFiles(place, { "part.cjs": partText(name) });
  };
  writeFiles(place, {
    "cache.cjs": SOURCE,
    "main.cjs": `
      require("./cache.cjs").keepCompiled(__dirname);
      const { name, given } = require("./part.cjs");
      console.log(name, given);
      const { other } = require("library/index.js");
      other().then(({ posix }) => console.log(require("library"), posix.sep, require("module/main.js").default));`,
  });
  writeFiles(join(path, "node_modules"), {
    "library/package.json": '{ "main": "main.js" }',
    "library/main.js": "module.exports = 'library';",
    "library/index.js": "exports.other = () => import('node:path');",
    "module/package.json": '{ "type": "module", "main": "main.js" }',
    "module/main.js": "export default import.meta.url.slice(-7);",
  });
  part("first");
  return {
    [Symbol.dispose]: dispose,
    part,
    cache: join(path, "node_modules/.cache/s2gos-codegen-compiled"),
    run: (environment: Readonly<Record<string, string>> = {}) =>
      execFileSync(process.execPath, [join(place, "main.cjs")], {
        encoding: "utf8",
        env: { ...process.env, ...environment },
      }).trim(),
  };
}

const SAYS = "part.cjs,ool/dist,true,part.cjs\nlibrary / main.js";

/** Later versions of Node.js keep what they compile in a folder of their own. */
const IS_OWN = process.version.startsWith("v20.");

function kept(cache: string): readonly string[] {
  return existsSync(cache)
    ? readdirSync(cache, { recursive: true, encoding: "utf8" }).sort()
    : [];
}

describe("keepCompiled", () => {
  it("runs a program as it would run without, and keeps what was compiled", () => {
    using given = program();
    expect(given.run()).toBe(`first ${SAYS}`);
    const version = `${process.version}-${process.arch}`;
    expect(kept(given.cache)).toEqual(
      IS_OWN
        ? [
            version,
            ...["library+main.js", "part.cjs"].map((name) =>
              join(version, name),
            ),
          ]
        : [],
    );
    expect(given.run()).toBe(`first ${SAYS}`);
  });

  it("compiles a file anew that has changed, also one of the same size", () => {
    using given = program();
    given.run();
    given.part("third");
    expect(given.run()).toBe(`third ${SAYS}`);
    expect(given.run()).toBe(`third ${SAYS}`);
  });

  it.runIf(IS_OWN)("uses what was kept", () => {
    using given = program();
    given.run();
    const file = join(given.cache, kept(given.cache)[2] ?? "");
    const before = readFileSync(file);
    given.run();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.runIf(IS_OWN).each([
    ["nothing", ""],
    ["another text", "not compiled code, but longer than its stamp"],
  ])("compiles anew where the kept file has %s", (_, text) => {
    using given = program();
    given.run();
    const file = join(given.cache, kept(given.cache)[2] ?? "");
    const before = readFileSync(file);
    writeFileSync(
      file,
      text === ""
        ? ""
        : Buffer.concat([before.subarray(0, 24), Buffer.from(text)]),
    );
    expect(given.run()).toBe(`first ${SAYS}`);
    expect(readFileSync(file).length).toBe(before.length);
  });

  it("keeps nothing where that is turned off", () => {
    using given = program();
    expect(given.run({ NODE_DISABLE_COMPILE_CACHE: "1" })).toBe(
      `first ${SAYS}`,
    );
    expect(kept(given.cache)).toEqual([]);
  });

  it("runs a program where nothing can be written", () => {
    using given = program();
    mkdirSync(join(given.cache, ".."), { recursive: true });
    writeFileSync(given.cache, "a file in the place of the folder");
    expect(given.run()).toBe(`first ${SAYS}`);
    expect(given.run()).toBe(`first ${SAYS}`);
  });
});
