import { mkdir } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { buildCommandLine, checkCalls, generatePackage } from "./packages.js";
import { CACHE } from "./places.js";
import { environment, findPython } from "./python.js";
import type { RunningServer } from "./server-process.js";
import type { ServerUnderTest } from "./server-under-test.js";
import { start, type ServerName } from "./servers.js";
import { clearTally, readTally } from "./tally.js";

const running: RunningServer[] = [];

/** Starts the servers, generates a package from each, and checks the types of all. */
export async function setup(project: TestProject): Promise<void> {
  const python = await findPython();
  if (!python.found) throw new Error(`No Python: ${python.reason}.`);
  await mkdir(CACHE, { recursive: true });
  await clearTally();
  try {
    await buildCommandLine();
    const programs = await environment(python.program);
    const s2gos = await underTest("s2gos", programs);
    const wraptile = await underTest("wraptile", programs);
    const pygeoapi = await underTest("pygeoapi", programs);
    const many = await underTest("pygeoapi-12", programs);
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

async function underTest(
  name: ServerName,
  programs: string,
): Promise<ServerUnderTest> {
  const server = await start(name, programs);
  running.push(server);
  const generation = await generatePackage(name, server.url);
  return { url: server.url, generation };
}

async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((server) => server.stop()));
}
