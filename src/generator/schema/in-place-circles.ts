import { isJsonObject, type JsonObject } from "../json.js";
import {
  changeChildren,
  childSchemas,
  type ChildChanges,
} from "./child-schemas.js";
import type { CleanSchema } from "./json-schema.js";
import type { Keyword } from "./keywords.js";
import { keyOf } from "./tags.js";

/** Keywords whose schemas apply to the value itself, and not to a part of it. */
export const IN_PLACE: readonly Keyword[] = [
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "then",
  "else",
  "dependentSchemas",
];

/** These, and what they exclude: all schemas that are applied to the value itself. */
export const APPLIED: readonly string[] = [...IN_PLACE, "not"];

/** Definitions without circles, and the schemas that lost a reference. */
export interface CutDefinitions {
  readonly definitions: ReadonlyMap<string, CleanSchema>;
  /** Together with those that were weakened before. */
  readonly weakened: ReadonlySet<object>;
}

/**
 * Definitions that lead to themselves for the same value, such as `{ "$ref": "#/$defs/a" }` as `a`, say nothing by that, and a
 * validator never comes to an end (JSON Schema 2020-12, section 9.4.1). Such references are left out. Trees and other
 * structures that lead to themselves for a part of the value stay as they are.
 *
 * @param weakened - Schemas from which a part was left out before.
 */
export function cutCircles(
  definitions: ReadonlyMap<string, CleanSchema>,
  weakened: ReadonlySet<object>,
): CutDefinitions {
  if (definitions.size === 0) return { definitions, weakened };
  const targets = new Map(
    [...definitions].map(([key, schema]) => [key, targetsOf(schema)]),
  );
  const circular = withoutEnds(turned(withoutEnds(targets)));
  if (circular.size === 0) return { definitions, weakened };
  const weak = new Set(weakened);
  const cut = (schema: CleanSchema): CleanSchema => {
    const result = changeChildren(schema as JsonObject, changes, undefined);
    const hasLost = schema.$ref !== undefined && result.$ref === undefined;
    if (hasLost || weak.has(schema)) weak.add(result);
    return result;
  };
  const changes: ChildChanges<undefined> = {
    child: (child, _, keyword) =>
      APPLIED.includes(keyword)
        ? cut(child as CleanSchema)
        : (child as CleanSchema),
    reference: (reference) =>
      circular.has(keyOf(reference)) ? undefined : reference,
  };
  return {
    definitions: new Map(
      [...definitions].map(([key, schema]) => [
        key,
        circular.has(key) ? cut(schema) : schema,
      ]),
    ),
    weakened: weak,
  };
}

/** The definitions to which the references of a schema lead that apply to the value itself. */
function targetsOf(schema: unknown): ReadonlySet<string> {
  if (!isJsonObject(schema)) return new Set();
  const { $ref: reference } = schema;
  const own = typeof reference === "string" ? [keyOf(reference)] : [];
  const applied = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => APPLIED.includes(keyword)),
  );
  const inner = childSchemas(applied).flatMap((child) => [...targetsOf(child)]);
  return new Set([...own, ...inner]);
}

/** What leads where. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** A graph without what leads nowhere, and then without what leads only there: it ends where all that is left leads to a circle. */
function withoutEnds(graph: Graph): Graph {
  const left = new Map(
    [...graph].map(([key, targets]) => [
      key,
      new Set([...targets].filter((target) => graph.has(target))),
    ]),
  );
  const sources = turned(left);
  const ends = [...left.keys()].filter((key) => left.get(key)?.size === 0);
  for (const end of ends) {
    left.delete(end);
    for (const source of sources.get(end) ?? []) {
      const targets = left.get(source);
      targets?.delete(end);
      if (targets?.size === 0) ends.push(source);
    }
  }
  return left;
}

/** The same graph, in which all leads the other way. */
function turned(graph: Graph): Graph {
  const result = new Map(
    [...graph.keys()].map((key) => [key, new Set<string>()]),
  );
  for (const [source, targets] of graph) {
    for (const target of targets) result.get(target)?.add(source);
  }
  return result;
}
