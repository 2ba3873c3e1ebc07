import { camelCase } from "../case.js";
import { quoted, type Diagnostic, type Severity } from "../diagnostic.js";
import {
  isJsonArray,
  isJsonObject,
  mapMembers,
  pointerToken,
  type JsonObject,
} from "../json.js";
import {
  createAllowance,
  DEFAULT_LIMITS,
  type SchemaLimits,
  type Spend,
} from "./limits.js";
import {
  OWN_DOCUMENT,
  type ReferencePlace,
  type ReferenceResolver,
} from "./references.js";
import { SCHEMA_RULES } from "./rules.js";
import type { CleanSchema, RuleContext } from "./json-schema.js";

/** Cleans the schemas of one process, which share their definitions. */
export interface SchemaCleaner {
  /** Runs a schema through the rule table. */
  clean(schema: unknown, pointer: string): CleanSchema;
  /** Definitions that cleaned schemas refer to, by key: complete once all is cleaned. */
  readonly definitions: ReadonlyMap<string, CleanSchema>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One cleaner for each process: see {@link SchemaCleaner}. */
export function createSchemaCleaner(
  process: string,
  resolver: ReferenceResolver,
  limits: SchemaLimits = DEFAULT_LIMITS,
): SchemaCleaner {
  const cleaner = new Cleaner(process, resolver, limits);
  return {
    clean: (schema, pointer) =>
      cleaner.clean(schema, {
        pointer,
        depth: 0,
        place: { document: OWN_DOCUMENT, schemaPointer: pointer },
      }),
    definitions: cleaner.definitions,
    diagnostics: cleaner.diagnostics,
  };
}

interface Position {
  readonly pointer: string;
  readonly depth: number;
  readonly place: ReferencePlace;
}

type Finding = Pick<Diagnostic, "code" | "message" | "severity"> & {
  readonly hint: string | undefined;
};

/** What rules know at one node. There are many nodes: each costs one small object. */
class NodeContext implements RuleContext {
  readonly #cleaner: Cleaner;
  readonly #at: Position;

  constructor(cleaner: Cleaner, at: Position) {
    this.#cleaner = cleaner;
    this.#at = at;
  }

  report(
    severity: Severity,
    code: string,
    message: string,
    hint?: string,
  ): void {
    this.#cleaner.report(this.#at, { severity, code, message, hint });
  }

  lookUp(reference: string): JsonObject | undefined {
    return this.#cleaner.lookUp(reference, this.#at);
  }
}

class Cleaner {
  readonly definitions = new Map<string, CleanSchema>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #keys = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #process: string;
  readonly #resolver: ReferenceResolver;
  readonly #depth: number;
  readonly #spendNodes: Spend;

  constructor(
    process: string,
    resolver: ReferenceResolver,
    limits: SchemaLimits,
  ) {
    this.#process = process;
    this.#resolver = resolver;
    this.#depth = limits.depth;
    this.#spendNodes = createAllowance(
      limits.nodes,
      `The description has more than ${limits.nodes} schemas.`,
    );
  }

  clean(schema: unknown, at: Position): CleanSchema {
    this.#spendNodes(1);
    if (schema === false) return { not: {} };
    if (schema === true) return {};
    const context = new NodeContext(this, at);
    if (!isJsonObject(schema)) {
      context.report(
        "warning",
        "schema-no-object",
        "A schema must be an object; the type is left open.",
      );
      return {};
    }
    if (at.depth >= this.#depth) {
      context.report(
        "warning",
        "schema-too-deep",
        `Schemas nest deeper than ${this.#depth} levels; the type is left open from here on.`,
      );
      return {};
    }
    let ruled = schema;
    for (const rule of SCHEMA_RULES) ruled = rule.apply(ruled, context);
    // Required names become properties, whether they are described or not.
    if (isJsonArray(ruled["required"])) {
      this.#spendNodes(ruled["required"].length);
    }
    return this.#withChildren(ruled, at, context);
  }

  /** Cleans what a node that the rules have seen holds, keyword by keyword. */
  #withChildren(
    schema: JsonObject,
    at: Position,
    context: RuleContext,
  ): CleanSchema {
    const cleaned: Record<string, unknown> = {};
    for (const keyword of Object.keys(schema)) {
      const value = schema[keyword];
      switch (keyword) {
        case "$ref": {
          const reference = this.#reference(String(value), at, context);
          if (reference !== undefined) cleaned[keyword] = reference;
          break;
        }
        case "properties":
        case "patternProperties":
          cleaned[keyword] = mapMembers(value as JsonObject, (member, name) =>
            this.#child(member, at, `/${keyword}/${shortToken(name)}`),
          );
          break;
        case "additionalProperties":
        case "items":
          cleaned[keyword] =
            typeof value === "boolean"
              ? value
              : this.#child(value, at, `/${keyword}`);
          break;
        case "prefixItems":
        case "oneOf":
        case "anyOf":
        case "allOf":
          cleaned[keyword] = (value as readonly unknown[]).map((item, index) =>
            this.#child(item, at, `/${keyword}/${index}`),
          );
          break;
        default:
          // The rules let through keywords alone, none of which is `__proto__`.
          cleaned[keyword] = value;
      }
    }
    return cleaned;
  }

  #child(schema: unknown, at: Position, path: string): CleanSchema {
    return this.clean(schema, {
      pointer: at.pointer + path,
      depth: at.depth + 1,
      place: at.place,
    });
  }

  report(at: Position, finding: Finding): void {
    const { severity, code, message, hint } = finding;
    this.diagnostics.push({
      severity,
      code,
      process: this.#process,
      pointer: at.pointer,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  lookUp(reference: string, at: Position): JsonObject | undefined {
    const target = this.#resolver.resolve(reference, at.place);
    return isJsonObject(target?.schema) ? target.schema : undefined;
  }

  /** The clean form of a reference; its target is cleaned once, before anything else refers to it. */
  #reference(
    reference: string,
    at: Position,
    context: RuleContext,
  ): string | undefined {
    const target = this.#resolver.resolve(reference, at.place);
    if (target === undefined) {
      context.report(
        "warning",
        "schema-reference-unresolved",
        `The reference ${quoted(reference)} leads nowhere that may be read; the type is left open.`,
        reference.startsWith("#")
          ? "The server's description lacks the definition."
          : "External references are fetched only from hosts named by --allow-external-refs.",
      );
      return undefined;
    }
    let key = this.#keys.get(target.identity);
    if (key === undefined) {
      key = this.#newKey(target.pointer);
      this.#keys.set(target.identity, key);
      this.definitions.set(key, {});
      this.definitions.set(
        key,
        this.clean(target.schema, {
          pointer: target.pointer === "" ? at.pointer : target.pointer,
          depth: at.depth + 1,
          place: {
            document: target.document,
            schemaPointer: at.place.schemaPointer,
          },
        }),
      );
    }
    return `#/$defs/${key}`;
  }

  /** Keys are made of letters and digits alone, so that no reference needs escapes. */
  #newKey(pointer: string): string {
    const token = pointer.split("/").at(-1) ?? "";
    const last = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const base =
      camelCase(last.slice(0, 80)).replace(/[^A-Za-z0-9]/g, "") || "schema";
    let key = base;
    let count = this.#counts.get(base) ?? 2;
    for (; this.definitions.has(key); count += 1) key = `${base}${count}`;
    this.#counts.set(base, count);
    return key;
  }
}

/** Pointers are for people: a name of a million characters would be repeated at each schema inside. */
function shortToken(name: string | number): string {
  return pointerToken(String(name).slice(0, 200));
}
