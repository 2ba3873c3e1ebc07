import { mkdir } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { findAvailable, type Available } from "./available.js";
import {
  environment,
  ENVIRONMENTS,
  type EnvironmentName,
} from "./environments.js";
import { buildCommandLine, checkCalls, generatePackage } from "./packages.js";
import { CACHE } from "./places.js";
import { kindOf, type ServerName } from "./server-names.js";
import type { RunningServer } from "./server-process.js";
import type { ServerUnderTest } from "./server-under-test.js";
import { start } from "./servers.js";
import { clearTally, readTally } from "./tally.js";

const RUNNING = new Map<ServerName, RunningServer>();

/** Starts the servers, generates a package from each, and checks the types of all. */
export async function setup(project: TestProject): Promise<void> {
  const available = await findAvailable();
  // On a developer's machine they are left out, with a line that says so.
  if (process.env["CI"] === "true" && available.missing.length > 0) {
    throw new Error(available.missing.join("\n"));
  }
  await mkdir(CACHE, { recursive: true });
  await clearTally();
  try {
    await together([startAll(available), buildCommandLine()]);
    const servers = await together(available.servers.map(generate));
    await checkCalls(available.servers);
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

/** The environments are made one after the other, because a download is as fast as the network; servers start as soon as theirs is there. */
async function startAll({ pythons, servers }: Available): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  await together(
    (Object.keys(ENVIRONMENTS) as EnvironmentName[]).map(async (name) => {
      const python = pythons[name];
      const inside = servers.filter(
        (server) => kindOf(server).environment === name,
      );
      if (python === undefined || inside.length === 0) return;
      const made = before.then(() => environment(name, python));
      before = made.catch(() => undefined);
      const programs = await made;
      await together(
        inside.map(async (server) => {
          RUNNING.set(server, await start(server, programs));
        }),
      );
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
