import { arrayType } from "./array-type.js";
import type { Diagnostic } from "../diagnostic.js";
import { pointerToken, type Json } from "../json.js";
import type { Spend } from "../schema/limits.js";
import type { CleanSchema, JsonType } from "../schema/json-schema.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";
import { keyOf, TAG, tagSchema, valuesOf, type Tag } from "../schema/tags.js";
import { listedValues } from "../schema/value-types.js";
import {
  alternativesOf,
  mergedReferences,
  type Definitions,
} from "./alternatives.js";
import { demandedType, demandsOn } from "./demands.js";
import { schemaDocumentation } from "./documentation.js";
import { documentedSchema } from "./documented-schema.js";
import { isEnumeration } from "./enumerations.js";
import { literalType } from "./literal-type.js";
import { typeName } from "./name-registry.js";
import { objectType, type SchemaReader } from "./object-type.js";
import {
  MAXIMUM_DEPTH,
  openTypeWarning,
  type OpenReason,
} from "./open-types.js";
import { RecursiveTypes } from "./recursive-types.js";
import { nameOfSchema, type SuggestedName } from "./suggested-name.js";
import { namelessType, SCALARS } from "./nameless-type.js";
import type { TypeDrafts } from "./type-drafts.js";
import { branchPlace, type TypePlace } from "./type-place.js";
import type { TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";

/** The definitions of a process, and the names that the server gives them. */
interface Defined {
  readonly definitions: Definitions;
  /** By the key of the definition. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a schema differs between what is sent and what is got: see {@link RoleSchemas}. */
  readonly differs: (schema: CleanSchema) => boolean;
}

/** Makes types of the cleaned schemas of one process. */
export class SchemaTyper implements SchemaReader {
  readonly #process: string;
  readonly #definitions: Definitions;
  readonly #names: ReadonlyMap<string, string>;
  readonly #differs: Defined["differs"];
  readonly #drafts: TypeDrafts;
  readonly #spend: Spend;
  readonly #typed = new Map<string, TypeExpression>();
  readonly #recursive: RecursiveTypes;
  /** How many levels the definitions that have a type already nest, by key. */
  readonly #heights = new Map<string, number>();
  /** The greatest height met inside the definition that is being typed. */
  #height = 0;
  #depth = 0;
  /** What was found so far. */
  readonly diagnostics: Diagnostic[] = [];

  /** Throws SchemaTooLargeError, from any method, where `spend` does. */
  constructor(
    process: string,
    { definitions, names, differs }: Defined,
    drafts: TypeDrafts,
    spend: Spend,
  ) {
    this.#process = process;
    this.#definitions = definitions;
    this.#names = names;
    this.#differs = differs;
    this.#drafts = drafts;
    this.#spend = spend;
    this.#recursive = new RecursiveTypes(drafts, ({ pointer }) => {
      this.#warn("circular", pointer);
    });
  }

  documented(schema: CleanSchema): CleanSchema {
    return documentedSchema(schema, this.#definitions);
  }

  listed(schema: CleanSchema): readonly Json[] | undefined {
    return valuesOf(schema, (key) => this.#definitions.get(key));
  }

  /** A schema's alternatives: see {@link alternativesOf}. */
  alternatives(schema: CleanSchema, pointer: string): readonly CleanSchema[] {
    return alternativesOf(
      schema,
      this.#definitions,
      (reason) => {
        this.#warn(reason, pointer);
      },
      this.#spend,
    );
  }

  /** The type of a schema. `title` names the type where the schema has no title. */
  typeOf(
    schema: CleanSchema,
    place: TypePlace,
    title?: SuggestedName,
  ): TypeExpression {
    this.#spend(4);
    // Merging puts the target of a reference in its place. The schema itself
    // may stand in that target, which must be noticed, or it would never end.
    const parts = mergedReferences(schema);
    this.#spend((parts?.length ?? 0) / 100);
    if (parts === undefined) return this.#typeOfSpread(schema, place, title);
    const key = `merged:${place.role}:${this.#process}:${parts}`;
    return this.#recursive.typeOnce(
      { key, schema, place, name: this.#nameInRole(schema, title, place) },
      () => this.#typeOfSpread(schema, place, title),
    );
  }

  nameless(schema: CleanSchema): TypeExpression | undefined {
    if (this.#depth >= MAXIMUM_DEPTH) return undefined;
    const type = namelessType(schema);
    if (type !== undefined) this.#spend(5);
    return type;
  }

  #typeOfSpread(
    schema: CleanSchema,
    place: TypePlace,
    title: SuggestedName | undefined,
  ): TypeExpression {
    if (this.#depth >= MAXIMUM_DEPTH) {
      this.#warn("too-deep", place.pointer);
      return UNKNOWN;
    }
    this.#depth += 1;
    const alternatives = this.alternatives(schema, place.pointer);
    const type = this.typeOfAlternatives(alternatives, place, title);
    this.#depth -= 1;
    return type;
  }

  /** The type of a schema's alternatives; `title` as for `typeOf`. */
  typeOfAlternatives(
    alternatives: readonly CleanSchema[],
    place: TypePlace,
    title?: SuggestedName,
  ): TypeExpression {
    const [alone] = alternatives;
    if (alone !== undefined && alternatives.length === 1) {
      return this.#typeOfPlain(alone, place, title);
    }
    const objects = alternatives.filter(isDescribedObject).length;
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
    title: SuggestedName | undefined,
  ): TypeExpression {
    if (schema.$ref !== undefined) {
      const tag = schema[TAG];
      return tag === undefined
        ? this.#typeOfDefinition(schema.$ref, place)
        : this.#typeOfTagged(schema.$ref, tag, place);
    }
    const known = schema[RUNTIME_TYPE];
    if (known !== undefined) return { kind: "runtime", name: known };
    if (schema.not !== undefined) return { kind: "keyword", name: "never" };
    const values = listedValues(schema);
    if (values !== undefined) return unionOf(values.map(literalType));
    const { type } = schema;
    if (type === undefined) return UNKNOWN;
    return typeof type === "string"
      ? this.#typeOfTyped(type, schema, place, title)
      : unionOf(
          type.map((one) => this.#typeOfTyped(one, schema, place, title)),
        );
  }

  /** A named type keeps its name in a union, whatever tag it has there; other types get the tag themselves. */
  #typeOfTagged(
    $ref: string,
    { property, values }: Tag,
    place: TypePlace,
  ): TypeExpression {
    const base = this.#typeOfDefinition($ref, place);
    if (base.kind === "reference") {
      const value = unionOf(values.map(literalType));
      return { kind: "tagged", base, property, value };
    }
    const tag = tagSchema({ property, values });
    return this.#typeOfSpread({ allOf: [{ $ref }, tag] }, place, undefined);
  }

  #typeOfTyped(
    type: JsonType,
    schema: CleanSchema,
    place: TypePlace,
    title: SuggestedName | undefined,
  ): TypeExpression {
    switch (type) {
      case "array":
        return arrayType(schema, place, this);
      case "object":
        return this.#namedObject(schema, place, title);
      default:
        return SCALARS[type];
    }
  }

  #namedObject(
    schema: CleanSchema,
    place: TypePlace,
    title: SuggestedName | undefined,
  ): TypeExpression {
    const ownTitle = this.#nameInRole(schema, title, place);
    const type = objectType(
      schema,
      ownTitle === undefined
        ? place
        : { ...place, name: ownTitle, owner: "type" },
      this,
    );
    const isMap =
      type.kind === "object" &&
      (type.properties.length === 0 || type.names !== undefined);
    const demands = demandsOn(type, schema);
    if (isMap) return demandedType(type, type, demands);
    const documentation = schemaDocumentation(schema, ownTitle ?? place.name);
    if (demands.length === 0) {
      return this.#drafts.add(type, place, ownTitle, documentation);
    }
    const base = this.#drafts.add(
      type,
      { ...place, name: `${place.name}Base` },
      ownTitle && `${ownTitle}Base`,
      { tags: [] },
    );
    const demanded = demandedType(base, type, demands);
    return this.#drafts.add(demanded, place, ownTitle, documentation);
  }

  /** What differs between inputs and outputs has two names, wherever it is used. */
  #nameInRole(
    schema: CleanSchema,
    suggested: SuggestedName | undefined,
    { role }: TypePlace,
  ): string | undefined {
    const name = nameOfSchema(schema, suggested);
    return name !== undefined && role === "output" && this.#differs(schema)
      ? `${name}Output`
      : name;
  }

  /** The type of a definition: a reference where it is an object, large or recursive; else the type itself. */
  #typeOfDefinition(reference: string, at: TypePlace): TypeExpression {
    const key = keyOf(reference);
    const ownName = this.#names.get(key);
    // What has a name is the same in both roles; other lists may differ.
    const known = ownName === undefined ? `${at.role} ${key}` : key;
    const typed = this.#typed.get(known);
    if (typed !== undefined) {
      this.#height = Math.max(this.#height, this.#heights.get(known) ?? 0);
      return typed;
    }
    const schema = this.#definitions.get(key) ?? {};
    const title: SuggestedName | undefined =
      ownName === undefined
        ? undefined
        : { name: typeName(ownName, "Type"), isDefinition: true };
    const name = this.#nameInRole(schema, title, at);
    const place: TypePlace = {
      ...(name === undefined ? at : { ...at, name, owner: "type" }),
      pointer: `/$defs/${pointerToken(key)}`,
    };
    const outer = this.#height;
    this.#height = 0;
    const repeated = {
      key: `definition:${at.role}:${this.#process}:${key}`,
      schema,
      place,
      name,
    };
    const whole = this.#recursive.typeOnce(repeated, () =>
      this.typeOf(schema, place, title),
    );
    const tooDeep = this.#height >= MAXIMUM_DEPTH;
    if (tooDeep) this.#warn("too-deep", place.pointer);
    const type = tooDeep
      ? UNKNOWN
      : ownName !== undefined && isEnumeration(whole)
        ? this.#drafts.add(whole, place, name, schemaDocumentation(schema))
        : whole;
    const height = tooDeep ? 0 : this.#height + 1;
    this.#height = Math.max(outer, height);
    if (!this.#recursive.isUnderWay(repeated.key)) {
      this.#heights.set(known, height);
      this.#typed.set(known, type);
    }
    return type;
  }

  #warn(reason: OpenReason, pointer: string): void {
    this.diagnostics.push(openTypeWarning(reason, this.#process, pointer));
  }
}

function isDescribedObject(schema: CleanSchema): boolean {
  return schema.type === "object" && schema.properties !== undefined;
}
