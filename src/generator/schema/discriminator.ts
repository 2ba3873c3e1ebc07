/**
 * Marks a schema with what its `discriminator` says (OpenAPI 3.0.3, 4.7.25).
 * Types are made from the mark. Validators take no notice of the keyword, and
 * exported schemas do not have it: its mapping leads to names of the server.
 */
export const DISCRIMINATOR: unique symbol = Symbol("discriminator");

/** What a discriminator says. */
export interface Discriminator {
  /** Name of the property that tells which schema a value has. */
  readonly property: string;
  /** The values of the property that the mapping gives to definitions, by the definition's key. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}
