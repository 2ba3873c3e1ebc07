import type { NamedType } from "../model/types.js";
import { BANNER } from "./banner.js";
import { namedTypeLayout } from "./declarations.js";
import { importLayout } from "./imports.js";
import { typesOf, typeUses } from "../model/type-uses.js";
import { blocks, doc, lines, printLayout, textLayout } from "./layout.js";
import type { CarriedType } from "./retained.js";

/** The text of `types.ts`: the types that several processes use. */
export function typesFile(
  types: readonly NamedType[],
  carried: readonly CarriedType[],
  runtimeModule: string,
): string {
  const runtime = new Set([
    ...typeUses(typesOf(types)).runtime,
    ...carried.flatMap(({ runtimeTypes }) => runtimeTypes),
  ]);
  const imports = importLayout(
    [...runtime].map((name) => ({ name, type: true })),
    runtimeModule,
  );
  return printLayout([
    blocks([
      BANNER,
      ...(imports.length > 0 ? [lines(imports)] : []),
      ...types.map(namedTypeLayout),
      ...carried.map(({ text }) => textLayout(text)),
    ]),
    doc.hardline,
  ]);
}
