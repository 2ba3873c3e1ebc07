// `npm start`: the whole way from a server to typed calls. Needs only Node.js.
// Starts the embedded server on a free port, generates generated-example/ from it,
// and runs the example program with it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startServer } from "../../src/server/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a program of this repository to its end, and shows its output. */
async function run(
  title: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  console.log(`\n$ ${title}`);
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${title} ended with exit code ${code}.`);
}

await using server = await startServer({ service: "s2gos", port: 0 });
console.log(`Embedded OGC API - Processes server: ${server.url}`);

const flags = [
  ...["--url", server.url],
  ...["--out", "generated-example"],
  ...["--default-url", "http://localhost:8008/"],
];
await run(`s2gos-codegen ${flags.join(" ")}`, [
  "dist/generator/cli/main.js",
  ...flags,
]);

await run(
  "tsx docs/quick-start/example.ts",
  ["--import", "tsx", "docs/quick-start/example.ts"],
  { S2GOS_API_URL: server.url },
);
