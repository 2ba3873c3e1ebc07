// `npx tsx test/examples/run-deno-notebook.ts [TARBALL]`: installs examples/deno-notebook in a copy, with the packed command
// and Deno, generates its client from the embedded server, and type-checks and runs the cells of the notebook as one
// program, which shows their values as Deno's kernel does. Then the same with the cells of without-helpers, which must show
// the same. Needs the registry. Without a tarball, the command is packed. Prints a line for each; what fails ends it with
// exit code 1.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startServer } from "../../src/server/index.js";
import { programOf } from "./notebook.js";
import { installExample } from "./project.js";

/** What the cells show, in their order: media types, and how the text begins. */
const SHOWN: readonly RegExp[] = [
  /^SHOWN text\/plain text\/html: "job: .*\\nprocess: sleep_a_while\\nstatus: (accepted|running)/,
  /^SHOWN text\/plain text\/html: "job: .*\\nprocess: sleep_a_while\\nstatus: successful/,
  /^SHOWN text\/plain: "\[2,3,5,7,11,/,
  /^SHOWN text\/plain: "<gml:Point>/,
  /^SHOWN text\/plain text\/html: "File: image\/svg\+xml, \d+ bytes"/,
];

await using server = await startServer({ service: "local", port: 0 });
await using example = await installExample("deno-notebook", process.argv[2], {
  variables: { S2GOS_API_URL: server.url, DENO_NO_UPDATE_CHECK: "1" },
});
await example.npm("run", "generate", "--", "--url", server.url);
for (const cells of [
  "processes.ipynb",
  "without-helpers/on-package.ts",
  "without-helpers/with-fetch.ts",
]) {
  const text = await readFile(join(example.folder, cells), "utf8");
  await writeFile(join(example.folder, "notebook.ts"), programOf(text));
  await example.run("deno", "check", "notebook.ts");
  const access = ["--no-prompt", "--allow-net", "--allow-env"];
  const output = await example.run("deno", "run", ...access, "notebook.ts");
  const lines = output.split("\n").filter((line) => line.startsWith("SHOWN "));
  const wrong = SHOWN.findIndex((shown, at) => !shown.test(lines[at] ?? ""));
  if (wrong !== -1 || lines.length !== SHOWN.length) {
    throw new Error(`${cells} shows: ${lines.join("\n") || output}`);
  }
  console.log(`ok ${cells}: ${String(lines.length)} values shown`);
}
