import { BANNER } from "./banner.js";
import { namedTypeText } from "./declarations.js";
import { importTexts } from "./imports.js";
import { typesOfNamed, typeUses } from "../model/type-uses.js";
import { fileText } from "./layout.js";
import type { PackageContext } from "./package-context.js";

/** The text of `types.ts`: the types that several processes use; undefined where there are no such types. */
export function typesFile({
  model: { types },
  carried,
  runtime: { fromRoot },
}: PackageContext): string | undefined {
  if (types.length + carried.length === 0) return undefined;
  const runtimeTypes = new Set([
    ...typeUses(typesOfNamed(types)).runtime,
    ...carried.flatMap((type) => type.runtimeTypes),
  ]);
  const imports = importTexts(
    [...runtimeTypes].map((name) => ({ name, type: true })),
    fromRoot,
  );
  return fileText([
    BANNER,
    ...(imports.length > 0 ? [imports.join("\n")] : []),
    ...types.map(namedTypeText),
    // The user's own Prettier may have left spaces at the ends of lines.
    ...carried.map(({ text }) =>
      text
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n"),
    ),
  ]);
}
