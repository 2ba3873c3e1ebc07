/** The members of an object as JSON text, without its braces. A member without a text is left out. */
export function memberTexts(
  members: readonly (readonly [name: string, text: string])[],
): string {
  let all = "";
  for (const [name, text] of members) {
    if (text !== "") all = memberJoin(all, `${JSON.stringify(name)}:${text}`);
  }
  return all;
}

/** Members of an object as JSON text, with further ones. */
export function memberJoin(left: string, right: string): string {
  return left === "" ? right : `${left},${right}`;
}

/** The JSON text of an object, from those of its members. A member without a text is left out. */
export function objectText(
  members: readonly (readonly [name: string, text: string])[],
): string {
  return `{${memberTexts(members)}}`;
}

/** The JSON text of an object; none where all of its members have none. */
export function objectTextIfAny(
  members: readonly (readonly [name: string, text: string])[],
): string {
  const all = memberTexts(members);
  return all === "" ? "" : `{${all}}`;
}
