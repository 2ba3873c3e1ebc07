import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Emitter } from "../../../src/generator/emitters/emitter.js";
import type { GenerateOptions } from "../../../src/generator/generate-options.js";
import { readFiles } from "../output/folder.js";
import { description, project } from "../recall/project.js";

/** One file for each process and one for all of them, in another language too. */
const EMITTER: Emitter = {
  name: "titles",
  dependencies: { "some-package": "^1.0.0" },
  emit: ({ processes }, tools) => [
    ...processes.flatMap(({ id, fileName, functionName, inputsTypeName }) => {
      const path = `titles/${fileName}.ts`;
      const from = tools.stringLiteral(
        tools.importPath(path, `processes/${fileName}.ts`),
      );
      return [
        {
          path,
          process: id,
          text: `import type { ${tools.identifier(inputsTypeName)} as I } from ${from}; export const ${tools.identifier(functionName)}: keyof I = "text"`,
        },
        {
          path: `titles/${fileName}.txt`,
          process: id,
          text: `${functionName}\n`,
        },
      ];
    }),
    {
      path: "titles/index.ts",
      text: `export const count: number = ${processes.length};`,
    },
  ],
};

const OPTIONS: Partial<GenerateOptions> = { emitters: [EMITTER] };

/** Files of the emitter. */
function titles(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(readFiles(join(folder, "api")))
      .filter(([path]) => path.startsWith("titles/"))
      .map(([path, text]) => [path, text.replace(/^(?:\/[/*].*\n)+\n/, "…")]),
  );
}

const TITLES = {
  "titles/index.ts": "…export const count: number = 2;\n",
  "titles/one.ts":
    '…import type { OneInputs as I } from "../processes/one.js";\nexport const one: keyof I = "text";\n',
  "titles/one.txt": "one\n",
  "titles/two.ts":
    '…import type { TwoInputs as I } from "../processes/two.js";\nexport const two: keyof I = "text";\n',
  "titles/two.txt": "two\n",
};

/** A server of two processes. @param failing - Id of the one that it does not describe. */
async function serveProcesses(
  failing: () => string | undefined,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const id = /^\/processes\/(\w+)/.exec(request.url ?? "")?.[1];
    response.setHeader("content-type", "application/json");
    if (id !== undefined && id === failing()) response.statusCode = 404;
    response.end(
      JSON.stringify(
        id === undefined
          ? { processes: [{ id: "one" }, { id: "two" }], links: [] }
          : description(id),
      ),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

describe("the files of emitters", () => {
  it("are written, kept, checked and deleted as those of the package", async () => {
    using given = project();
    await given.run({ ...OPTIONS, importExtension: "js" });
    expect(titles(given.folder)).toEqual(TITLES);

    const same = await given.run({
      ...OPTIONS,
      importExtension: "js",
      mode: "check",
    });
    expect([same.result.plan.update, same.result.plan.delete]).toEqual([
      [],
      [],
    ]);

    const other: Emitter = {
      name: "titles",
      emit: () => [{ path: "titles/index.ts", text: "export {};" }],
    };
    const drift = await given.run({
      emitters: [other],
      importExtension: "js",
      mode: "check",
    });
    expect([drift.result.plan.update, drift.result.plan.delete]).toEqual([
      [".s2gos-codegen.json", "titles/index.ts"],
      ["titles/one.ts", "titles/one.txt", "titles/two.ts", "titles/two.txt"],
    ]);

    await given.run({ importExtension: "js" });
    expect(titles(given.folder)).toEqual({});
  });

  it("are those of the selected processes, with the endings of imports", async () => {
    using given = project();
    await given.run({ ...OPTIONS, include: ["two"], importExtension: "none" });
    expect(titles(given.folder)).toEqual({
      "titles/index.ts": "…export const count: number = 1;\n",
      "titles/two.ts": TITLES["titles/two.ts"].replace("two.js", "two"),
      "titles/two.txt": "two\n",
    });
  });

  it("stay with a process that fails later on", async () => {
    using given = project();
    let failing: string | undefined;
    await using server = await serveProcesses(() => failing);
    const options: Partial<GenerateOptions> = {
      ...OPTIONS,
      url: server.url,
      importExtension: "js",
    };
    await given.run(options);
    failing = "one";
    const { result } = await given.run(options);
    expect(result.processes).toEqual([
      { id: "two", functionName: "two", status: "generated" },
      { id: "one", status: "failed" },
    ]);
    expect(titles(given.folder)).toEqual({
      ...TITLES,
      "titles/index.ts": "…export const count: number = 1;\n",
    });

    failing = undefined;
    await given.run(options);
    expect(titles(given.folder)).toEqual(TITLES);
  });

  it("leave nothing written where an emitter fails", async () => {
    using given = project();
    const failing: Emitter = {
      name: "bad",
      emit: () => {
        throw new Error("no schema");
      },
    };
    await expect(
      given.run({ emitters: [EMITTER, failing] }),
    ).rejects.toMatchObject({
      code: "emitter-failed",
      message: "The emitter bad failed: no schema.",
    });
    expect(Object.keys(readFiles(given.folder))).not.toContain("api");
  });

  it("are what a package.json leads to, with what they import", async () => {
    using given = project();
    await given.run({ ...OPTIONS, packageName: "processes" });
    const text = readFileSync(join(given.folder, "api/package.json"), "utf8");
    expect(JSON.parse(text)).toMatchObject({
      exports: {
        "./titles": "./titles/index.ts",
        "./titles/*": "./titles/*.ts",
        "./titles/one.txt": "./titles/one.txt",
      },
      dependencies: { "some-package": "^1.0.0" },
    });
  });
});
