import { mkdir } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { buildCommandLine, checkCalls, generatePackage } from "./packages.js";
import { CACHE } from "./places.js";
import { environment, findPython } from "./python.js";
import type { RunningServer } from "./server-process.js";
import type { ServerUnderTest } from "./server-under-test.js";
import { SERVER_NAMES, start, type ServerName } from "./servers.js";
import { clearTally, readTally } from "./tally.js";

const RUNNING = new Map<ServerName, RunningServer>();

/** Starts the servers, generates a package from each, and checks the types of all. */
export async function setup(project: TestProject): Promise<void> {
  const python = await findPython();
  if (python.state !== "found") throw new Error(`No Python: ${python.reason}.`);
  await mkdir(CACHE, { recursive: true });
  await clearTally();
  try {
    await together([startAll(python.program), buildCommandLine()]);
    const servers = await together(SERVER_NAMES.map(generate));
    await checkCalls();
    project.provide("servers", Object.fromEntries(servers));
  } catch (failure) {
    await stopAll();
    throw failure;
  }
}

/** Stops the servers, and prints the typed calls that were made. */
export async function teardown(): Promise<void> {
  await stopAll();
  console.log(`\n${(await readTally()).join("\n")}`);
}

async function startAll(python: string): Promise<void> {
  const programs = await environment(python);
  await together(
    SERVER_NAMES.map(async (name) => {
      RUNNING.set(name, await start(name, programs));
    }),
  );
}

async function generate(
  name: ServerName,
): Promise<[ServerName, ServerUnderTest]> {
  const url = RUNNING.get(name)?.url ?? "";
  return [name, { url, generation: await generatePackage(name, url) }];
}

/** Waits for all promises even if one rejects, so that nothing is still running afterwards. */
async function together<Value>(
  tasks: readonly Promise<Value>[],
): Promise<readonly Value[]> {
  const outcomes = await Promise.allSettled(tasks);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

async function stopAll(): Promise<void> {
  const servers = [...RUNNING.values()];
  RUNNING.clear();
  await Promise.all(servers.map((server) => server.stop()));
}
