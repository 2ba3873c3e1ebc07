import type { Severity } from "../diagnostic.js";
import type { Json, JsonObject } from "../json.js";
import type { DISCRIMINATOR, Discriminator } from "./discriminator.js";
import type { INFERRED } from "./inferred-type.js";
import type { CleanKeyword, KEYWORDS } from "./keywords.js";
import type { Tag, TAG } from "./tags.js";
import type { RUNTIME_TYPE } from "./runtime-type.js";
import type { RuntimeTypeName } from "./runtime-type-names.js";

/** The TypeScript type that each kind of value has in a cleaned schema. */
interface ValueTypes {
  readonly boolean: boolean;
  readonly bound: number;
  readonly branches: readonly CleanSchema[];
  readonly count: number;
  readonly items: CleanSchema | boolean;
  readonly names: readonly string[];
  readonly "names by name": Readonly<Record<string, readonly string[]>>;
  readonly number: number;
  readonly positive: number;
  readonly reference: string;
  readonly schema: CleanSchema;
  readonly "schema or boolean": CleanSchema | boolean;
  readonly schemas: readonly CleanSchema[];
  readonly "schemas by name": Readonly<Record<string, CleanSchema>>;
  readonly text: string;
  readonly types: JsonType | readonly JsonType[];
  readonly value: Json;
  readonly values: readonly Json[];
}

type CleanKeywords = {
  readonly [
    Name in CleanKeyword
  ]?: ValueTypes[(typeof KEYWORDS)[Name]["value"]];
};

/**
 * A schema after a rule table: JSON Schema 2020-12 that any validator can
 * use, with nothing in it that executes code, fetches, or refers to other
 * documents. References have the form `#/$defs/<key>`, with the key in the process's definitions. Its
 * members derive from the table of keywords.
 */
export interface CleanSchema extends CleanKeywords {
  /** The runtime's type of a well-known schema; set by a rule, never taken from a server. */
  readonly [RUNTIME_TYPE]?: RuntimeTypeName;
  /** What the schema's discriminator says; set by a rule. */
  readonly [DISCRIMINATOR]?: Discriminator;
  /** The tag that the schema gives a branch of a union; set by a rule. */
  readonly [TAG]?: Tag;
  /** Whether the type is not the server's, but follows from the keywords; set by a rule. */
  readonly [INFERRED]?: true;
}

/** The types of JSON Schema. */
export type JsonType =
  "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** What a rule may do besides changing the schema. */
export interface RuleContext {
  /** Reports a finding about the schema that the rule is applied to. */
  report(
    severity: Severity,
    code: string,
    message: string,
    hint?: string,
  ): void;
}

/** What a rule for served schemas may use besides the schema. */
export interface ServedContext extends RuleContext {
  /** Says that the rule leaves out a part of what the schema asks for: it then admits more values. */
  weaken(): void;
  /** The key of the definition that a served reference leads to; undefined where it leads nowhere. */
  definitionKey(reference: string): string | undefined;
}

/** What a rule of the types' view may use besides the schema. */
export interface ViewContext extends RuleContext {
  /** The exported definition of a key; undefined for any other text. */
  definition(key: string): CleanSchema | undefined;
  /** The name under which the server has the definition of a key. */
  servedName(key: string): string;
}

/**
 * One rule of a table: a pure function that changes one schema, before the
 * schemas in it are changed. The name is a sentence that says what is true
 * afterwards.
 */
export interface SchemaRule<Context extends RuleContext = RuleContext> {
  readonly name: string;
  /** The keywords that it reads or writes: it changes no schema that has none of them. */
  readonly concerns: readonly string[];
  apply(schema: JsonObject, context: Context): JsonObject;
}
