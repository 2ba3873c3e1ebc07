import { arrayType } from "./array-type.js";
import { pascalCase } from "../case.js";
import type { Diagnostic } from "../diagnostic.js";
import { pointerToken } from "../json.js";
import type { Spend } from "../schema/limits.js";
import type { CleanSchema, JsonType } from "../schema/json-schema.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";
import {
  alternativesOf,
  definitionKey,
  mergedReferences,
  type Definitions,
  type Openness,
} from "./alternatives.js";
import { schemaDocumentation, withoutRepeatedTitle } from "./documentation.js";
import { literalType } from "./literal-type.js";
import { listedValues, typesOf } from "../schema/value-types.js";
import { objectType, type TypeOf } from "./object-type.js";
import { structureOf } from "./structure.js";
import { titleOfSchema, type TypeDrafts } from "./type-drafts.js";
import { branchPlace, type TypePlace } from "./type-place.js";
import type { TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";
import { MAXIMUM_WEIGHT, weightOf } from "./weight.js";

/** Levels, references followed, at which a type is left open: whatever walks through types must come to an end. */
const MAXIMUM_DEPTH = 200;

const OPEN_CODES: Readonly<Record<Openness, string>> = {
  contradiction: "schema-contradiction",
  "too-many": "schema-too-many-alternatives",
};

const OPEN_MESSAGES: Readonly<Record<Openness, string>> = {
  contradiction:
    "The parts of the schema contradict each other: no value satisfies them all; the type is left open.",
  "too-many":
    "The branches of the schema multiply to more alternatives than a type can list; the type is left open.",
};

/** Turns the cleaned schemas of one process into types. */
export class SchemaTyper {
  readonly #process: string;
  readonly #definitions: Definitions;
  readonly #drafts: TypeDrafts;
  readonly #spend: Spend;
  readonly #typed = new Map<string, TypeExpression>();
  readonly #underWay = new Set<string>();
  readonly #recursive = new Set<string>();
  /** How deep the definitions that are typed already nest. */
  readonly #heights = new Map<string, number>();
  /** The greatest height met inside the definition that is being typed. */
  #height = 0;
  #depth = 0;
  readonly #typeOfInner: TypeOf = (schema, place) => this.typeOf(schema, place);
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    process: string,
    definitions: Definitions,
    drafts: TypeDrafts,
    spend: Spend,
  ) {
    this.#process = process;
    this.#definitions = definitions;
    this.#drafts = drafts;
    this.#spend = spend;
  }

  /** A schema's alternatives: see {@link alternativesOf}. */
  alternatives(schema: CleanSchema, pointer: string): readonly CleanSchema[] {
    return alternativesOf(
      schema,
      this.#definitions,
      (reason) => {
        this.#warn(OPEN_CODES[reason], pointer, OPEN_MESSAGES[reason]);
      },
      this.#spend,
    );
  }

  /** The type of a schema. `title` names it where the schema has no title of its own. */
  typeOf(
    schema: CleanSchema,
    place: TypePlace,
    title?: string,
  ): TypeExpression {
    this.#spend(4);
    const typed = () => this.#typeOfSpread(schema, place, title);
    // Merging puts the target of a reference in place, and with it perhaps the
    // schema itself: without an end, if nobody looked.
    const parts = mergedReferences(schema);
    this.#spend((parts?.length ?? 0) / 100);
    return parts === undefined
      ? typed()
      : this.#typeOnce(
          `merged:${this.#process}:${parts}`,
          schema,
          place,
          title,
          typed,
        );
  }

  #typeOfSpread(
    schema: CleanSchema,
    place: TypePlace,
    title: string | undefined,
  ): TypeExpression {
    if (this.#depth >= MAXIMUM_DEPTH) {
      this.#warnOfDepth(place);
      return UNKNOWN;
    }
    this.#depth += 1;
    const alternatives = this.alternatives(schema, place.pointer);
    const type = this.typeOfAlternatives(alternatives, place, title);
    this.#depth -= 1;
    return type;
  }

  /** The type of alternatives that a schema was spread into. */
  typeOfAlternatives(
    alternatives: readonly CleanSchema[],
    place: TypePlace,
    title?: string,
  ): TypeExpression {
    const objects = alternatives.filter(isStructured).length;
    return unionOf(
      alternatives.map((alternative, index) =>
        this.#typeOfPlain(
          alternative,
          objects > 1 ? branchPlace(alternative, place, index) : place,
          objects > 1 ? undefined : title,
        ),
      ),
    );
  }

  #typeOfPlain(
    schema: CleanSchema,
    place: TypePlace,
    title: string | undefined,
  ): TypeExpression {
    if (schema.$ref !== undefined) return this.#typeOfDefinition(schema.$ref);
    const known = schema[RUNTIME_TYPE];
    if (known !== undefined) return { kind: "runtime", name: known };
    if (schema.not !== undefined) return { kind: "keyword", name: "never" };
    const values = listedValues(schema);
    if (values !== undefined) return unionOf(values.map(literalType));
    if (schema.type === undefined) return UNKNOWN;
    return unionOf(
      typesOf(schema.type).map((type) =>
        this.#typeOfTyped(type, schema, place, title),
      ),
    );
  }

  #typeOfTyped(
    type: JsonType,
    schema: CleanSchema,
    place: TypePlace,
    title: string | undefined,
  ): TypeExpression {
    switch (type) {
      case "array":
        return arrayType(schema, place, this.#typeOfInner);
      case "object":
        return this.#namedObject(schema, place, title);
      case "integer":
      case "number":
        return { kind: "keyword", name: "number" };
      default:
        return { kind: "keyword", name: type };
    }
  }

  #namedObject(
    schema: CleanSchema,
    place: TypePlace,
    title: string | undefined,
  ): TypeExpression {
    const ownTitle = titleOfSchema(schema.title) ?? title;
    const type = objectType(
      schema,
      ownTitle === undefined
        ? place
        : { ...place, name: ownTitle, scope: ownTitle },
      this.#typeOfInner,
    );
    if (type.kind === "object" && type.properties.length === 0) return type;
    return this.#drafts.add(
      type,
      place,
      ownTitle,
      withoutRepeatedTitle(schemaDocumentation(schema), [
        ownTitle ?? place.name,
      ]),
    );
  }

  /** The type of a definition: in place where it is small, by name where it has structure or is recursive. */
  #typeOfDefinition(reference: string): TypeExpression {
    const key = definitionKey(reference);
    const typed = this.#typed.get(key);
    if (typed !== undefined) {
      this.#height = Math.max(this.#height, this.#heights.get(key) ?? 0);
      return typed;
    }
    const schema = this.#definitions.get(key) ?? {};
    const title = titleOfSchema(schema.title) ?? titleOfSchema(pascalCase(key));
    const place = {
      name: title ?? "Schema",
      scope: title ?? this.#process,
      pointer: `/$defs/${pointerToken(key)}`,
    };
    const outer = this.#height;
    this.#height = 0;
    const onceKey = `definition:${this.#process}:${key}`;
    const whole = this.#typeOnce(onceKey, schema, place, title, () =>
      this.typeOf(schema, place, title),
    );
    const tooDeep = this.#height >= MAXIMUM_DEPTH;
    if (tooDeep) this.#warnOfDepth(place);
    const type = tooDeep ? UNKNOWN : whole;
    const height = tooDeep ? 0 : this.#height + 1;
    this.#height = Math.max(outer, height);
    if (!this.#underWay.has(onceKey)) {
      this.#heights.set(key, height);
      this.#typed.set(key, type);
    }
    return type;
  }

  /** The type of a schema that may come to stand in itself: there it is referred to by name. */
  #typeOnce(
    key: string,
    schema: CleanSchema,
    place: TypePlace,
    title: string | undefined,
    typed: () => TypeExpression,
  ): TypeExpression {
    if (this.#underWay.has(key)) {
      this.#recursive.add(key);
      return { kind: "reference", name: key };
    }
    this.#underWay.add(key);
    const type = typed();
    this.#underWay.delete(key);
    return this.#recursive.has(key) || weightOf(type) > MAXIMUM_WEIGHT
      ? this.#nameRecursive(key, type, place, title, schema)
      : type;
  }

  #nameRecursive(
    key: string,
    type: TypeExpression,
    place: TypePlace,
    title: string | undefined,
    schema: CleanSchema,
  ): TypeExpression {
    const self: TypeExpression = { kind: "reference", name: key };
    const members = type.kind === "union" ? type.members : [type];
    const others = members.filter(
      (member) => structureOf(member) !== structureOf(self),
    );
    const alone = others.length === 0;
    if (alone) {
      this.#warn(
        "schema-reference-circular",
        place.pointer,
        "The definition refers to nothing but itself; the type is left open.",
      );
    }
    this.#drafts.addKeyed(
      key,
      alone ? UNKNOWN : unionOf(others),
      place,
      title,
      schemaDocumentation(schema),
    );
    return alone ? UNKNOWN : self;
  }

  #warnOfDepth(place: TypePlace): void {
    this.#warn(
      "schema-too-deep",
      place.pointer,
      `Types nest deeper than ${MAXIMUM_DEPTH} levels; the type is left open from here on.`,
    );
  }

  #warn(code: string, pointer: string, message: string): void {
    this.diagnostics.push({
      severity: "warning",
      code,
      process: this.#process,
      pointer,
      message,
    });
  }
}

function isStructured(schema: CleanSchema): boolean {
  return schema.type === "object" && schema.properties !== undefined;
}
