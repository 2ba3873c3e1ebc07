import { beforeAll, describe, expect, it } from "vitest";
import { buildModel } from "../generator/build-model.js";
import {
  crossCheck,
  type CrossCheck,
} from "../../src/generator/verify/cross-check.js";
import { corpusDescriptions, HAS_CORPUS } from "../corpus/documents.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";

const COUNT = 300;
const SEED = seedFromEnvironment(20260101);

if (!HAS_CORPUS)
  console.log(
    "Left out: types of the corpus, since ../shared/corpus is not there.",
  );

describe.each([
  {
    name: `${COUNT} random schemas (SEED=${SEED})`,
    skipped: false,
    processes: () => randomProcesses(COUNT, SEED),
    leastAgreed: 200,
  },
  {
    name: "the corpus",
    skipped: !HAS_CORPUS,
    processes: corpusDescriptions,
    leastAgreed: 230,
  },
])("types of $name", ({ name, skipped, processes, leastAgreed }) => {
  describe.skipIf(skipped)("and json-schema-to-typescript's", () => {
    let report: CrossCheck;

    beforeAll(async () => {
      const { model } = await buildModel({ processes: processes() });
      report = await crossCheck(model);
      console.log(`${name}\n${reportText(report)}`);
    }, 120_000);

    it("agree wherever they should", () => {
      expect(report.diagnostics).toEqual([]);
    });

    it("agree mostly", () => {
      expect(report.agreed).toBeGreaterThan(leastAgreed);
    });
  });
});

function reportText(report: CrossCheck): string {
  const { compared, agreed, plain, explained, diagnostics } = report;
  return [
    `types that agree with json-schema-to-typescript's: ${agreed} of ${compared}; where they must: ${plain - diagnostics.length} of ${plain}`,
    ...[...explained].map(
      ([reason, count]) => `difference, ${count} times: ${reason}`,
    ),
  ].join("\n");
}
