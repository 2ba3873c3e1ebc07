import { BANNER } from "./banner.js";
import { reexportTexts, type ImportedName } from "./imports.js";
import { fileText } from "./layout.js";
import type { PackageContext } from "./package-context.js";
import { stringLiteral } from "./text.js";

/** The text of `index.ts`: everything that the package exports, by name. */
export function indexFile({
  model,
  retained,
  runtime,
}: PackageContext): string {
  const value = (name: string): ImportedName => ({ name, type: false });
  const type = (name: string): ImportedName => ({ name, type: true });
  return fileText([
    BANNER,
    [
      ...reexportTexts(
        ["DEFAULT_API_URL", "createClient", "getDefaultClient"].map(value),
        "./client.js",
      ),
      ...model.processes.flatMap((process) =>
        reexportTexts(
          [
            value(process.functionName),
            ...process.enumerations.map(({ name }) => value(name)),
            ...[
              process.inputsTypeName,
              process.outputsTypeName,
              ...process.types.map(({ name }) => name),
            ].map(type),
          ],
          `./processes/${process.fileName}.js`,
        ),
      ),
      ...retained.map(
        ({ fileName }) =>
          `export * from ${stringLiteral(`./processes/${fileName}.js`)};`,
      ),
      ...reexportTexts(
        model.types.map(({ name }) => type(name)),
        "./types.js",
      ),
      `export * from ${stringLiteral(runtime.fromRoot)};`,
    ].join("\n"),
  ]);
}
