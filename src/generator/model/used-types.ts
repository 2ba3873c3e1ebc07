import { typesOfProcess, typeUses } from "./type-uses.js";
import type {
  NamedType,
  ProcessModel,
  TypeExpression,
} from "./service-model.js";

/** The shared types that processes use, directly or through other shared types. */
export function usedTypes(
  types: readonly NamedType[],
  processes: readonly ProcessModel[],
): readonly NamedType[] {
  const named = new Map(types.map((type) => [type.name, type]));
  const used = new Set<string>();
  const visit = (type: TypeExpression): void => {
    for (const name of typeUses([type]).references) {
      const target = named.get(name);
      if (target === undefined || used.has(name)) continue;
      used.add(name);
      visit(target.type);
    }
  };
  for (const process of processes) {
    for (const type of typesOfProcess(process)) visit(type);
  }
  return types.filter(({ name }) => used.has(name));
}
