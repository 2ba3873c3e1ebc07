import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { beginRecord } from "../../../src/runtime/batch/run-record.js";
import { connectionOf } from "../../../src/runtime/client/client.js";
import { encodeRequest } from "../../../src/runtime/execution/execute-request.js";
import { preferenceOf } from "../../../src/runtime/execution/execution.js";
import {
  ConfigError,
  ResultFileError,
  type ClientOptions,
} from "../../../src/runtime/index.js";
import { memorySource } from "../../../src/runtime/results/file-sources.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import { temporaryFolder } from "../../generator/output/folder.js";
import { failureOf, testClient } from "../test-client.js";

const DOORS = { connectionOf, encodeRequest, preferenceOf };
const SERVER = "http://127.0.0.1:1/";

/** Opens the record of a process `p`; nothing is sent. */
function begun(
  options: { readonly journal?: string; readonly saveTo?: string } = {},
  clientOptions: ClientOptions = {},
) {
  const client = testClient(SERVER, clientOptions);
  const given = { client, ...options };
  return beginRecord(
    { id: "p", outputs: {} },
    connectionOf(client),
    given,
    DOORS,
  );
}

const linesOf = (journal: string) =>
  readFileSync(journal, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const TOKEN = "a-token-that-nobody-may-read";
const file = () =>
  new ReceivedFile("text/csv", memorySource(new Uint8Array([97])));

it.each<[name: string, outputs: unknown, isKept: boolean]>([
  ["JSON", { a: [1, null, { b: "c" }] }, true],
  ["nothing", {}, true],
  ["what is large", { a: "x".repeat(100_001) }, false],
  ["what is just not large", { a: "x".repeat(99_992) }, true],
  ["a file", { a: file() }, false],
  ["a file in a list", { a: [{ b: [file()] }] }, false],
  ["a secret of the client", { a: [`it is ${TOKEN}.`] }, false],
  [
    "a secret in a link",
    { a: { href: "http://b.example/?token=abcdefgh" } },
    false,
  ],
])("holds outputs in the journal: %s", async (_, outputs, isKept) => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const record = await begun({ journal }, { authType: "token", token: TOKEN });
  await record.succeeded("0", outputs);
  await record.close();
  const end = { run: "0", end: "successful" };
  expect(linesOf(journal).at(-1)).toEqual(isKept ? { ...end, outputs } : end);
});

it("writes of a failure what may be read by anybody", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const record = await begun({ journal }, { authType: "token", token: TOKEN });
  await record.failed("0", new ResultFileError(`No ${TOKEN} here.`, {}));
  await record.close();
  const error = { code: "result-file", message: "No *** here." };
  expect(linesOf(journal).at(-1)).toEqual({ run: "0", end: "failed", error });
});

it("knows a run by the inputs that are sent, in whatever order", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "runs.jsonl");
  const first = await begun({ journal });
  const sent = await first.sent({ a: { x: 1, y: 2 }, b: undefined });
  expect(sent?.inputs).toEqual({ a: { x: 1, y: 2 } });
  const at = await first.intent("0", sent);
  await first.close();
  const later = await begun({ journal });
  const same = await later.sent({ a: { y: 2, x: 1 } });
  expect(later.recorded("0", same)).toEqual({ inputs: sent?.hash, at });
  expect(later.recorded("1", same)).toBeUndefined();
  const other = await later.sent({ a: { x: 2, y: 2 } });
  await later.close();
  const last = await begun({ journal });
  expect(() => last.recorded("0", other)).toThrow(
    new ConfigError(
      'Run "0" of the journal had other inputs. Use another journal for other inputs, or the option key where their order has changed.',
    ),
  );
  await last.close();
});

it.each<
  [name: string, kept: "journal" | "saveTo" | undefined, isRefused: boolean]
>([
  ["a journal", "journal", true],
  ["a folder", "saveTo", true],
  ["neither", undefined, false],
])("tells runs apart by their keys with %s", async (_, kept, isRefused) => {
  using folder = temporaryFolder();
  const options = kept === undefined ? {} : { [kept]: join(folder.path, "x") };
  const record = await begun(options);
  const twice = (): void => {
    for (const _time of [1, 2]) record.recorded("a", undefined);
  };
  if (isRefused) expect(twice).toThrow(/^Two runs have the key "a"/);
  else expect(twice).not.toThrow();
  await record.close();
});

it("keeps nothing where nothing is wanted", async () => {
  const record = await begun();
  const outputs = { a: 1 };
  const { signal } = new AbortController();
  expect(record.hasJournal).toBe(false);
  expect(await record.sent({ a: 1 })).toBeUndefined();
  expect(await record.keep("0", outputs, signal)).toBe(outputs);
  expect(await record.outputsOf("0", { end: "successful", outputs })).toBe(
    outputs,
  );
  await record.close();
});

it("recalls the outputs of a run from its folder alone, where there is one", async () => {
  using folder = temporaryFolder();
  const record = await begun({ saveTo: folder.path });
  const { signal } = new AbortController();
  const end = { end: "successful", outputs: { a: "of the journal" } } as const;
  expect(await record.outputsOf("0", end)).toBeUndefined();
  await record.keep("0", { a: "saved" }, signal);
  expect(await record.outputsOf("0", end)).toEqual({ a: "saved" });
});

it("says that the folder of the journal is not there", async () => {
  using folder = temporaryFolder();
  const journal = join(folder.path, "absent", "runs.jsonl");
  expect(await failureOf(begun({ journal }))).toBeInstanceOf(ConfigError);
});
