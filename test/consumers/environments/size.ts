import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleSize, sizeText } from "../bundle-size.js";
import { run } from "../command.js";
import { Complaint } from "../complaint.js";
import { generate, sources } from "../delivery.js";
import type { Environment, Project, Step } from "../environment.js";
import { COMMAND } from "../matrix.js";

/** What a page loads first, where it calls one process: bytes, minified, and those compressed. */
const MOST_BYTES = 30_000;
const MOST_GZIP_BYTES = 11_000;
/** Files of a package of two processes. */
const MOST_FILES = 19;
const LIMIT_MS = 120_000;

const one: Step = async ({ folder }) => {
  const split = await bundleSize(folder, "src/main.ts", { splitting: true });
  const whole = await bundleSize(folder, "src/main.ts", { splitting: false });
  const figure = `first load ${sizeText(split.first)}; in one file ${sizeText(whole.total)}`;
  if (split.first.bytes > MOST_BYTES || split.first.gzip > MOST_GZIP_BYTES) {
    throw new Complaint(
      `${figure}: more than ${MOST_BYTES / 1000} kB or gzip ${MOST_GZIP_BYTES / 1000} kB`,
    );
  }
  return figure;
};

/** Descriptions of processes that differ in their names only. */
async function describe(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const schema = { type: "object", properties: { [`size_${number}`]: {} } };
    const description = {
      id: `process_${number}`,
      version: "1.0.0",
      inputs: { value: { schema } },
      outputs: { result: { schema } },
      jobControlOptions: ["async-execute"],
    };
    await writeFile(
      join(folder, `${description.id}.json`),
      JSON.stringify(description),
    );
  }
}

async function chunksOf(
  { folder }: Project,
  processes: number,
): Promise<number> {
  const program = `of-${processes}`;
  await describe(join(folder, program, "descriptions"), processes);
  await run({
    what: "generate --input",
    program: process.execPath,
    args: [
      ...[COMMAND, "--input", `${program}/descriptions`],
      ...["--out", `${program}/generated`, "--default-url", "http://[::1]/"],
    ],
    cwd: folder,
    limitMs: LIMIT_MS,
  });
  await writeFile(
    join(folder, program, "main.ts"),
    `import { process1 } from "./generated";\nvoid process1({ value: {} });\n`,
  );
  const entry = `${program}/main.ts`;
  const { chunks } = await bundleSize(folder, entry, { splitting: true });
  return chunks;
}

const splitting: Step = async (project) => {
  const few = await chunksOf(project, 20);
  const many = await chunksOf(project, 200);
  const figure = `${few} chunks of 20 processes, ${many} of 200`;
  if (few !== many) {
    throw new Complaint(`the chunks grow with the processes: ${figure}`);
  }
  return figure;
};

const footprint: Step = async (project) => {
  await generate(project, "generated", [], "s2gos");
  const folder = join(project.folder, "generated");
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const runtime = files.filter((file) => file.includes("/runtime"));
  const figure = `${files.length} files, ${await linesOf(files)} lines, of which the runtime is ${runtime.length} files, ${await linesOf(runtime)} lines`;
  if (files.length > MOST_FILES) {
    throw new Complaint(`${figure}: more than ${MOST_FILES} files`);
  }
  return figure;
};

async function linesOf(files: readonly string[]): Promise<number> {
  const texts = await Promise.all(
    files.map(async (file) => readFile(file, "utf8")),
  );
  return texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
}

/** What the package takes: of a page, of its chunks, and of the user's repository. */
export const SIZE: readonly Environment[] = [
  {
    name: "size-one",
    layers: ["size"],
    deliveries: sources("src/generated", "detected"),
    steps: [one],
  },
  { name: "size-splitting", layers: ["size"], steps: [splitting] },
  { name: "footprint", layers: ["empty"], steps: [footprint] },
];
