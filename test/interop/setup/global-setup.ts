import { mkdir } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { buildCommandLine, checkCalls, generatePackage } from "./packages.js";
import { CACHE } from "./places.js";
import { environment, findPython } from "./python.js";
import type { RunningServer } from "./server-process.js";
import type { ServerUnderTest } from "./server-under-test.js";
import { SERVER_NAMES, start, type ServerName } from "./servers.js";
import { clearTally, readTally } from "./tally.js";

const running = new Map<ServerName, RunningServer>();

/** Starts the servers, generates a package from each, and checks the types of all. */
export async function setup(project: TestProject): Promise<void> {
  const python = await findPython();
  if (python.state !== "found") throw new Error(`No Python: ${python.reason}.`);
  await mkdir(CACHE, { recursive: true });
  await clearTally();
  try {
    await together([startAll(python.program), buildCommandLine()]);
    const [s2gos, wraptile, pygeoapi, many] = await Promise.all([
      generate("s2gos"),
      generate("wraptile"),
      generate("pygeoapi"),
      generate("pygeoapi-12"),
    ]);
    await checkCalls();
    project.provide("servers", {
      s2gos,
      wraptile,
      pygeoapi,
      "pygeoapi-12": many,
    });
  } catch (failure) {
    await stopAll();
    throw failure;
  }
}

/** Stops the servers, and says what was called. */
export async function teardown(): Promise<void> {
  await stopAll();
  console.log(`\n${(await readTally()).join("\n")}`);
}

async function startAll(python: string): Promise<void> {
  const programs = await environment(python);
  await together(
    SERVER_NAMES.map(async (name) => {
      running.set(name, await start(name, programs));
    }),
  );
}

async function generate(name: ServerName): Promise<ServerUnderTest> {
  const url = running.get(name)?.url ?? "";
  return { url, generation: await generatePackage(name, url) };
}

/** Waits for all, also where one failed: what the others started must be known, to be stopped. */
async function together(tasks: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(tasks);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
}

async function stopAll(): Promise<void> {
  const servers = [...running.values()];
  running.clear();
  await Promise.all(servers.map((server) => server.stop()));
}
