import type { NamedType, ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { reexportTexts, type ImportedName } from "./imports.js";
import { fileText } from "./layout.js";
import type { RetainedProcess } from "./retained.js";
import { stringLiteral } from "./text.js";

/** The text of `index.ts`: everything that the package exports, by name. */
export function indexFile(
  processes: readonly ProcessModel[],
  sharedTypes: readonly NamedType[],
  retained: readonly RetainedProcess[],
  runtimeModule: string,
): string {
  const value = (name: string): ImportedName => ({ name, type: false });
  const type = (name: string): ImportedName => ({ name, type: true });
  return fileText([
    BANNER,
    [
      ...reexportTexts(
        ["DEFAULT_API_URL", "createClient", "getDefaultClient"].map(value),
        "./client.js",
      ),
      ...processes.flatMap((process) =>
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
        sharedTypes.map(({ name }) => type(name)),
        "./types.js",
      ),
      `export * from ${stringLiteral(runtimeModule)};`,
    ].join("\n"),
  ]);
}
