import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  planOutput,
  type GeneratedFile,
} from "../../src/generator/output/plan.js";
import { writeOutput } from "../../src/generator/output/write.js";
import { readFiles, writeFiles } from "../generator/output/folder.js";

/** A package whose files all contain its version; odd and even versions have different files. */
export function packageOf(version: number, size: number): GeneratedFile[] {
  const kind = version % 2 === 0 ? "even" : "odd";
  return [
    { path: "index.ts", text: `version ${version}\n` },
    { path: "same.ts", text: "the same in every version\n" },
    ...Array.from({ length: size }, (_, index) => ({
      path: `processes/${index % 3 === 0 ? kind : "both"}-${index}.ts`,
      text: `version ${version}\n`,
    })),
  ];
}

/** Files of the user, which every run must keep. */
export const FOREIGN = {
  "notes.txt": "mine\n",
  "processes/mine.ts": "mine, too\n",
  "node_modules/undici/index.js": "somebody's\n",
} as const;

/** Writes a version, as a run of the command line does. */
export async function generateVersion(
  root: string,
  version: number,
  size: number,
): Promise<void> {
  const { plan } = await planOutput(root, packageOf(version, size), {
    force: true,
    model: { version },
  });
  await writeOutput(plan);
}

/** Makes a folder with the user's files and one version. */
export async function prepare(root: string, size: number): Promise<void> {
  writeFiles(root, FOREIGN);
  await generateVersion(root, 0, size);
}

/** State of the output folder, as a reader sees it. */
export type FolderState = "broken" | "missing" | "whole";

/** Whether the folder contains exactly one complete version and the user's files. */
export function folderState(root: string, size: number): FolderState {
  if (!existsSync(root)) return "missing";
  const found = readFiles(root);
  const version = Number(/\d+/.exec(found["index.ts"] ?? "")?.[0]);
  const wanted: Record<string, string> = { ...FOREIGN };
  for (const { path, text } of packageOf(version, size)) wanted[path] = text;
  const { ".s2gos-codegen.json": manifest = "", ...files } = found;
  const agrees = manifest.includes(`"version": ${version}\n`);
  return agrees && sameFiles(files, wanted) ? "whole" : "broken";
}

function sameFiles(
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  const paths = Object.keys(found);
  return (
    paths.length === Object.keys(wanted).length &&
    paths.every((path) => found[path] === wanted[path])
  );
}

/** Temporary files and folders that a run left in or beside the output folder. */
export function leftovers(root: string): readonly string[] {
  return [
    join(root, "..", ".out.s2gos-codegen"),
    join(root, ".s2gos-codegen.work"),
  ].filter(existsSync);
}
