import type {
  OutputDefinition,
  ValueShape,
} from "../documents/process-definition.js";

/** Whose shape is wanted: that of the value itself, of its items where it is an array, or of both where it may be either. */
export type ShapeOf = "value" | "items" | "either";

const ANY_SHAPE: ValueShape = {};

/** What decides between two readings of a value. Without a shape in the definition, any shape. */
export function outputShape(
  { shape = ANY_SHAPE }: OutputDefinition,
  wanted: ShapeOf,
): ValueShape {
  const { items = ANY_SHAPE } = shape;
  if (wanted === "value") return shape;
  if (wanted === "items") return items;
  return {
    types: [...(shape.types ?? []), ...(items.types ?? [])],
    members: [...(shape.members ?? []), ...(items.members ?? [])],
  };
}
