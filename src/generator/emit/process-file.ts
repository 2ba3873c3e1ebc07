import { typesOfProcess, typeUses } from "../model/type-uses.js";
import type { EnumerationModel, ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { namedTypeText } from "./declarations.js";
import { importTexts, type ImportedName } from "./imports.js";
import { fileText, printed } from "./layout.js";
import type { PrintingContext } from "./package-context.js";
import { functionText, functionType } from "./process-function.js";
import { interfaceTexts } from "./process-interfaces.js";
import { docLine, identifier } from "./text.js";
import { valueLayout } from "./value-layout.js";

/** The text of a process's file: its types, its enumerations and its function. */
export function processFile(
  process: ProcessModel,
  context: PrintingContext,
): string {
  return fileText([
    BANNER,
    imports(process, context).join("\n"),
    ...interfaceTexts(process),
    ...process.types.map(namedTypeText),
    ...process.enumerations.map((enumeration) =>
      enumerationText(process, enumeration),
    ),
    functionText(process, {
      pathOf: context.pathOf,
      objectInputs: context.options.objectInputs,
      example: context.examples.get(process.id),
    }),
  ]);
}

function imports(
  process: ProcessModel,
  context: PrintingContext,
): readonly string[] {
  const uses = typeUses(typesOfProcess(process));
  const runtime = [
    { name: "defineProcess", type: false },
    { name: functionType(process), type: true },
  ];
  for (const name of uses.runtime) runtime.push({ name, type: true });
  const shared: ImportedName[] = [];
  for (const name of uses.references) {
    if (context.sharedTypes.has(name)) shared.push({ name, type: true });
  }
  return [
    ...importTexts(
      [{ name: "getDefaultConnection", type: false }],
      context.pathOf("../client"),
    ),
    ...importTexts(runtime, context.runtime.fromFolder),
    ...importTexts(shared, context.pathOf("../types")),
  ];
}

function enumerationText(
  process: ProcessModel,
  enumeration: EnumerationModel,
): string {
  const start = `export const ${identifier(enumeration.name)} = `;
  const comment = docComment([
    `Values that {@link ${process.inputsTypeName}} lists for \`${docLine(enumeration.input)}\`.`,
  ]);
  const end = " as const;";
  const values = valueLayout(enumeration.values, {
    indent: 0,
    used: start.length,
    after: end.length,
  });
  return comment + printed([start, values, end]);
}
