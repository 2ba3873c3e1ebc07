import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scriptedServer } from "../faults/scripted-server.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "s2gos-exit-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const RUNTIME = pathToFileURL(
  join(import.meta.dirname, "../../src/runtime/index.ts"),
).href;

describe("a program", () => {
  it.each<[string, string]>([
    ["got its results", "console.log(JSON.stringify(await run()));"],
    [
      "left a loop",
      "for await (const s of await run.submit()) { console.log(s.status); break; }",
    ],
    [
      "ran into its time limit",
      "await run({ slow: 1 }, { timeoutMs: 300 }).catch((e) => console.log(e.name));",
    ],
    [
      "aborted",
      "await run({ slow: 1 }, { signal: AbortSignal.timeout(300) }).catch((e) => console.log(e.name));",
    ],
    [
      "got an error",
      "await client.getJob('nope').catch((e) => console.log(e.name));",
    ],
    [
      "left a file unread",
      "const { f } = await file(); console.log(f.mediaType);",
    ],
  ])(
    "ends by itself after it %s, although it did not close its client",
    async (name, lines) => {
      await using server = await scriptedServer((request) => {
        if (request.path === "/jobs/slow")
          return { json: { jobID: "slow", status: "running" } };
        if (request.path === "/jobs/fast")
          return { json: { jobID: "fast", status: "successful" } };
        if (request.path === "/jobs/fast/results") return { json: { a: 1 } };
        if (request.path === "/jobs/file/results")
          return {
            body: new Uint8Array(8_000_000),
            headers: { "content-type": "image/tiff" },
          };
        if (request.path.startsWith("/processes/file"))
          return { status: 201, json: { jobID: "file", status: "successful" } };
        if (request.method !== "POST") return { status: 404, json: {} };
        return {
          status: 201,
          json: {
            jobID: request.body.includes("slow") ? "slow" : "fast",
            status: "accepted",
          },
        };
      });
      const program = join(folder, `${name.replaceAll(" ", "-")}.mts`);
      await writeFile(
        program,
        `import { createClient, defineProcess } from ${JSON.stringify(RUNTIME)};
const client = createClient({ apiUrl: ${JSON.stringify(server.url)} });
const run = defineProcess(() => client, { id: "p", outputs: { a: { form: "value" } } });
const file = defineProcess(() => client, { id: "file", outputs: { f: { form: "file" } } });
${lines}
`,
      );
      const { code, output } = await executed(program);

      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/\S/) as string,
      });
    },
  );
});

/** Idle keep-alive connections of undici must not keep the program alive; 15 s is far more than it needs. */
async function executed(
  program: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 15_000,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  return { code, output };
}
