import { readdir, readFile } from "node:fs/promises";

/** Files of this program that are copied into generated packages. */
export interface Assets {
  /** Sources of the joined runtime, by their names. */
  readonly runtimeFiles: ReadonlyMap<string, string>;
  /** Templates, by file name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** The root of this package, both from `src/generator/` and from `dist/generator/`. */
const ROOT = new URL("../../", import.meta.url);

/** Whether this program runs from its sources, where the joined runtime may be older than its rooms. */
const IS_SOURCE = import.meta.url.endsWith(".ts");

/** Reads the joined runtime and the templates, which are installed with the compiled program. */
export async function readAssets(): Promise<Assets> {
  if (IS_SOURCE) {
    const { writeJoinedRuntime } = await import("./join/joined-folder.js");
    await writeJoinedRuntime();
  }
  const [runtimeFiles, templates] = await Promise.all([
    readTexts(new URL("dist/joined-runtime/", ROOT), ".ts"),
    readTexts(new URL("templates/", ROOT), ""),
  ]);
  return { runtimeFiles, templates };
}

async function readTexts(
  folder: URL,
  extension: string,
): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(extension))
    .map((name) => name.replaceAll("\\", "/"));
  const texts = await Promise.all(
    names.map((name) => readFile(new URL(name, folder), "utf8")),
  );
  return new Map(
    names.map((name, index) => [
      name,
      (texts[index] ?? "").replaceAll("\r\n", "\n"),
    ]),
  );
}

/** The version range of the package that the runtime is imported from: of this package, its version; of any other, `*`, which the user can replace. */
export async function runtimeVersion(module: string): Promise<string> {
  const text = await readFile(new URL("package.json", ROOT), "utf8");
  const own = JSON.parse(text) as { readonly name: string; version: string };
  return module === own.name || module.startsWith(`${own.name}/`)
    ? `^${own.version}`
    : "*";
}
