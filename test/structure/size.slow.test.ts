import { execFile } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../src/server/index.js";
import { temporaryFolder } from "../generator/output/folder.js";
import { bundle, generatePackage, PROGRAMS, type Size } from "./bundle.js";
import recorded from "./sizes.json" with { type: "json" };

/** Sizes that are recorded for a program. A commit that makes one larger says why. */
interface RecordedSizes {
  readonly firstLoad: Size;
  /** Without splitting: everything that the program can ever load. */
  readonly whole: Size;
}
const RECORDED: Readonly<Record<string, RecordedSizes>> = recorded.programs;

/** Compressors of different versions of Node differ by some bytes. */
const GZIP_TOLERANCE = 1.005;

/** What is larger than recorded, in words. */
function larger(
  measured: RecordedSizes,
  record: RecordedSizes | undefined,
): readonly string[] {
  return (["firstLoad", "whole"] as const).flatMap((part) => {
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
    const grown = { firstLoad, whole: whole.firstLoad };
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
  it("reports a part that is gone, and works for the rest", async () => {
    await using server = await startServer({ service: "local", port: 0 });
    const program = join(FOLDER.path, "deployed.ts");
    writeFileSync(
      program,
      `import { createClient, primesBetween } from "./generated/index.js";
       const client = createClient({ apiUrl: ${JSON.stringify(server.url)}, retries: { maxRetries: 0 } });
       const said = (promise) => promise.then(JSON.stringify, ({ name, code }) => name + " " + code);
       const inputs = { max_val: 12 };
       console.log(await said(primesBetween(inputs, { client, response: "raw" })));
       console.log(await said(client.getProcesses()));
       console.log(await said(primesBetween(inputs, { client })));`,
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
      if (/^(operations|other-)/.test(name)) rmSync(join(outdir, name));
    }
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(outdir, "deployed.mjs"),
    ]);

    expect(stdout.trim().split("\n")).toEqual([
      "LoadError load",
      "LoadError load",
      '{"return_value":[2,3,5,7,11]}',
    ]);
  });
});
