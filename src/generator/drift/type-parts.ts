import { ownMember } from "../json.js";
import type {
  CompactModel,
  CompactTagged,
  CompactType,
} from "./compact-model.js";

/** Named types that references of one side lead to. */
export type Scope = (name: string) => CompactType | undefined;

/** The types that a process refers to; its own take precedence over the shared ones. */
export function scopeOf(model: CompactModel, process: string): Scope {
  const own = ownMember(model.processes, process)?.types ?? {};
  return (name) => ownMember(own, name) ?? ownMember(model.types, name);
}

/** The parts of a type; `boolean` is two literals. */
export interface TypeParts {
  readonly literals: ReadonlySet<boolean | number | string>;
  readonly others: readonly CompactType[];
}

/** Splits a type into the parts of its unions. A union that is part of itself adds nothing. */
export function splitType(type: CompactType, scope: Scope): TypeParts {
  const literals = new Set<boolean | number | string>();
  const others: CompactType[] = [];
  const visit = (
    part: CompactType,
    within: readonly string[],
    tags: readonly CompactTagged[],
  ): void => {
    if (typeof part === "object" && "tagged" in part) {
      visit(part.tagged, within, [...tags, part]);
    } else if (typeof part === "object" && "union" in part) {
      for (const member of part.union) visit(member, within, tags);
    } else if (typeof part === "object" && "ref" in part) {
      if (within.includes(part.ref)) return;
      const target = scope(part.ref);
      if (target === undefined) others.push(part);
      else visit(target, [...within, part.ref], tags);
    } else if (tags.length > 0) others.push(tags.reduce(withTag, part));
    else if (part === "boolean") literals.add(false).add(true);
    else if (typeof part === "object" && "enum" in part) {
      for (const value of part.enum) literals.add(value);
    } else others.push(part);
  };
  visit(type, [], []);
  return { literals, others };
}

/** A part of a type with its tag: an object gets the property, other types have none. */
function withTag(
  part: CompactType,
  { property, value }: CompactTagged,
): CompactType {
  if (typeof part === "string" || !("required" in part)) return part;
  const { required, optional, ...rest } = part;
  const kept = Object.entries(optional).filter(([name]) => name !== property);
  return {
    ...rest,
    required: { ...required, [property]: value },
    optional: Object.fromEntries(kept),
  };
}
