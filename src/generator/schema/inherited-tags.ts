import { DISCRIMINATOR, type Discriminator } from "./discriminator.js";
import type { CleanSchema } from "./json-schema.js";
import { common, keyOf, ownTag, tagSchema } from "./tags.js";

/**
 * Gives definitions the tags of the schemas that they extend by `allOf`
 * (OpenAPI 3.0.3, 4.7.25): a discriminator on a base says which of its values
 * stands for which extension. An extension that others extend has their values,
 * too. Definitions that say by themselves which value they have stay as they are.
 *
 * @param servedName - the name under which the server has the definition of a key.
 */
export function withInheritedTags(
  definitions: ReadonlyMap<string, CleanSchema>,
  servedName: (key: string) => string,
): ReadonlyMap<string, CleanSchema> {
  const bases = [...definitions].flatMap(([key, schema]) => {
    const discriminator = baseDiscriminator(schema);
    return discriminator === undefined ? [] : [[key, discriminator] as const];
  });
  if (bases.length === 0) return definitions;
  const find = (key: string) => definitions.get(key);
  const extensions = extensionsByKey(definitions);
  const tagged = new Map(definitions);
  for (const [base, { property, values }] of bases) {
    const valuesOf = (key: string): readonly string[] =>
      values.get(key) ?? (values.size === 0 ? [servedName(key)] : []);
    for (const key of extensions(base)) {
      const schema = tagged.get(key);
      const inherited = [key, ...extensions(key)].flatMap(valuesOf);
      if (schema === undefined || inherited.length === 0) continue;
      const own = ownTag(schema, property, find).values;
      const left = own === undefined ? inherited : common(own, inherited);
      if (left.length === 0 || left.length === own?.length) continue;
      const tag = tagSchema({ property, values: [...new Set(left)] });
      tagged.set(key, { ...schema, allOf: [...(schema.allOf ?? []), tag] });
    }
  }
  return tagged;
}

/** The discriminator of a schema that others extend; a union tags its own branches. */
function baseDiscriminator(schema: CleanSchema): Discriminator | undefined {
  return schema.oneOf === undefined && schema.anyOf === undefined
    ? schema[DISCRIMINATOR]
    : undefined;
}

/** Finds the definitions that extend one, directly or through others. */
function extensionsByKey(
  definitions: ReadonlyMap<string, CleanSchema>,
): (key: string) => ReadonlySet<string> {
  const direct = new Map<string, string[]>();
  for (const [key, { allOf = [] }] of definitions) {
    for (const { $ref } of allOf) {
      if ($ref === undefined) continue;
      const known = direct.get(keyOf($ref));
      if (known === undefined) direct.set(keyOf($ref), [key]);
      else known.push(key);
    }
  }
  return (key) => {
    const found = new Set(direct.get(key));
    // A set visits what is added to it while it is walked.
    for (const one of found) {
      for (const extension of direct.get(one) ?? []) found.add(extension);
    }
    found.delete(key);
    return found;
  };
}
