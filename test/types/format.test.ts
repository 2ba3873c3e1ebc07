import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../src/generator/model/build-model.js";
import { corpusDescriptions, hasCorpus } from "../corpus/documents.js";
import { packageFiles } from "./package-files.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "./random.js";

const SEED = seedFromEnvironment(20260101);

if (!hasCorpus) console.log("The corpus is not there: its files are left out.");

/** Processes whose functions have names of every length that breaks lines elsewhere. */
function namesOfAllLengths(): readonly { id: string; document: unknown }[] {
  return Array.from({ length: 75 }, (_none, index) => {
    const id = "n".repeat(index + 1);
    const schema = { type: "string", enum: ["one", "two"] };
    return {
      id,
      document: {
        id,
        inputs: { mode: { schema }, place: { schema } },
        outputs: { path: { schema } },
      },
    };
  });
}

async function changedByPrettier(
  processes: readonly { readonly id: string; readonly document: unknown }[],
): Promise<readonly string[]> {
  const { model } = await buildModel({ processes });
  const changed: string[] = [];
  for (const { path, text } of await packageFiles(model)) {
    if (path.includes("/runtime/")) continue;
    const formatted = await prettier.format(text, { filepath: path });
    if (formatted !== text) changed.push(`${path}\n${text}`);
  }
  return changed;
}

describe("files of a package are in Prettier's default style", () => {
  it(`of random schemas (SEED=${SEED})`, async () => {
    expect(await changedByPrettier(randomProcesses(60, SEED))).toEqual([]);
  }, 120_000);

  it("of functions with names of any length", async () => {
    expect(await changedByPrettier(namesOfAllLengths())).toEqual([]);
  }, 120_000);

  it.each(
    namesOfAllLengths()
      .filter((_process, index) => index % 4 === 0)
      .map((process) => [process.id.length, process] as const),
  )("of a README about a name of %i letters", async (_length, process) => {
    expect(await changedByPrettier([process])).toEqual([]);
  });

  it.skipIf(!hasCorpus)(
    "of the corpus",
    async () => {
      expect(await changedByPrettier(corpusDescriptions())).toEqual([]);
    },
    120_000,
  );
});
