import type { Json } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { fileText, printed } from "./layout.js";
import type { PackageContext } from "./package-context.js";
import { docLine, identifier, stringLiteral } from "./text.js";
import { valueLayout } from "./value-layout.js";

/** The text of a process's schemas file: JSON Schemas (2020-12) of all its inputs and outputs. */
export function schemasFile(
  process: ProcessModel,
  { runtime }: PackageContext,
): string {
  return fileText([
    BANNER,
    `import type { JsonSchema } from ${stringLiteral(runtime.fromFolder)};`,
    constantText(process, "inputs", process.schemas.inputs),
    constantText(process, "outputs", process.schemas.outputs),
  ]);
}

function constantText(
  process: ProcessModel,
  side: "inputs" | "outputs",
  schema: Json,
): string {
  const id = docLine(process.id).replaceAll("`", "'");
  const start = `export const ${side}: JsonSchema = `;
  return [
    `/** JSON Schema (2020-12) of the ${side} of process \`${id}\`. */`,
    printed([start, valueLayout(schema), ";"]),
  ].join("\n");
}

/** The text of `schemas/index.ts`: the schemas of each process under its function's name. */
export function schemasIndexFile({ exported, pathOf }: PackageContext): string {
  return fileText([
    BANNER,
    exported
      .map(
        ({ functionName, fileName }) =>
          `export * as ${identifier(functionName)} from ${stringLiteral(pathOf(`./${fileName}`))};`,
      )
      .join("\n"),
  ]);
}
