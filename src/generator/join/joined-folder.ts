import { hash, randomUUID } from "node:crypto";
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this package, both from `src/generator/join/` and from `dist/generator/join/`. */
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Where the joined files are written to. */
const FOLDER = "dist/joined-runtime";

/** The file beside the joined ones that tells what they were made from. */
const STAMP = ".made-from";

/**
 * Writes the joined runtime to `dist/joined-runtime`, unless it is there already, made from the same sources.
 *
 * @param root - Folder of the package whose `src/runtime` is joined. Default: this package.
 * @returns Whether it was written.
 * @throws JoinError with all places that cannot be joined.
 */
export async function writeJoinedRuntime(
  root: string = ROOT,
): Promise<boolean> {
  const folder = join(root, FOLDER);
  const rooms = await readTexts(join(root, "src/runtime"));
  const joiner = await readTexts(join(ROOT, "src/generator/join"));
  const stamp = hash("sha256", JSON.stringify([[...rooms], [...joiner]]));
  if ((await stampOf(folder)) === stamp) return false;
  // Only where something changed is the compiler loaded, which takes longer than all else here.
  const { joinRuntime } = await import("./join-runtime.js");
  const files = await joinRuntime(rooms);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await replaceFile(join(folder, name), text);
  for (const name of await readdir(folder)) {
    const isObsolete = name.endsWith(".ts") && !files.has(name);
    if (isObsolete) await rm(join(folder, name), { force: true });
  }
  await replaceFile(join(folder, STAMP), stamp);
  return true;
}

/** The texts of the TypeScript files in a folder, by their paths, in the same order everywhere. */
async function readTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
  const read = async (path: string): Promise<[string, string]> => {
    const text = await readFile(join(folder, path), "utf8");
    return [path, text.replaceAll("\r\n", "\n")];
  };
  return new Map(await Promise.all(paths.map(read)));
}

async function stampOf(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, STAMP), "utf8");
  } catch {
    return undefined;
  }
}

/** Replaces a file as a whole: another process may read it meanwhile, or write the same. */
async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}
