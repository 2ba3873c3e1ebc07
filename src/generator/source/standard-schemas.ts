import { createRequire } from "node:module";

/** Files of ajv that hold the schemas of JSON Schema itself, by the end of their address. */
const FILES: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/^draft-0([67])\/schema$/, (draft) => `json-schema-draft-0${draft}`],
  [
    /^draft\/(20(?:19-09|20-12)\/(?:schema|meta\/[a-z-]+))$/,
    (path) => `json-schema-${path}`,
  ],
];

/**
 * A schema of JSON Schema itself (`https://json-schema.org/draft/2020-12/schema`),
 * from a library that is installed: nothing is fetched. Undefined for any other
 * address, and for drafts before 6.
 */
export function standardSchema(address: string): unknown {
  const path = /^https?:\/\/json-schema\.org\/(.+)$/.exec(address)?.[1] ?? "";
  for (const [pattern, fileOf] of FILES) {
    const found = pattern.exec(path)?.[1];
    if (found === undefined) continue;
    try {
      return createRequire(import.meta.url)(
        `ajv/dist/refs/${fileOf(found)}.json`,
      ) as unknown;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
