import type { NamedType } from "../model/types.js";
import { BANNER } from "./banner.js";
import { namedTypeLayout } from "./declarations.js";
import { importLayout, typesOf, typeUses } from "./imports.js";
import { blocks, doc, lines, printLayout } from "./layout.js";

/** The text of `types.ts`: the types that several processes use. */
export function typesFile(
  types: readonly NamedType[],
  runtimeModule: string,
): string {
  const { runtime } = typeUses(typesOf(types));
  const imports = importLayout(
    [...runtime].map((name) => ({ name, type: true })),
    runtimeModule,
  );
  return printLayout([
    blocks([
      BANNER,
      ...(imports.length > 0 ? [lines(imports)] : []),
      ...types.map(namedTypeLayout),
    ]),
    doc.hardline,
  ]);
}
