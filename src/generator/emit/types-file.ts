import type { NamedType } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { namedTypeText } from "./declarations.js";
import { importTexts } from "./imports.js";
import { typesOfNamed, typeUses } from "../model/type-uses.js";
import { fileText } from "./layout.js";
import type { CarriedType } from "./retained.js";

/** The text of `types.ts`: the types that several processes use. */
export function typesFile(
  types: readonly NamedType[],
  carried: readonly CarriedType[],
  runtimeModule: string,
): string {
  const runtime = new Set([
    ...typeUses(typesOfNamed(types)).runtime,
    ...carried.flatMap(({ runtimeTypes }) => runtimeTypes),
  ]);
  const imports = importTexts(
    [...runtime].map((name) => ({ name, type: true })),
    runtimeModule,
  );
  return fileText([
    BANNER,
    ...(imports.length > 0 ? [imports.join("\n")] : []),
    ...types.map(namedTypeText),
    // What the user's own Prettier left at the ends of lines is taken away.
    ...carried.map(({ text }) => text.replace(/[ \t]+$/gm, "")),
  ]);
}
