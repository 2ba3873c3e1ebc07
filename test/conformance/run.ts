/**
 * Runs OGC's executable test suite for OGC API - Processes 1.0 (ets-ogcapi-processes10) against the
 * embedded server, and prints each test's result.
 *
 *     npx tsx test/conformance/run.ts [--jar FILE]
 *
 * Needs Java 17 and, unless --jar names the all-in-one jar, Maven. The suite reads the standard's
 * schemas from schemas.opengis.net; JAVA_TOOL_OPTIONS reaches its Java, for proxies.
 * Exit codes: 0 no test failed or was skipped, except those with a known reason; 1 some did; 2 the suite
 * could not be downloaded or did not run.
 */
import { spawn } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../../src/server/index.js";
import { EXPECTED } from "./expected.js";
import { readReport, type SuiteResult } from "./results.js";
import { SUITE_ECHO } from "./suite-echo.js";

const artifact = "org.opengis.cite:ets-ogcapi-processes10:RELEASE:jar:aio";

const { values: flags } = parseArgs({ options: { jar: { type: "string" } } });
const folder = await mkdtemp(join(tmpdir(), "s2gos-conformance-"));
try {
  const jar = flags.jar ?? (await fetchSuite(folder));
  if (jar === undefined) {
    process.exitCode = 2;
  } else {
    await using server = await startServer({
      service: "local",
      port: 0,
      processes: [SUITE_ECHO],
    });
    const results = await runSuite(jar, server.url, folder);
    process.exitCode = results === undefined ? 2 : report(results);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Downloads the suite with Maven; prints what was tried if that fails. */
async function fetchSuite(into: string): Promise<string | undefined> {
  const { code, output } = await run("mvn", [
    "-B",
    "-q",
    "-Dstyle.color=never",
    "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${into}`,
  ]);
  const jar = (await readdir(into)).find((name) => name.endsWith(".jar"));
  if (code === 0 && jar !== undefined) return join(into, jar);
  console.error(
    `The suite can't be had: Maven did not find ${artifact} (exit code ${code}).\n` +
      `${output.trim().split("\n").slice(0, 3).join("\n")}\n` +
      "Get the all-in-one jar from OGC and name it with --jar FILE.",
  );
  return undefined;
}

async function runSuite(
  jar: string,
  url: string,
  into: string,
): Promise<readonly SuiteResult[] | undefined> {
  const settings = join(into, "test-run-props.xml");
  // The suite appends paths such as /processes to the URL, so it must not end in a slash.
  await writeFile(
    settings,
    `<?xml version="1.0" encoding="UTF-8"?>
<properties version="1.0">
  <entry key="iut">${url.replace(/\/$/, "")}</entry>
  <entry key="echoprocessid">${SUITE_ECHO.description.id}</entry>
  <entry key="testallprocesses">on</entry>
  <entry key="processtestlimit">20</entry>
</properties>
`,
  );
  // The suite reads an image from the class path that its jar does not contain.
  const data = join(into, "org", "opengis", "cite", "testdata");
  await mkdir(data, { recursive: true });
  await writeFile(join(data, "testgeotiff.tiff"), "II*\0");
  const { output } = await run("java", [
    "-cp",
    [jar, into].join(delimiter),
    "org.opengis.cite.ogcapiprocesses10.TestNGController",
    "-o",
    into,
    settings,
  ]);
  const files = await readdir(into, { recursive: true });
  const found = files.find((name) => name.endsWith("testng-results.xml"));
  if (found === undefined) {
    console.error(`The suite wrote no report. It said:\n${output}`);
    return undefined;
  }
  return readReport(await readFile(join(into, found), "utf8"));
}

/** Prints every result, and returns the exit code. */
function report(results: readonly SuiteResult[]): number {
  let unexpected = 0;
  for (const { test, status, message } of results) {
    const reason = status === "PASS" ? undefined : EXPECTED[test];
    const good =
      status === "PASS" || (reason !== undefined && reason.status === status);
    if (!good) unexpected++;
    const note = status === "PASS" ? "" : ` ${reason?.why ?? message}`;
    console.log(`${good ? " " : "!"} ${status} ${test}${note}`);
  }
  const count = (status: string): number =>
    results.filter((result) => result.status === status).length;
  console.log(
    `${results.length} tests: ${count("PASS")} passed, ${count("FAIL")} failed, ${count("SKIP")} skipped; ${unexpected} unexpected.`,
  );
  return unexpected === 0 && count("PASS") > 0 ? 0 : 1;
}

function run(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on("error", (error) => {
      resolve({ code: 127, output: String(error) });
    });
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
