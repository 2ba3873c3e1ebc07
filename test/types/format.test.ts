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
    // Prettier formats no .gitattributes.
    if (path.includes("/runtime/") || path.endsWith(".gitattributes")) continue;
    const formatted = await prettier.format(text, { filepath: path });
    if (formatted !== text) changed.push(`${path}\n${text}`);
  }
  return changed;
}

/** A process whose names and texts are made of a name. */
function processNamed(name: string): {
  readonly id: string;
  readonly document: unknown;
} {
  const schema = { type: "string", contentMediaType: "image/tiff" };
  return {
    id: `p-${name}`,
    document: {
      version: `1.${name}`,
      inputs: {
        [`a${name}`]: { schema: { ...schema, default: name } },
        b: { schema: { enum: [name, "b"] }, maxOccurs: 3 },
      },
      outputs: { [`${name}1`]: { schema } },
    },
  };
}

/** Letters of one column and of two, also where only Prettier's own rules say so. */
const LETTERS = ["n", "数", "❤\ufe0f"] as const;

/** So many letters leave room for a member's value beside its name. */
const LENGTHS: readonly number[] = Array.from(
  { length: 24 },
  (_none, index) => index + 1,
);

describe("files of a package are in Prettier's default style", () => {
  it.each(LETTERS)(
    "with names and texts of the letter %s",
    async (letter) => {
      const names = LENGTHS.flatMap((length) => [
        letter.repeat(length),
        letter + "n".repeat(length + LENGTHS.length - 1),
      ]);
      expect(await changedByPrettier(names.map(processNamed))).toEqual([]);
    },
    120_000,
  );

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
