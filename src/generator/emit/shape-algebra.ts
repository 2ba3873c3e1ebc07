import type { ValueShape } from "../../runtime/documents/process-definition.js";
import { defined, ownMember } from "../json.js";

/** A shape; undefined: no value has it. */
type AnyShape = ValueShape | undefined;

/** The shape of the values that have both shapes (`allOf`, a reference with keywords beside it). */
export function meetShapes(left: AnyShape, right: AnyShape): AnyShape {
  if (left === undefined || right === undefined) return undefined;
  const types = meetTypes(left.types, right.types);
  const required = [
    ...new Set([...(left.required ?? []), ...(right.required ?? [])]),
  ];
  const items =
    left.items && right.items
      ? meetShapes(left.items, right.items)
      : (left.items ?? right.items);
  const members = combineMembers(left, right, meetShapes);
  return shapeOfParts({ types, required, members, items });
}

/** The shape of the values that have one of the two shapes (`anyOf`, `oneOf`). */
export function joinShapes(left: AnyShape, right: AnyShape): AnyShape {
  if (left === undefined || right === undefined) return left ?? right;
  const types =
    left.types && right.types
      ? [...new Set([...left.types, ...right.types])]
      : undefined;
  const [objects, arrays] = ["object", "array"].map((type) =>
    [left, right].filter((shape) => admits(shape, type)),
  );
  return shapeOfParts({
    types,
    required: intersection((objects ?? []).map((one) => one.required ?? [])),
    members: combineMembers(left, right, joinShapes),
    items:
      arrays?.every(({ items }) => items !== undefined) === true
        ? arrays.map(({ items }) => items).reduce(joinShapes, undefined)
        : undefined,
  });
}

/** Types of both; schemas that contradict each other say nothing. */
function meetTypes(
  left: ValueShape["types"],
  right: ValueShape["types"],
): ValueShape["types"] {
  if (left === undefined || right === undefined) return left ?? right;
  const isIn = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const both = [...new Set([...left, ...right])].filter(
    (type) => isIn(left, type) && isIn(right, type),
  );
  return both.length === 0 ? undefined : both;
}

/** The members of either shape, those of both with the shape that both together have. */
function combineMembers(
  left: ValueShape,
  right: ValueShape,
  combine: (left: AnyShape, right: AnyShape) => AnyShape,
): NonNullable<ValueShape["members"]> {
  const names = Object.keys({ ...left.members, ...right.members });
  return Object.fromEntries(
    names.map((name) => [
      name,
      combine(memberOf(left, name), memberOf(right, name)) ?? {},
    ]),
  );
}

/** The shape of a member: anything, where it is not described; undefined, where the values are no objects. */
function memberOf(shape: ValueShape, name: string): AnyShape {
  const member = ownMember(shape.members ?? {}, name);
  return admits(shape, "object") ? (member ?? {}) : undefined;
}

function admits({ types }: ValueShape, type: string): boolean {
  return types?.includes(type) !== false;
}

function intersection(
  lists: readonly (readonly string[])[],
): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((name) => others.every((list) => list.includes(name)));
}

/** A shape without the parts that say nothing. */
export function shapeOfParts({
  types,
  required = [],
  members = {},
  items = {},
}: {
  readonly [Part in keyof ValueShape]: ValueShape[Part] | undefined;
}): ValueShape {
  return defined({
    types,
    required: required.length === 0 ? undefined : required,
    members: Object.keys(members).length === 0 ? undefined : members,
    items: Object.keys(items).length === 0 ? undefined : items,
  });
}
