import { isJsonObject, type JsonObject } from "../json.js";
import { keywordsWhere } from "./keywords.js";

/**
 * What the keywords of a schema mean, where that is not what they mean in JSON
 * Schema 2020-12. `newer` is that dialect, and the one before it.
 */
export type Dialect = "draft-04" | "draft-06" | "draft-07" | "newer";

/** What a schema has that declares no dialect. */
export const DEFAULT_DIALECT: Dialect = "newer";

const OLD =
  /^https?:\/\/json-schema\.org\/(draft-0[467])\/(?:hyper-)?schema#?$/;
const NEWER =
  /^https?:\/\/json-schema\.org\/draft\/(?:2019-09|2020-12)\/schema#?$/;

/** The dialect that a schema declares with `$schema` (JSON Schema 2020-12, section 8.1.1); undefined where it declares none that is known. */
export function declaredDialect(schema: unknown): Dialect | undefined {
  const declared = isJsonObject(schema) ? schema["$schema"] : undefined;
  if (typeof declared !== "string") return undefined;
  if (NEWER.test(declared)) return "newer";
  return OLD.exec(declared)?.[1] as Dialect | undefined;
}

/** The identifier of a schema: draft 4 calls it `id`, and what stands beside a reference counts only since 2019-09. */
export function identifierOf(
  schema: JsonObject,
  dialect: Dialect,
): string | undefined {
  if (isReference(schema, dialect)) return undefined;
  const id = schema[dialect === "draft-04" ? "id" : "$id"];
  return typeof id === "string" ? id : undefined;
}

/**
 * A schema of an old dialect without what it says there for nothing: keywords
 * beside `$ref` (draft 7, section 8.3). What no values depend on stays, because
 * people read it; so does `nullable`, which is of no dialect. Keywords of newer
 * dialects are believed in old ones, too. What the old ones have in other forms,
 * the rules for all schemas translate: lists in `items`, `dependencies`, boolean
 * bounds.
 */
export function fromDialect(schema: JsonObject, dialect: Dialect): JsonObject {
  if (!isReference(schema, dialect)) return schema;
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !BESIDE.has(keyword)),
  );
}

function isReference(schema: JsonObject, dialect: Dialect): boolean {
  return dialect !== "newer" && typeof schema["$ref"] === "string";
}

const KEPT: readonly string[] = ["$ref", "example", "nullable", "x-unit"];

/** Keywords that a reference overrides. */
const BESIDE: ReadonlySet<string> = new Set(
  keywordsWhere(({ role }) => role !== "annotation").filter(
    (keyword) => !KEPT.includes(keyword),
  ),
);
