import { describe, expect, it } from "vitest";
import { DISCRIMINATOR } from "../../../src/generator/schema/discriminator.js";
import { withInheritedTags } from "../../../src/generator/schema/inherited-tags.js";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";
import { tagSchema } from "../../../src/generator/schema/tags.js";

const extend = (key: string, ...parts: CleanSchema[]): CleanSchema => ({
  allOf: [{ $ref: `#/$defs/${key}` }, ...parts],
});

const base = (
  values: Readonly<Record<string, readonly string[]>>,
  kind: CleanSchema = { type: "string" },
): CleanSchema => ({
  properties: { kind },
  [DISCRIMINATOR]: {
    property: "kind",
    values: new Map(Object.entries(values)),
  },
});

const tag = (...values: string[]) => tagSchema({ property: "kind", values });

interface Row {
  readonly name: string;
  readonly given: Readonly<Record<string, CleanSchema>>;
  /** What the extensions get. */
  readonly wanted: Readonly<Record<string, CleanSchema>>;
}

const ROWS: readonly Row[] = [
  {
    name: "a mapping",
    given: {
      pet: base({ cat: ["cat", "kitten"] }),
      cat: extend("pet"),
      dog: extend("pet"),
    },
    wanted: { cat: extend("pet", tag("cat", "kitten")), dog: extend("pet") },
  },
  {
    name: "names, where there is no mapping",
    given: { pet: base({}), cat: extend("pet") },
    wanted: { cat: extend("pet", tag("served cat")) },
  },
  {
    name: "an extension of an extension",
    given: {
      pet: base({ dog: ["dog"], pug: ["pug"] }),
      dog: extend("pet"),
      pug: extend("dog"),
    },
    wanted: {
      dog: extend("pet", tag("dog", "pug")),
      pug: extend("dog", tag("pug")),
    },
  },
  {
    name: "a value of the extension's own",
    given: {
      pet: base({ cat: ["Cat"] }),
      cat: extend("pet", { properties: { kind: { const: "felis" } } }),
    },
    wanted: {
      cat: extend("pet", { properties: { kind: { const: "felis" } } }),
    },
  },
  {
    name: "values that the base lists for all",
    given: {
      pet: base({ cat: ["cat"] }, { enum: ["cat", "dog"] }),
      cat: extend("pet"),
    },
    wanted: { cat: extend("pet", tag("cat")) },
  },
  {
    name: "extensions of each other",
    given: { pet: base({ a: ["a"] }), a: extend("b"), b: extend("a") },
    wanted: { a: extend("b"), b: extend("a") },
  },
];

describe("tags that extensions inherit", () => {
  it.each(ROWS)("by $name", ({ given, wanted }) => {
    const tagged = withInheritedTags(
      new Map(Object.entries(given)),
      (key) => `served ${key}`,
    );
    const { pet: _, ...extensions } = Object.fromEntries(tagged);
    expect(extensions).toEqual(wanted);
  });
});
