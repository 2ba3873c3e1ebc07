import { readdirSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OPTIONS = {
  cwd: ROOT,
  overrideConfigFile: `${ROOT}.config/imports.js`,
} as const;
const LINT = new ESLint(OPTIONS);
// Looking for circles reads every file that can be reached.
const LINT_ONE_FILE = new ESLint({
  ...OPTIONS,
  overrideConfig: { rules: { "import-x/no-cycle": "off" } },
});

// TypeScript knows no types of .config/rooms.js.
const { ROOMS } = (await import(`${ROOT}.config/rooms.js`)) as {
  readonly ROOMS: Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >;
};

/** The rules that report a text, if it stood in a file of src/. */
async function reported(
  file: string,
  text: string,
  lint: ESLint = LINT_ONE_FILE,
): Promise<readonly (string | null)[]> {
  const [result] = await lint.lintText(text, { filePath: `src/${file}` });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

/** What a file has to write to import a file, or the first file of a room. */
function pathTo(target: string, from: string): string {
  const path = statSync(`${ROOT}src/${target}`).isDirectory()
    ? `${target}/${readdirSync(`${ROOT}src/${target}`)[0] ?? ""}`
    : target;
  const way = relative(dirname(from), path).replace(/\.ts$/, ".js");
  return way.startsWith(".") ? way : `./${way}`;
}

describe("is reported:", () => {
  it.each([
    ["a higher room", "runtime/base/x.ts", "runtime/http"],
    ["a higher room", "runtime/documents/x.ts", "runtime/job"],
    ["the index above the rooms", "runtime/process/x.ts", "runtime/index.ts"],
    ["the generator", "runtime/process/x.ts", "generator/json.ts"],
    ["the server", "runtime/client/x.ts", "server/index.ts"],
    ["the runtime", "server/execution/x.ts", "runtime/documents"],
    ["the generator", "server/start.ts", "generator/index.ts"],
    ["a higher room", "server/http/x.ts", "server/jobs"],
    ["the server", "generator/source/x.ts", "server/index.ts"],
    ["the runtime", "generator/model/x.ts", "runtime/index.ts"],
    ["a room of the runtime", "generator/source/x.ts", "runtime/http"],
    ["a room of the server", "generator/cli/x.ts", "server/http"],
    ["a later stage", "generator/schema/x.ts", "generator/model"],
    ["a stage", "generator/cli/x.ts", "generator/emit"],
    ["a stage", "generator/json.ts", "generator/schema"],
    ["a test", "server/jobs/x.ts", "../test/random.ts"],
  ])("%s, imported by %s", async (_what, file, target) => {
    const path = pathTo(target, file);
    for (const text of [
      `import { a } from "${path}";`,
      `import type { A } from "${path}";`,
      `export * from "${path}";`,
      `await import("${path}");`,
    ]) {
      expect([text, ...(await reported(file, text))]).toEqual([
        text,
        "import-x/no-restricted-paths",
      ]);
    }
  });

  it.each([
    ["a package", "runtime/config/x.ts", 'import { parse } from "yaml";'],
    ["its types", "runtime/process/x.ts", 'import type { Ajv } from "ajv";'],
    ["a module of Node", "runtime/base/x.ts", 'await import("node:fs");'],
    ["all of a package", "runtime/index.ts", 'export * from "undici";'],
    ["a hidden name", "runtime/results/x.ts", "await import(name);"],
    ["undici", "runtime/http/x.ts", 'import { request } from "undici";'],
    ["its types", "runtime/http/x.ts", 'import type { Agent } from "undici";'],
  ])("%s, imported by %s", async (_what, file, text) => {
    expect(await reported(file, text)).toEqual(["no-restricted-syntax"]);
  });

  it.each([
    ["a module of Node", 'import { join } from "node:path";'],
    ["its types", 'import type { Server } from "node:http";'],
    ["part of a package for Node", 'import { serve } from "srvx/node";'],
  ])("%s, imported by the server's handler", async (_what, text) => {
    for (const room of ["app", "processes", "service.ts"]) {
      const file = room.endsWith(".ts") ? room : `${room}/x.ts`;
      expect(await reported(`server/${file}`, text)).toEqual([
        "no-restricted-imports",
      ]);
    }
  });

  it("a global of Node, used by the server's handler", async () => {
    expect(
      await reported("server/http/x.ts", "Buffer.from(process.version);"),
    ).toEqual(["no-restricted-globals", "no-restricted-globals"]);
  });

  it("a circle of files", async () => {
    // json-size.ts imports json.ts.
    const text = 'import { a } from "./json-size.js"; export const b = a;';
    expect(await reported("generator/json.ts", text, LINT)).toEqual([
      "import-x/no-cycle",
      "import-x/no-restricted-paths",
    ]);
  });
});

describe("is not reported:", () => {
  it.each([
    ["runtime/http/x.ts", "runtime/base"],
    ["runtime/http/x.ts", "runtime/http"],
    ["runtime/index.ts", "runtime/process"],
    ["generator/source/x.ts", "runtime/index.ts"],
    ["generator/model/x.ts", "runtime/documents/media-type.ts"],
    ["generator/cli/x.ts", "server/index.ts"],
    ["generator/emit/x.ts", "generator/model"],
    ["generator/schema/x.ts", "generator/json.ts"],
    ["generator/generate.ts", "generator/emit"],
    ["server/app/x.ts", "server/profiles"],
  ])("%s imports %s", async (file, target) => {
    const text = `import { a } from "${pathTo(target, file)}";`;
    expect(await reported(file, text)).toEqual([]);
  });

  it.each([
    ["runtime/http/x.ts", 'await import("./undici-transport.js");'],
    ["server/execution/x.ts", 'import { Ajv } from "ajv";'],
    ["server/node/x.ts", 'import { createServer } from "node:http";'],
  ])("%s says %s", async (file, text) => {
    expect(await reported(file, text)).toEqual([]);
  });
});

describe.each(Object.entries(ROOMS))("the rooms of src/%s", (side, rooms) => {
  it("are what stands there", () => {
    expect(Object.keys(rooms).sort()).toEqual(
      readdirSync(`${ROOT}src/${side}`).sort(),
    );
  });

  it("import only rooms above them in the list", () => {
    const names = Object.keys(rooms);
    for (const [index, name] of names.entries()) {
      const above = names.slice(0, index);
      expect([name, ...(rooms[name] ?? [])]).toEqual([
        name,
        ...(rooms[name] ?? []).filter((lower) => above.includes(lower)),
      ]);
    }
  });
});

it("`npm run lint` has these rules", async () => {
  const whole = new ESLint({
    cwd: ROOT,
    overrideConfigFile: `${ROOT}.config/eslint.config.js`,
  });
  for (const file of ["src/runtime/base/json.ts", "src/server/start.ts"]) {
    const all = (await whole.calculateConfigForFile(file)) as ESLint.ConfigData;
    const own = (await LINT.calculateConfigForFile(file)) as ESLint.ConfigData;
    expect(all.rules).toMatchObject(own.rules ?? {});
  }
});
