import { beforeAll, describe, expect, it } from "vitest";
import { buildModel } from "../../src/generator/model/build-model.js";
import { corpusDescriptions, hasCorpus } from "../corpus/documents.js";
import {
  opinionOracle,
  opinionText,
  type OpinionReport,
} from "./opinion-oracle.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";

const COUNT = 300;
const SEED = seedFromEnvironment(20260101);

if (!hasCorpus) console.log("The corpus is not there: its types are left out.");

describe.each([
  {
    name: `${COUNT} random schemas (SEED=${SEED})`,
    skipped: false,
    processes: () => randomProcesses(COUNT, SEED),
    leastAgreed: 200,
  },
  {
    name: "the corpus",
    skipped: !hasCorpus,
    processes: corpusDescriptions,
    leastAgreed: 230,
  },
])("types of $name", ({ name, skipped, processes, leastAgreed }) => {
  describe.skipIf(skipped)("and json-schema-to-typescript's", () => {
    let report: OpinionReport;

    beforeAll(async () => {
      const { model } = await buildModel({ processes: processes() });
      report = await opinionOracle(model);
      console.log(`${name}\n${opinionText(report)}`);
    }, 120_000);

    it("agree wherever they should", () => {
      expect(report.unexplained).toEqual([]);
    });

    it("agree mostly", () => {
      expect(report.agreed).toBeGreaterThan(leastAgreed);
    });
  });
});
