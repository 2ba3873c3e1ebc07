import { publicUrl } from "../../runtime/http/urls.js";
import { textsOf } from "./call-flags.js";

/** What a word of a command line may hold without quotes. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A command about the same server, for a hint: what names the server on this command line stands in it too.
 *
 * @param flags - Of this command line.
 */
export function shownCommand(
  words: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): string {
  const { config, url } = flags;
  const all = [
    "s2gos-codegen",
    ...words,
    ...(typeof url === "string" ? ["--url", publicUrl(url)] : []),
    ...(typeof config === "string" ? ["--config", config] : []),
    ...textsOf(flags["only"]).flatMap((name) => ["--only", name]),
  ];
  return all.map(quoted).join(" ");
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
