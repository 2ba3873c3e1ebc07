import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  bundle,
  MOST_BYTES,
  PROGRAMS,
  type Size,
} from "../../structure/bundle.js";
import { Complaint } from "../complaint.js";
import { generate, sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";

/** Files of a package of two processes. */
const MOST_FILES = 19;

const one: Step = async ({ folder }) => {
  const program = PROGRAMS["one process"] ?? "";
  const split = await bundle(folder, program, true);
  const whole = await bundle(folder, program, false);
  const [warning] = [...split.warnings, ...whole.warnings];
  if (warning !== undefined) throw new Complaint(`esbuild warns: ${warning}`);
  const { minified, gzip } = split.firstLoad;
  const figure = `first load ${sizeText(split.firstLoad)}, in one file ${sizeText(whole.firstLoad)}`;
  if (minified > MOST_BYTES.minified || gzip > MOST_BYTES.gzip) {
    throw new Complaint(`${figure}; the budget is ${sizeText(MOST_BYTES)}`);
  }
  return figure;
};

function sizeText({ minified, gzip }: Size): string {
  return `${kilo(minified)} kB (gzip ${kilo(gzip)} kB)`;
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

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

/** What the package takes: of a page, and of the user's repository. */
export const SIZE: readonly Environment[] = [
  {
    name: "size",
    layers: ["empty"],
    deliveries: sources("generated", "detected"),
    steps: [one],
  },
  { name: "footprint", layers: ["empty"], steps: [footprint] },
];
