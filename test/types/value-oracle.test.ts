import { beforeAll, describe, expect, it } from "vitest";
import { buildModel } from "../generator/build-model.js";
import { corpusDescriptions, HAS_CORPUS } from "../corpus/documents.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";
import { reportText, wrongText } from "./report.js";
import { valueOracle, type OracleReport } from "./value-oracle.js";

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
    leastValues: 1000,
  },
  {
    name: "the corpus",
    skipped: !HAS_CORPUS,
    processes: corpusDescriptions,
    leastValues: 500,
  },
])("values of $name", ({ name, skipped, processes, leastValues }) => {
  describe.skipIf(skipped)("asked of a validator and of the compiler", () => {
    let report: OracleReport;

    beforeAll(async () => {
      report = await valueOracle(
        await buildModel({ processes: processes() }),
        SEED,
      );
      console.log(`${name}\n${reportText(report)}`);
    }, 300_000);

    it("compile or not, as the schema says", () => {
      expect(report.wrong.map(wrongText)).toEqual([]);
    });

    it("are checked against types that compile", () => {
      expect(report.broken).toEqual([]);
    });

    it("are many", () => {
      expect(report.accepted.total).toBeGreaterThan(leastValues);
      expect(report.rejected.total).toBeGreaterThan(leastValues);
    });
  });
});
