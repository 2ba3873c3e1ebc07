import type { Located, Resource } from "./resources.js";

/**
 * What dynamic references lead to at a place: for each name, the anchor of the
 * outermost resource that was entered on the way there (JSON Schema 2020-12,
 * section 8.2.3.2).
 */
export interface DynamicScope {
  readonly anchors: ReadonlyMap<string, Located>;
  /** Equal for equal scopes only; empty where there are no dynamic anchors. */
  readonly text: string;
}

/** The scope outside of all resources. */
export const NO_SCOPE: DynamicScope = { anchors: new Map(), text: "" };

/** The scope inside a resource that is entered: names that are bound already stay as they are. */
export function enteredScope(
  scope: DynamicScope,
  { dynamicAnchors }: Resource,
): DynamicScope {
  const added = [...dynamicAnchors].filter(
    ([name]) => !scope.anchors.has(name),
  );
  if (added.length === 0) return scope;
  const anchors = new Map([...scope.anchors, ...added]);
  const text = [...anchors]
    .map(
      ([name, { resource, pointer }]) =>
        ` ${name}=${resource.document}#${pointer}`,
    )
    .sort()
    .join("");
  return { anchors, text };
}

const DYNAMIC = "dynamic ";

/** Marks a reference as dynamic: where it leads depends on the way to it. */
export function dynamicReference(reference: string): string {
  return `${DYNAMIC}${reference}`;
}

/** A reference without the mark; undefined where it has none. */
export function withoutDynamicMark(reference: string): string | undefined {
  return reference.startsWith(DYNAMIC)
    ? reference.slice(DYNAMIC.length)
    : undefined;
}
