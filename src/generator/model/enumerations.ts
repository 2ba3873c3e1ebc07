import { pascalCase } from "../case.js";
import { nameCharacters } from "./name-characters.js";
import type { NameRegistry } from "./name-registry.js";
import type {
  EnumerationModel,
  InputModel,
  TypeExpression,
} from "./service-model.js";

/** The type that a name stands for. */
type TypeOfName = (name: string) => TypeExpression | undefined;

/** The lists of values that inputs admit: the package exports them, because forms show them. */
export function enumerations(
  {
    functionName,
    inputs,
  }: { readonly functionName: string; readonly inputs: readonly InputModel[] },
  typeOf: TypeOfName,
  registry: NameRegistry,
): readonly EnumerationModel[] {
  return inputs.flatMap((input) => {
    const values = listedLiterals(
      input.type.kind === "array" ? input.type.element : input.type,
      typeOf,
    );
    if (values === undefined || values.length < 2) return [];
    const name = registry.take(enumerationName(functionName, input.name));
    return [{ name, values, input: input.name }];
  });
}

/** The name that the values of an input want. */
export function enumerationName(functionName: string, input: string): string {
  return `${functionName}${nameCharacters(pascalCase(input))}Values`;
}

/** Whether a type lists several values, with or without null. */
export function isEnumeration(type: TypeExpression): boolean {
  const values = listedLiterals(type, () => undefined);
  return values !== undefined && values.length > 1;
}

/** The literals of a union of literals, named enumerations and null; undefined for other types. */
function listedLiterals(
  type: TypeExpression,
  typeOf: TypeOfName,
  following: readonly string[] = [],
): readonly (boolean | number | string)[] | undefined {
  if (type.kind === "reference") {
    const target = following.includes(type.name)
      ? undefined
      : typeOf(type.name);
    return target === undefined
      ? undefined
      : listedLiterals(target, typeOf, [...following, type.name]);
  }
  if (type.kind !== "union") return undefined;
  const values: (boolean | number | string)[] = [];
  for (const member of type.members) {
    if (member.kind === "literal") values.push(member.value);
    else if (member.kind === "reference") {
      const listed = listedLiterals(member, typeOf, following);
      if (listed === undefined) return undefined;
      values.push(...listed);
    } else if (member.kind !== "keyword" || member.name !== "null") {
      return undefined;
    }
  }
  return values;
}
