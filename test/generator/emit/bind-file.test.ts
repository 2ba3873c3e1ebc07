import { format } from "prettier";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readAssets } from "../../../src/generator/assets.js";
import { emitPackage } from "../../../src/generator/emit/emit.js";
import { buildModel } from "../build-model.js";

const ASSETS = await readAssets();

/** The text of `bind.ts` for processes of these ids. */
async function bindOf(
  processes: readonly { readonly id: string; readonly title?: string }[],
): Promise<string> {
  const { model } = await buildModel({
    processes: processes.map(({ id, title }) => ({
      id,
      document: { title, inputs: {}, outputs: {} },
    })),
  });
  const files = emitPackage(model, {
    ...ASSETS,
    defaultUrl: "http://localhost:8008/",
    objectInputs: "plain",
  });
  const file = files.find(({ path }) => path === "bind.ts");
  return file?.text.slice(file.text.indexOf("\n\n") + 2) ?? "";
}

describe("bind.ts", () => {
  it("has each process as a method, with its title", async () => {
    const text = await bindOf([
      { id: "a-b", title: "Ends */" },
      { id: "c" },
      { id: "constructor" },
    ]);
    expect(text).toBe(`import { aB } from "./processes/a-b.js";
import { c } from "./processes/c.js";
import { constructorProcess } from "./processes/constructor.js";
import { type Client, bindProcess } from "./runtime/index.js";

/** The processes of the service, bound to one client. */
export interface BoundProcesses {
  /** Ends *\\/ */
  readonly aB: typeof aB;
  readonly c: typeof c;
  readonly constructorProcess: typeof constructorProcess;
}

/**
 * Binds all processes of the service to a client, for those who think in clients:
 * \`const service = bindProcesses(client)\`, then \`service.someProcess(inputs)\`.
 */
export function bindProcesses(client: Client): BoundProcesses {
  return {
    aB: bindProcess(aB, client),
    c: bindProcess(c, client),
    constructorProcess: bindProcess(constructorProcess, client),
  };
}
`);
  });

  it.each<[string, readonly string[]]>([
    ["no process", []],
    ["names of the file itself", ["bindProcess", "BoundProcesses", "client"]],
    [
      "names of each length",
      Array.from({ length: 100 }, (_, index) => `p${"x".repeat(index)}`),
    ],
    ["wide characters", ["降水", "降水量".repeat(15), "é".repeat(64)]],
  ])(
    "is laid out by Prettier's style, and compiles, with %s",
    async (_name, ids) => {
      const text = await bindOf(ids.map((id) => ({ id })));
      expect(text).toBe(await format(text, { parser: "typescript" }));
      const { diagnostics = [] } = ts.transpileModule(text, {
        reportDiagnostics: true,
      });
      expect(diagnostics).toEqual([]);
    },
  );
});
