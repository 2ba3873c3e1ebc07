import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { serveCommand } from "../../../src/generator/cli/serve-command.js";
import type { Io } from "../../../src/generator/cli/io.js";

const FOLDER = mkdtempSync(join(tmpdir(), "s2gos-codegen-serve-"));
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

function recorded(name: string, text: string): string {
  const file = join(FOLDER, name);
  writeFileSync(file, text);
  return file;
}

/** The ids of the processes that the command offers with these flags. */
async function served(
  flags: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const end = new AbortController();
  let url: (text: string) => void = () => undefined;
  const printed = new Promise<string>((resolve) => {
    url = resolve;
  });
  const io = { stdout: url, stderr: () => undefined } as unknown as Io;
  const ended = serveCommand({ port: "0", ...flags }, io, end.signal);
  const base = await Promise.race([printed, ended.then(() => "")]);
  const response = await fetch(`${base.trim()}processes`);
  const { processes } = (await response.json()) as {
    readonly processes: readonly { readonly id: string }[];
  };
  end.abort();
  await ended;
  return processes.map(({ id }) => id);
}

describe("serve", () => {
  const recording = recorded("p.json", '{"id":"p","version":"1","outputs":{}}');

  it.each<
    [flags: Readonly<Record<string, unknown>>, wanted: readonly string[]]
  >([
    [{}, ["mtr_demo_generation", "mtr_demo_simulation"]],
    [{ recording }, ["p"]],
    [
      { recording, service: "s2gos" },
      ["mtr_demo_generation", "mtr_demo_simulation", "p"],
    ],
  ])("with %j offers %j", async (flags, wanted) => {
    expect(await served(flags)).toEqual(wanted);
  });

  it.each([
    [join(FOLDER, "none.json"), /^--recording: .*none\.json cannot be read: /],
    [
      recorded("text.json", "text"),
      /^--recording: .*text\.json cannot be read: /,
    ],
    [recorded("empty.json", "{}"), /^The recording describes no process; /],
  ])("refuses %s", async (file, message) => {
    await expect(served({ recording: file })).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(message) as unknown,
    });
  });
});
