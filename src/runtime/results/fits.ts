import { hasMember, isRecord } from "../base/json.js";
import {
  WRAPPER_MEMBERS,
  type ValueShape,
} from "../documents/process-definition.js";

/**
 * Whether a JSON value has a shape: whether it is what the schema describes, as far as the shape says.
 * @param isBare - Without anything in it that may be a wrapper.
 */
export function fits(
  value: unknown,
  shape: ValueShape = {},
  isBare = false,
): boolean {
  const { types, required = [], members = {}, items } = shape;
  const isOfType = (type: string): boolean =>
    type === jsonTypeOf(value) ||
    (type === "integer" && Number.isInteger(value));
  if (types?.some(isOfType) === false) return false;
  if (Array.isArray(value)) {
    if (items !== undefined) {
      return value.every((item) => fits(item, items, isBare));
    }
    // Nothing describes the items; those of items are not looked at, because a value may be deeper than the stack.
    return (
      !isBare ||
      value.every((item) => Array.isArray(item) || fits(item, {}, true))
    );
  }
  return (
    !isRecord(value) ||
    (required.every((name) => hasMember(value, name)) &&
      Object.keys(members).every(
        (name) => !hasMember(value, name) || fits(value[name], members[name]),
      ) &&
      !(
        isBare &&
        WRAPPER_MEMBERS.some((name) => name in value && !members[name])
      ))
  );
}

/** The type of a value of JSON, by its name in JSON Schema. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
