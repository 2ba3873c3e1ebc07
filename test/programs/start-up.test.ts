import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ROOT } from "../documentation/code-blocks.js";
import { project } from "../generator/recall/project.js";
import { runCli } from "../generator/cli/run-cli.js";

const MAIN = join(ROOT, "dist/generator/cli/main.js");

/** The hooks of a thread of Node.js's: tell the program which modules are loaded. */
const HOOKS = `
let port;
export function initialize(data) { port = data; }
export function load(url, context, next) {
  port.postMessage(url);
  return next(url, context);
}`;

/** Loaded before the program (\`node --import\`): writes at its end which modules it has loaded. */
const LOG = `
import { createRequire, register } from "node:module";
import { MessageChannel } from "node:worker_threads";
const loaded = [];
const { port1, port2 } = new MessageChannel();
port1.on("message", (url) => loaded.push(url)).unref();
register(${JSON.stringify(moduleUrl(HOOKS))}, { data: port2, transferList: [port2] });
const { cache } = createRequire(process.argv[1]);
process.on("beforeExit", () => {
  const urls = loaded.filter((url) => !url.startsWith("node:"));
  const files = [...urls, ...Object.keys(cache)];
  process.stderr.write("loaded: " + JSON.stringify(files) + "\\n");
});`;

function moduleUrl(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

/** Runs the built command; returns the modules that it loaded besides those of Node.js, and what it printed. */
async function loads(
  ...parameters: readonly string[]
): Promise<{ readonly stdout: string; readonly files: readonly string[] }> {
  if (!existsSync(MAIN)) throw new Error("Run `npm run build` first.");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    ...["--import", moduleUrl(LOG), MAIN],
    ...parameters,
  ]);
  const [, list = ""] = /^loaded: (.*)$/m.exec(stderr) ?? [];
  return { stdout, files: JSON.parse(list) as readonly string[] };
}

/** Files of libraries, and the parts of the program with these names. */
function heavy(files: readonly string[], ...parts: readonly string[]) {
  return files.filter(
    (file) =>
      file.includes("/node_modules/") ||
      parts.some((part) => new RegExp(`^${part}[-.]`).test(basename(file))),
  );
}

it.each(["--help", "--version"])(
  "loads nothing but the parser of flags for %s",
  async (flag) => {
    const { files, stdout } = await loads(flag);
    expect(heavy(files, "generate", "pipeline", "config")).toEqual([]);
    expect(stdout).toBe((await runCli([flag])).stdout);
  },
);

it("loads no stage and no library where nothing changed", async () => {
  using given = project();
  const parameters = [
    ...["--input", join(given.folder, "descriptions")],
    ...["--out", join(given.folder, "api")],
  ];
  const first = await loads(...parameters);
  const second = await loads(...parameters);
  const verified = await loads(...parameters, "--verify");
  expect(heavy(first.files, "pipeline").join()).toContain("pipeline.cjs");
  expect(second.stdout).toContain("Up to date");
  expect(heavy(second.files, "pipeline")).toEqual([]);
  expect(heavy(verified.files).join()).toContain("ts-morph");
});
