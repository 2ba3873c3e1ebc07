import type { Json, ProcessModel } from "../model/types.js";
import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { blocks, doc, lines, printLayout, type Doc } from "./layout.js";
import { docLine, identifier, stringLiteral } from "./text.js";
import { valueLayout } from "./value-layout.js";

/** The text of a process's schemas file: JSON Schemas (2020-12) of all its inputs and outputs. */
export function schemasFile(
  process: ProcessModel,
  runtimeModule: string,
): string {
  return printLayout([
    blocks([
      BANNER,
      `import type { JsonSchema } from ${stringLiteral(runtimeModule)};`,
      schemaLayout(process, "inputs", process.schemas.inputs),
      schemaLayout(process, "outputs", process.schemas.outputs),
    ]),
    doc.hardline,
  ]);
}

function schemaLayout(
  process: ProcessModel,
  side: "inputs" | "outputs",
  schema: Json,
): Doc {
  return [
    docComment([
      `JSON Schema (2020-12) of the ${side} of process \`${docLine(process.id).replaceAll("`", "'")}\`.`,
    ]),
    `export const ${side}: JsonSchema = `,
    valueLayout(schema),
    ";",
  ];
}

/** The text of `schemas/index.ts`: the schemas of each process under its function's name. */
export function schemasIndexFile(processes: readonly ProcessModel[]): string {
  return printLayout([
    blocks([
      BANNER,
      lines(
        processes.map(
          ({ functionName, fileName }) =>
            `export * as ${identifier(functionName)} from ${stringLiteral(`./${fileName}.js`)};`,
        ),
      ),
    ]),
    doc.hardline,
  ]);
}
