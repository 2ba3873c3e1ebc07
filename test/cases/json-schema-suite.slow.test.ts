import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

// The official JSON Schema Test Suite, put through the generator: whether the exported schemas judge each of its values
// as the original does under 2020-12. It is kept beside the repository, with a program that prints the differences:
// `node ../shared/json-schema-test-suite/suite.mjs . --list weak` (or strict, broken, types).

const ROOT = join(import.meta.dirname, "../..");
const SUITE = join(ROOT, "../shared/json-schema-test-suite/suite.mjs");

/**
 * How many values are judged otherwise, by the file of the suite they are in. Not more than these: names of members that
 * every object of JavaScript has (`required`, `properties`), `unevaluated*`, which ajv itself judges otherwise, documents
 * of the suite that are not in a description (`dynamicRef`, `ref`), and what drafts 4 and 7 say otherwise, whose dialect
 * no description declares (`ref`, `definitions`).
 */
const WEAK =
  "weak: required 16, unevaluatedItems 8, ref 7, dynamicRef 7, unevaluatedProperties 2, definitions 1";
const STRICT =
  "strict: unevaluatedItems 5, properties 4, unevaluatedProperties 4, ref 3, dynamicRef 1";

it.skipIf(!existsSync(SUITE))(
  `the official suite is judged as the descriptions judge it${existsSync(SUITE) ? "" : `: left out, ${SUITE} is not there`}`,
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [SUITE, ROOT],
      { maxBuffer: 64 * 1024 * 1024 },
    );

    const lines = stdout.trimEnd().split("\n");
    expect(lines.slice(-4, -1).map((line) => line.trimEnd())).toEqual([
      WEAK,
      STRICT,
      "broken:",
    ]);
  },
  240_000,
);
