import { fileURLToPath } from "node:url";
import { check } from "recheck";
import { describe, expect, it } from "vitest";
import { patternsOf, type Pattern } from "./patterns.js";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
const PATTERNS = patternsOf(SRC);

/**
 * Patterns that take more than linear time on some text, and why no text is
 * long enough for that.
 */
const BOUNDED: readonly (readonly [pattern: string, bound: string])[] = [
  [
    String.raw`/^[A-Z][a-z0-9]+[A-Z0-9][A-Za-z0-9]*$/`,
    "titleOfValue reads titles of at most MAXIMUM_CLASS_LENGTH characters",
  ],
  [
    String.raw`/^[ \t]*(?:\/\*[^]*?\*\/|\/\/.*)|(^(?:import|export|\})(?: |[^"'\n]*\bfrom )|\bimport\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]*?)(?:\.[jt]s)?\2/gm`,
    "withImportExtension reads files of packages, in which texts of servers stand in comments and in quotes: both end the parts that repeat",
  ],
];

/** Patterns that are made at run time, and from what. */
const COMPUTED: readonly (readonly [file: string, source: string])[] = [
  ["generator/emit/retained.ts", "names of the runtime's types"],
  ["generator/emit/schemas-files.ts", "a name of a function, as an identifier"],
  ["generator/model/name-characters.ts", "classes of characters"],
  ["generator/output/plan.ts", "the number of a format"],
  [
    "generator/recall/style-files.ts",
    "alternatives that stand beside it, for the user's own configuration",
  ],
  [
    "generator/schema/ecma-pattern.ts",
    "a server's pattern, which is only compiled, never run",
  ],
  [
    "generator/schema/well-known.ts",
    "names of geometries, after which the text ends",
  ],
  [
    "runtime/base/secret-patterns.ts",
    "secrets of the user, of which test/growth measures bad ones",
  ],
];

/** What recheck says of a pattern; undefined: linear time on every text. */
async function fault({ place, text }: Pattern): Promise<string | undefined> {
  const end = text.lastIndexOf("/");
  const found = await check(text.slice(1, end), text.slice(end + 1));
  if (found.status === "safe") return undefined;
  return found.status === "vulnerable"
    ? `${place} ${text}: ${found.complexity.summary}, by ${found.attack.pattern}`
    : `${place} ${text}: could not be checked, ${found.error.kind}`;
}

describe("every regular expression of src/", () => {
  it("takes linear time on every text, or has a bound on its text", async () => {
    const bounded = new Set(BOUNDED.map(([pattern]) => pattern));
    const faults: string[] = [];
    for (const pattern of PATTERNS.literals) {
      if (bounded.has(pattern.text)) continue;
      const found = await fault(pattern);
      if (found !== undefined) faults.push(found);
    }
    expect(faults).toEqual([]);
    expect(PATTERNS.literals.length).toBeGreaterThan(100);
  }, 120_000);

  it("is listed only where it exists", () => {
    const texts = new Set(PATTERNS.literals.map(({ text }) => text));
    expect(BOUNDED.filter(([pattern]) => !texts.has(pattern))).toEqual([]);
  });

  it("stands in the source, or is made from what is listed", () => {
    const files = PATTERNS.computed.map(({ place }) =>
      place.replace(/:\d+$/, ""),
    );
    expect([...new Set(files)].sort()).toEqual(COMPUTED.map(([file]) => file));
  });
});

describe("the check", () => {
  it.each([
    ["(a+)+$", true],
    [String.raw`\s+$`, true],
    ["^[a-z]+$", false],
  ])("of /%s/ finds more than linear time: %s", async (source, wanted) => {
    const found = await fault({ place: "here", text: `/${source}/` });
    expect(found !== undefined).toBe(wanted);
  });
});
