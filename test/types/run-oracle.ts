import { buildModel } from "../generator/build-model.js";
import { randomProcesses } from "./random-schemas.js";
import { seedFromEnvironment } from "../random.js";
import { reportText } from "./report.js";
import { valueOracle } from "./value-oracle.js";

/** `npx tsx test/types/run-oracle.ts [count]`: runs the value oracle on random schemas (default 2000). */
const count = Number(process.argv[2] ?? 2000);
const seed = seedFromEnvironment(20260101);
const started = performance.now();
const built = await buildModel({ processes: randomProcesses(count, seed) });
const report = await valueOracle(built, seed);
console.log(`SEED=${seed}, ${count} random schemas`);
console.log(reportText(report));
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = report.wrong.length === 0 ? 0 : 1;
