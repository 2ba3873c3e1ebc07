import { pascalCase } from "../case.js";
import { nameCharacters } from "./name-characters.js";
import type { NameRegistry } from "./name-registry.js";
import type {
  EnumerationModel,
  InputModel,
  TypeExpression,
} from "./service-model.js";

/** The lists of values that inputs admit: the package exports them, because forms show them. */
export function enumerations(
  functionName: string,
  inputs: readonly InputModel[],
  registry: NameRegistry,
): readonly EnumerationModel[] {
  return inputs.flatMap((input) => {
    const values = listedLiterals(
      input.type.kind === "array" ? input.type.element : input.type,
    );
    if (values === undefined || values.length < 2) return [];
    const name = registry.take(
      `${functionName}${nameCharacters(pascalCase(input.name))}Values`,
    );
    return [{ name, values, input: input.name }];
  });
}

/** The literals of a union of literals and null; undefined for other types. */
function listedLiterals(
  type: TypeExpression,
): readonly (boolean | number | string)[] | undefined {
  if (type.kind !== "union") return undefined;
  const values: (boolean | number | string)[] = [];
  for (const member of type.members) {
    if (member.kind === "literal") values.push(member.value);
    else if (member.kind !== "keyword" || member.name !== "null") {
      return undefined;
    }
  }
  return values;
}
