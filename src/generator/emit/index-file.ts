import { BANNER } from "./banner.js";
import { reexportTexts, type ImportedName } from "./imports.js";
import { fileText } from "./layout.js";
import type { PackageContext } from "./package-context.js";
import { stringLiteral } from "./text.js";

/** The text of `index.ts`: everything that the package exports, by name. */
export function indexFile({
  model,
  pathOf,
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
        pathOf("./client"),
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
          pathOf(`./processes/${process.fileName}`),
        ),
      ),
      ...retained.map(
        ({ fileName }) =>
          `export * from ${stringLiteral(pathOf(`./processes/${fileName}`))};`,
      ),
      ...reexportTexts(
        model.types.map(({ name }) => type(name)),
        pathOf("./types"),
      ),
      `export * from ${stringLiteral(runtime.fromRoot)};`,
    ].join("\n"),
  ]);
}
