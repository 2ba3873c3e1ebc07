import type { CleanSchema } from "../schema/json-schema.js";
import { schemaDocumentation } from "./documentation.js";
import type { TypeExpression } from "./service-model.js";
import { structureOf } from "./structure.js";
import type { TypeDrafts } from "./type-drafts.js";
import type { TypePlace } from "./type-place.js";
import { UNKNOWN, unionOf } from "./unions.js";
import { MAXIMUM_WEIGHT, weightOf } from "./weight.js";

/** A schema that may come to stand in itself, through references. */
export interface RepeatedSchema {
  /** The same for each repetition of the schema. */
  readonly key: string;
  readonly schema: CleanSchema;
  readonly place: TypePlace;
  /** The name that its definition or title suggests. */
  readonly name: string | undefined;
}

/**
 * Finds the types of one process that stand in themselves. Such a type gets a
 * name, and refers to itself by that.
 */
export class RecursiveTypes {
  readonly #drafts: TypeDrafts;
  readonly #onCircular: (place: TypePlace) => void;
  readonly #underWay = new Set<string>();
  readonly #recursive = new Set<string>();

  /** `onCircular` is told of a type that consists of nothing but itself. */
  constructor(drafts: TypeDrafts, onCircular: (place: TypePlace) => void) {
    this.#drafts = drafts;
    this.#onCircular = onCircular;
  }

  /** Whether the type of a schema is being made: what is known of it now is not the whole. */
  isUnderWay(key: string): boolean {
    return this.#underWay.has(key);
  }

  /**
   * The type that `makeType` gives for a schema. Where the schema is met again
   * inside itself, the type there is a reference. A type that is recursive, or
   * too large to be repeated wherever it is used, gets a name.
   */
  typeOnce(
    repeated: RepeatedSchema,
    makeType: () => TypeExpression,
  ): TypeExpression {
    const { key } = repeated;
    if (this.#underWay.has(key)) {
      this.#recursive.add(key);
      return { kind: "reference", name: key };
    }
    this.#underWay.add(key);
    const type = makeType();
    this.#underWay.delete(key);
    return this.#recursive.has(key) || weightOf(type) > MAXIMUM_WEIGHT
      ? this.#named(repeated, type)
      : type;
  }

  #named(
    { key, schema, place, name }: RepeatedSchema,
    type: TypeExpression,
  ): TypeExpression {
    const self: TypeExpression = { kind: "reference", name: key };
    const members = type.kind === "union" ? type.members : [type];
    const others = members.filter(
      (member) => structureOf(member) !== structureOf(self),
    );
    const isCircular = others.length === 0;
    if (isCircular) this.#onCircular(place);
    this.#drafts.addKeyed(
      key,
      isCircular ? UNKNOWN : unionOf(others),
      place,
      name,
      schemaDocumentation(schema),
    );
    return isCircular ? UNKNOWN : self;
  }
}
