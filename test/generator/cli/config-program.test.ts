import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configOfProgram } from "../../../src/generator/cli/config-program.js";
import { endsIdle } from "../ends-idle.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

const RUNS_TYPESCRIPT = Boolean(
  (process.features as { readonly typescript?: unknown }).typescript,
);

/** What a program of this name exports, where jiti is not installed. */
async function byNode(name: string, text: string): Promise<unknown> {
  using folder = temporaryFolder();
  writeFiles(folder.path, { [name]: text });
  return await configOfProgram(
    join(folder.path, name),
    Promise.resolve(undefined),
  );
}

describe("without jiti, Node.js runs a configuration", () => {
  it.each([
    ["c.mjs", 'export default { url: await Promise.resolve("http://h/") };'],
    ["c.cjs", 'module.exports = { url: "http://h/" };'],
  ])("%s", async (name, text) => {
    expect(await byNode(name, text)).toEqual({ url: "http://h/" });
  });

  it("that fails, with what it says", async () => {
    const failing = byNode(
      "c.mjs",
      'throw new Error("no such host\\nsecret");',
    );
    await expect(failing).rejects.toMatchObject({
      code: "usage",
      message: "The configuration file failed: no such host",
    });
  });

  it.each([
    "export default await new Promise(() => {});",
    "export default new Promise(() => {});",
  ])("that waits for what never comes, with an error: %s", async (text) => {
    const failing = expect(byNode("c.mjs", text)).rejects.toMatchObject({
      code: "usage",
      message:
        "The configuration file failed: its promise waits for something that never comes",
    });
    await endsIdle();
    await failing;
  });

  it("in TypeScript, where it can", async () => {
    const typed = byNode(
      "c.mts",
      'const url: string = "http://h/";\nexport default { url };\n',
    );
    if (RUNS_TYPESCRIPT) expect(await typed).toEqual({ url: "http://h/" });
    else {
      await expect(typed).rejects.toMatchObject({
        code: "usage",
        hint: expect.stringContaining("Install jiti") as string,
      });
    }
  });
});
