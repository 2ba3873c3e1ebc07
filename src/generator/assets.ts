import { readdir, readFile } from "node:fs/promises";

/** Files of this program that are copied into generated packages. */
export interface Assets {
  /** Sources of the runtime, by their paths in it, with forward slashes. */
  readonly runtimeFiles: ReadonlyMap<string, string>;
  /** Templates, by file name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** The root of this package, both from `src/generator/` and from `dist/generator/`. */
const ROOT = new URL("../../", import.meta.url);

/** Reads the runtime's sources and the templates, which are installed with the compiled program. */
export async function readAssets(): Promise<Assets> {
  const [runtimeFiles, templates] = await Promise.all([
    readTexts(new URL("src/runtime/", ROOT), ".ts"),
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
