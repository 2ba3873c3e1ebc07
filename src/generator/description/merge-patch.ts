import { isJsonObject, ownMember, setMember } from "../json.js";

/**
 * A JSON value as a merge patch changes it (RFC 7396): members of the patch replace those of the
 * value, objects are merged, and null removes a member. Neither of the two is changed.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const before = isJsonObject(target) ? target : {};
  const result: Record<string, unknown> = { ...before };
  for (const name of Object.keys(patch)) {
    const member = patch[name];
    if (member === null) Reflect.deleteProperty(result, name);
    else setMember(result, name, mergePatch(ownMember(before, name), member));
  }
  return result;
}
