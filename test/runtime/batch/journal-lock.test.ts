import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockJournal } from "../../../src/runtime/batch/journal-lock.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { failureOf } from "../test-client.js";

const OTHER = "runs.jsonl.00000000-0000-4000-8000-000000000000.lock";

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

/** Locks a journal beside a lock that is there. Returns what is said, and the locks while it is locked and after. */
async function lockBeside(text: string) {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, OTHER), text);
  writeFileSync(join(folder.path, "other.jsonl.lock"), "");
  const locks = () =>
    readdirSync(folder.path).filter((name) => name.startsWith("runs."));
  let said = "";
  let held: readonly string[] = [];
  try {
    const unlock = await lockJournal(join(folder.path, "runs.jsonl"));
    held = locks();
    await unlock();
  } catch (failure) {
    said = (failure as Error).message;
  }
  return {
    said,
    held: held.length,
    isOtherLeft: locks().includes(OTHER),
    left: locks().length,
  };
}

const FREE = { said: "", held: 1, isOtherLeft: false, left: 0 };

it("takes over the lock of a process that is dead", async () => {
  const holder = { pid: await deadProcess(), host: hostname(), start: null };
  expect(await lockBeside(JSON.stringify(holder))).toEqual(FREE);
});

it("gives a lock that several want at the same time to one of them", async () => {
  for (let round = 0; round < 5; round += 1) {
    using folder = temporaryFolder();
    const path = join(folder.path, "runs.jsonl");
    const tried = await Promise.allSettled([
      lockJournal(path),
      lockJournal(path),
    ]);
    const won = tried.filter(({ status }) => status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(readdirSync(folder.path)).toHaveLength(1);
    for (const { value } of won as PromiseFulfilledResult<
      () => Promise<void>
    >[]) {
      await value();
    }
    expect(readdirSync(folder.path)).toEqual([]);
  }
});

it.runIf(process.platform === "linux")(
  "takes over the lock of a process whose id another has now",
  async () => {
    const holder = { pid: process.pid, host: hostname(), start: "before 1" };
    expect(await lockBeside(JSON.stringify(holder))).toEqual(FREE);
  },
);

it.each([
  ["a process that lives", { pid: process.pid, host: hostname(), start: null }],
  ["a process of another host", { pid: 1, host: "elsewhere", start: null }],
])("leaves the lock of %s alone", async (_, holder) => {
  const found = await lockBeside(JSON.stringify(holder));
  expect(found).toMatchObject({ held: 0, isOtherLeft: true, left: 1 });
  expect(found.said).toMatch(
    new RegExp(
      `^The journal .*runs\\.jsonl is used by process ${holder.pid} on ${holder.host}\\. If no such program runs, delete .*${OTHER}\\.$`,
    ),
  );
});

it("is one program's alone, whoever comes at the same time", async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, "runs.jsonl");
  const holder = { pid: await deadProcess(), host: hostname(), start: null };
  for (let round = 0; round < 20; round += 1) {
    writeFileSync(join(folder.path, OTHER), JSON.stringify(holder));
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => lockJournal(path)),
    );
    const taken = tries.flatMap((tried) =>
      tried.status === "fulfilled" ? tried.value : [],
    );
    expect(taken.length).toBeLessThanOrEqual(1);
    for (const unlock of taken) await unlock();
    expect(readdirSync(folder.path)).toEqual([]);
  }
});

it("says who has the journal while it is locked", async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, "runs.jsonl");
  const unlock = await lockJournal(path);
  const [lock = ""] = readdirSync(folder.path);
  expect(
    JSON.parse(readFileSync(join(folder.path, lock), "utf8")),
  ).toMatchObject({
    pid: process.pid,
    host: hostname(),
  });
  expect(await failureOf(lockJournal(path))).toMatchObject({ code: "config" });
  await unlock();
  await (
    await lockJournal(path)
  )();
});
