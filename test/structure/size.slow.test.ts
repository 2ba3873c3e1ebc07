import { execFile } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../src/server/index.js";
import { temporaryFolder } from "../generator/output/folder.js";
import {
  bundle,
  generatePackage,
  MOST_BYTES,
  PROGRAMS,
  together,
  type Size,
} from "./bundle.js";
import recorded from "./sizes.json" with { type: "json" };

/** Sizes that are recorded for a program. A commit that makes one larger says why. */
interface RecordedSizes {
  readonly firstLoad: Size;
  /** What a call loads in all that is answered with a job. */
  readonly withJob: Size;
  /** Without splitting: everything that the program can ever load. */
  readonly whole: Size;
}
const RECORDED: Readonly<Record<string, Partial<RecordedSizes>>> =
  recorded.programs;

/** Compressors of different versions of Node differ by some bytes. */
const GZIP_TOLERANCE = 1.005;

/** What is larger than recorded, in words. */
function larger(
  measured: RecordedSizes,
  record: Partial<RecordedSizes> | undefined,
): readonly string[] {
  return (["firstLoad", "withJob", "whole"] as const).flatMap((part) => {
    const { minified, gzip } = measured[part];
    const wanted = record?.[part] ?? { minified: 0, gzip: 0 };
    const isLarger =
      minified > wanted.minified || gzip > wanted.gzip * GZIP_TOLERANCE;
    return isLarger
      ? [
          `${part}: ${String(minified)} bytes, gzip ${String(gzip)}; recorded are ${String(wanted.minified)} and ${String(wanted.gzip)}.` +
            " If it has to grow, run test/bench/run-size.ts --record, and say why in the commit.",
        ]
      : [];
  });
}

const FOLDER = temporaryFolder();
beforeAll(async () => {
  await generatePackage(FOLDER.path);
});
afterAll(() => {
  FOLDER[Symbol.dispose]();
});

describe.each(Object.entries(PROGRAMS))("a page with %s", (name, program) => {
  it("is as small as recorded", async () => {
    const split = await bundle(FOLDER.path, program, true);
    const whole = await bundle(FOLDER.path, program, false);

    const { firstLoad } = split;
    const withJob = together(firstLoad, split.units["jobs"]);
    const grown = { firstLoad, withJob, whole: whole.firstLoad };
    expect(larger(grown, RECORDED[name])).toEqual([]);
    expect([...split.warnings, ...whole.warnings]).toEqual([]);
  });

  it("contains nothing of Node, and nothing of other processes", async () => {
    const { text } = await bundle(FOLDER.path, program, true);

    expect(text).toContain("primes_between");
    expect(text).not.toContain("return_base_model");
    expect(text).not.toMatch(/(from|import\(|require\()\s*["'](node:|undici)/);
  });
});

it("is never larger than its budget", async () => {
  const program = PROGRAMS["one process"] ?? "";
  const { firstLoad } = await bundle(FOLDER.path, program, true);

  expect(firstLoad.minified).toBeLessThanOrEqual(MOST_BYTES.minified);
  expect(firstLoad.gzip).toBeLessThanOrEqual(MOST_BYTES.gzip);
});

it("has as many files with 200 processes as with 20", async () => {
  const counts: number[] = [];
  for (const copies of [18, 198]) {
    using larger = temporaryFolder();
    await generatePackage(larger.path, copies);
    const program = PROGRAMS["one process"] ?? "";
    const { chunks, text } = await bundle(larger.path, program, true);
    expect(text).not.toContain("copy_");
    counts.push(chunks.length);
  }
  expect(counts[1]).toBe(counts[0]);
});

describe("a page whose application was deployed again", () => {
  it("reports a part that is gone, loses no job, and works for the rest", async () => {
    await using server = await startServer({ service: "local", port: 0 });
    const program = join(FOLDER.path, "deployed.ts");
    writeFileSync(
      program,
      `import { createClient, primesBetween } from "./generated/index.js";
       const retries = { maxRetries: 0 };
       const clientAt = (path) =>
         createClient({ apiUrl: ${JSON.stringify(server.url)} + path, retries });
       const client = clientAt("");
       const said = (promise) => promise.then(JSON.stringify, (failure) => {
         const { name, code, jobId, lastStatus, status, problem } = failure;
         const isKnown = ["accepted", "running", "successful"].includes(lastStatus?.status);
         const job = jobId && [jobId === "j" || jobId === lastStatus.jobID, isKnown];
         return JSON.stringify({ name, code, job, status, problem });
       });
       const inputs = { max_val: 12 };
       console.log(await said(primesBetween(inputs, { client, mode: "sync" })));
       console.log(await said(primesBetween(inputs, { client, response: "raw", mode: "sync" })));
       console.log(await said(client.getProcesses()));
       console.log(await said(primesBetween(inputs, { client })));
       console.log(await said(primesBetween.submit(inputs, { client })));
       console.log(await said(primesBetween.job("j", { client }).status()));
       console.log(await said(primesBetween(inputs, { client: clientAt("nowhere/") })));`,
    );
    const outdir = join(FOLDER.path, "deployed");
    await build({
      entryPoints: [program],
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      outdir,
      outExtension: { ".js": ".mjs" },
    });
    for (const name of readdirSync(outdir)) {
      if (/^(jobs|operations|other-)/.test(name)) rmSync(join(outdir, name));
    }
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(outdir, "deployed.mjs"),
    ]);

    const failed = { name: "LoadError", code: "load" };
    const answers = stdout.trim().split("\n");
    expect(answers.map((answer): unknown => JSON.parse(answer))).toEqual([
      { return_value: [2, 3, 5, 7, 11] },
      failed,
      failed,
      { ...failed, job: [true, true] },
      { ...failed, job: [true, true] },
      { ...failed, job: [true, false] },
      // What reads problems is gone as well, and what masks secrets in them, so that the status alone is told.
      { name: "ApiError", code: "api", status: 404 },
    ]);
  });
});
