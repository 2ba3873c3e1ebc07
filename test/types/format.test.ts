import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { buildModel } from "../generator/build-model.js";
import { corpusDescriptions, HAS_CORPUS } from "../corpus/documents.js";
import { packageFiles } from "./package-files.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";

const SEED = seedFromEnvironment(20260101);

if (!HAS_CORPUS)
  console.log(
    "Left out: packages from the corpus, since ../shared/corpus is not there.",
  );

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

  it.skipIf(!HAS_CORPUS)(
    "of the corpus",
    async () => {
      expect(await changedByPrettier(corpusDescriptions())).toEqual([]);
    },
    120_000,
  );
});
