import { isRecord } from "../base/json.js";
import { ID_MEMBERS } from "./job-id.js";

/** Whether the id of an entry of a list is an integer that JavaScript may not hold (RFC 8259, section 6). */
export function hasLongId(entry: unknown): boolean {
  const ids = isRecord(entry) ? ID_MEMBERS.map((name) => entry[name]) : [entry];
  return ids.some((id) => typeof id === "number" && !Number.isSafeInteger(id));
}

/** A string, with its end where it has one, a bracket, or a number. */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[[\]{}]|-?\d[\d.eE+-]*/g;

/**
 * The JSON text of a list, in which the long integers that are ids of entries are texts. All other integers stay as they
 * are, also in what entries hold.
 * @param json - A valid text: the list, or an object that holds it.
 * @param member - The member of the object that holds the list.
 */
export function withLongIdsAsTexts(json: string, member: string): string {
  let depth = 0;
  /** The first brackets that are open. */
  let open = "";
  /** The last string: at a number in an object, the name of that member. */
  let name = "";
  let isInList = true;
  return json.replace(TOKEN, (token) => {
    if (token.startsWith('"')) name = token.slice(1, -1);
    else if (token === "[" || token === "{") {
      if (depth < 3) open = open.slice(0, depth) + token;
      depth += 1;
      if (depth === 2 && open === "{[") isInList = name === member;
    } else if (token === "]" || token === "}") depth -= 1;
    else if (/^\d{16,}$/.test(token) && depth < 4 && isInList) {
      const place = open.slice(0, depth);
      const isEntry = place === "[" || place === "{[";
      const isOfEntry =
        (place === "[{" || place === "{[{") && ID_MEMBERS.includes(name);
      if (isEntry || isOfEntry) return `"${token}"`;
    }
    return token;
  });
}
