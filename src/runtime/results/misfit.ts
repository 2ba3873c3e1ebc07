import { hasMember, isRecord } from "../base/json.js";
import type { ValueShape } from "../documents/process-definition.js";
import { fits, jsonTypeOf } from "./fits.js";

/** How a value contradicts its shape, as the end of a sentence about the value. Undefined: it does not. */
export function misfit(
  value: unknown,
  shape: ValueShape = {},
): string | undefined {
  if (fits(value, shape)) return undefined;
  const { types = [], required = [], members = {}, items } = shape;
  if (!fits(value, { types })) {
    return `is ${kindOf(value)} where ${types.join(" or ")} is described`;
  }
  if (Array.isArray(value)) {
    const at = value.findIndex((item) => !fits(item, items));
    return `has an item ${String(at)} that ${misfit(value[at], items) ?? ""}`;
  }
  if (!isRecord(value)) return undefined;
  const missing = required.filter((name) => !hasMember(value, name));
  if (missing.length > 0) return `lacks ${missing.join(", ")}`;
  const [name = ""] = Object.keys(members).filter(
    (member) =>
      hasMember(value, member) && !fits(value[member], members[member]),
  );
  return `has a member ${name} that ${misfit(value[name], members[name]) ?? ""}`;
}

/** What a value is, with its article. */
export function kindOf(value: unknown): string {
  const type = jsonTypeOf(value);
  if (type === "null") return type;
  return `${/^[ao]/.test(type) ? "an" : "a"} ${type}`;
}
