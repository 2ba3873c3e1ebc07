import { describe, expect, it } from "vitest";
import { ecmaPattern } from "../../../src/generator/schema/ecma-pattern.js";

interface Row {
  readonly name: string;
  readonly given: string;
  readonly wanted: string;
  /** Texts that the pattern matches, and texts that it does not. */
  readonly matches: readonly string[];
  readonly matchesNot: readonly string[];
}

const row = (
  name: string,
  given: string,
  wanted: string,
  matches: readonly string[],
  matchesNot: readonly string[],
): Row => ({ name, given, wanted, matches, matchesNot });

const ROWS: readonly Row[] = [
  row("ECMAScript's", "^a{2}[^b-d]$", "^a{2}[^b-d]$", ["aae"], ["aab"]),
  row("the ends of a text", "\\Aa\\Z", "^a$", ["a"], ["ab", "ba"]),
  row("the end of a text in Rust and Go", "a\\z", "a$", ["a"], ["ab"]),
  row(
    "a named group of Python, and a reference to it",
    "^(?P<y>[0-9])-(?P=y)$",
    "^(?<y>[0-9])-\\k<y>$",
    ["1-1"],
    ["1-2"],
  ),
  row(
    "groups",
    "^(?:a|(?=b)(?<n>b))(c)$",
    "^(?:a|(?=b)(?<n>b))(c)$",
    ["bc"],
    ["c"],
  ),
  row(
    "groups beside Python's",
    "(?<!x)(?<n>a)(?!b)\\Z",
    "(?<!x)(?<n>a)(?!b)$",
    ["a"],
    ["xa"],
  ),
  row("a comment", "^a(?#b)$", "^a$", ["a"], ["ab"]),
  row(
    "escapes of characters that need none",
    '^\\"\\_\\@\\ $',
    '^"_@ $',
    ['"_@ '],
    ["a"],
  ),
  row("an escaped hyphen", "^a\\-b$", "^a\\x2db$", ["a-b"], ["ab"]),
  row(
    "a hyphen beside a class",
    "^[\\w-.]+$",
    "^[\\w\\-\\.]+$",
    ["a-.b"],
    ["a b"],
  ),
  row(
    "a class at the end of a range",
    "^[.-\\d]+$",
    "^[\\.\\-\\d]+$",
    ["1-."],
    ["a"],
  ),
  row(
    "escapes in a class",
    "^[\\#\\-\\'a-c]+$",
    "^[#\\x2d'a-c]+$",
    ["#-'b"],
    ["d"],
  ),
  row(
    "a bracket at the beginning of a class",
    "^[]a]+$",
    "^[\\]a]+$",
    ["]a"],
    ["b"],
  ),
  row("a bracket in a class", "^[[a]+\\Z", "^[\\[a]+$", ["[a"], ["b"]),
  row("braces that are no quantifier", "^{a}$", "^\\{a\\}$", ["{a}"], ["a"]),
  row("an empty quantifier", "^a{}{,}$", "^a\\{\\}\\{,\\}$", ["a{}{,}"], ["a"]),
  row(
    "a quantifier without a lower bound",
    "^a{,2}$",
    "^a{0,2}$",
    ["", "aa"],
    ["aaa"],
  ),
  row("a lone bracket", "^a]$", "^a\\]$", ["a]"], ["a"]),
  row("a property of Rust", "^\\pL+\\z", "^\\p{L}+$", ["äa"], ["1"]),
  row("classes of POSIX", "^[[:alpha:]_]+$", "^[A-Za-z_]+$", ["a_Z"], ["1"]),
  row("the bell", "^[\\a]\\a\\Z", "^[\\x07]\\x07$", ["\u0007\u0007"], ["aa"]),
  row(
    "case that does not count",
    "(?i)^tif-[a-c9]$",
    "^[tT][iI][fF]-[a-cA-C9]$",
    ["TiF-B", "tif-9"],
    ["tiff"],
  ),
  row(
    "case that does not count in a group",
    "^(?i:a)b$",
    "^(?:[aA])b$",
    ["Ab"],
    ["AB"],
  ),
  row(
    "case that counts again",
    "^(?i)a(?-i:b)(?:c)$",
    "^[aA](?:b)(?:[cC])$",
    ["AbC"],
    ["ABC"],
  ),
  row(
    "digits where case does not count",
    "(?i)^[0-9]\\d$",
    "^[0-9]\\d$",
    ["12"],
    ["a"],
  ),
  row("letters beyond ASCII", "(?i)^ä1$", "^[äÄ]1$", ["Ä1"], ["a1"]),
  row("a dot that matches line ends", "(?s)^.$", "^[^]$", ["\n"], ["ab"]),
  row("flags that change nothing", "(?u)^.$", "^.$", ["a"], ["\n"]),
];

const UNKNOWN: readonly (readonly [string, string])[] = [
  ["an open group", "("],
  ["an open class", "[a"],
  ["an atomic group", "(?>a)b"],
  ["a possessive quantifier", "a++"],
  ["classes that intersect", "[a-z&&[^b]]"],
  ["a class that nobody knows", "[[:smile:]]"],
  ["line ends that anchors match", "(?m)^a$"],
  ["spaces that do not count", "(?x) a"],
  ["a range over letters where case does not count", "(?i)[!-z]"],
  ["a property where case does not count", "(?i)\\p{Lu}"],
  ["a code where case does not count", "(?i)\\x41"],
  ["a reference where case does not count", "(?i)(a)\\1"],
  ["a named reference where case does not count", "(?i)(?P<n>a)(?P=n)"],
  ["a POSIX class where case does not count", "(?i)[[:upper:]]"],
  ["an escape of letters", "\\Q.\\E"],
  ["a condition", "(a)?(?(1)b|c)"],
];

describe("a pattern as ECMAScript's", () => {
  it.each(ROWS)("$name", ({ given, wanted, matches, matchesNot }) => {
    expect(ecmaPattern(given)).toBe(wanted);
    const expression = new RegExp(wanted, "u");
    expect(matches.filter((text) => !expression.test(text))).toEqual([]);
    expect(matchesNot.filter((text) => expression.test(text))).toEqual([]);
  });

  it.each(UNKNOWN)("there is none for %s", (_name, pattern) => {
    expect(ecmaPattern(pattern)).toBeUndefined();
  });
});
