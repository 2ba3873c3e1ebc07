import { RUNTIME_TYPE_NAMES } from "../schema/runtime-type-names.js";

/**
 * A process that could not be generated this time, and whose files of an
 * earlier run stay: the package goes on to export it.
 */
export interface RetainedProcess {
  readonly id: string;
  readonly functionName: string;
  readonly fileName: string;
}

/**
 * The declarations of an earlier `types.ts` that the new one lacks, for the
 * files that stay: types that only they use would be gone, or would have moved
 * into the file of another process.
 *
 * @param earlier - The text of `types.ts` as an earlier run wrote it.
 * @param declared - Names that the new `types.ts` declares.
 */
export function carriedTypes(
  earlier: string,
  declared: ReadonlySet<string>,
): readonly CarriedType[] {
  // One empty line separates the declarations of generated files; inside a
  // declaration no line is empty.
  return earlier.split("\n\n").flatMap((block) => {
    const name = /^export (?:interface|type) ([\p{ID_Continue}$]+)/mu.exec(
      block,
    )?.[1];
    return name === undefined || declared.has(name)
      ? []
      : [{ name, text: block.trimEnd(), runtimeTypes: runtimeTypesIn(block) }];
  });
}

/** A declaration that stays as it was. */
export interface CarriedType {
  readonly name: string;
  readonly text: string;
  /** Names of types of the runtime that it may mention. */
  readonly runtimeTypes: readonly string[];
}

function runtimeTypesIn(text: string): readonly string[] {
  const code = text
    .split("*/")
    .map((part) => part.split("/*", 1)[0])
    .join("");
  return RUNTIME_TYPE_NAMES.filter((name) =>
    new RegExp(`\\b${name}\\b`).test(code),
  );
}
