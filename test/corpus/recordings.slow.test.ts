import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GenerationError } from "../../src/generator/errors.js";
import { generate } from "../../src/generator/generate.js";
import { readFiles, temporaryFolder } from "../generator/output/folder.js";
import { corpusPath, HAS_CORPUS } from "./documents.js";

const SERVERS = HAS_CORPUS
  ? readdirSync(corpusPath(""), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : [];

/** Generates into a folder, and saves what was read beside it. False: there is nothing to generate. */
async function isGenerated(input: string, folder: string): Promise<boolean> {
  try {
    const saveInput = join(folder, "saved.json");
    await generate({ input, saveInput, out: join(folder, "generated") });
    return true;
  } catch (error) {
    if (error instanceof GenerationError) return false;
    throw error;
  }
}

/** Servers whose documents hold no process description of any kind. */
const WITHOUT_PROCESSES: readonly string[] = [
  "bblocks",
  "bbox",
  "ogc-api-processes-pygeoapi-demo",
  "proc-ades",
  "pygeoapi-plugins",
  "qjazz",
  "s2gos-client",
];

describe.skipIf(!HAS_CORPUS)("what --save-input saved", () => {
  it.each(SERVERS)(
    "is saved again to the byte, and gives the same package: %s",
    async (server) => {
      using first = temporaryFolder();
      using second = temporaryFolder();
      const isThere = await isGenerated(corpusPath(server), first.path);
      expect(isThere).toBe(!WITHOUT_PROCESSES.includes(server));
      if (!isThere) return;
      const saved = join(first.path, "saved.json");
      expect(await isGenerated(saved, second.path)).toBe(true);
      const again = readFileSync(join(second.path, "saved.json"), "utf8");
      expect(again).toBe(readFileSync(saved, "utf8"));
      expect(readFiles(join(second.path, "generated"))).toEqual(
        readFiles(join(first.path, "generated")),
      );
    },
  );
});
