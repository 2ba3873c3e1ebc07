import type { ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { reexportTexts, type ImportedName } from "./imports.js";
import { fileText } from "./layout.js";
import type { PackageContext, PrintingContext } from "./package-context.js";
import { stringLiteral } from "./text.js";

const value = (name: string): ImportedName => ({ name, type: false });
const type = (name: string): ImportedName => ({ name, type: true });

/** The text of `index.ts`: everything that the package exports, by name. */
export function indexFile({
  model,
  pathOf,
  processes,
  retained,
  runtime,
}: PackageContext): string {
  return fileText([
    BANNER,
    [
      ...reexportTexts(
        ["DEFAULT_API_URL", "createClient", "getDefaultClient"].map(value),
        pathOf("./client"),
      ),
      ...processes.map(({ exports }) => exports),
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

/** What `index.ts` exports of a process: its function, its enumerations and its types. */
export function processExports(
  process: ProcessModel,
  { pathOf }: PrintingContext,
): string {
  const names = [
    value(process.functionName),
    type(process.inputsTypeName),
    type(process.outputsTypeName),
  ];
  for (const { name } of process.enumerations) names.push(value(name));
  for (const { name } of process.types) names.push(type(name));
  return reexportTexts(names, pathOf(`./processes/${process.fileName}`)).join(
    "\n",
  );
}
