import { quoted, type Diagnostic, type Severity } from "../diagnostic.js";
import { isJsonArray, isJsonObject } from "../json.js";
import { changeChildren } from "./child-schemas.js";
import { DEFAULT_DIALECT, fromDialect } from "./dialects.js";
import { withoutDynamicMark } from "./dynamic-scope.js";
import { DefinitionKeys } from "./definition-keys.js";
import type { CleanSchema, ServedContext } from "./json-schema.js";
import {
  createAllowance,
  DEFAULT_LIMITS,
  type SchemaLimits,
  type Spend,
} from "./limits.js";
import type { ReferencePlace, ReferenceResolver } from "./references.js";
import { SERVED_RULES } from "./rules.js";

/** Where a definition of cleaned schemas comes from. */
export interface Origin {
  /** The name under which the server has it. */
  readonly name: string;
  /** Its JSON Pointer in the description. */
  readonly pointer: string;
}

/** Cleans the schemas of one process, which share their definitions. */
export interface SchemaCleaner {
  /**
   * Applies the rules for served schemas to a schema and to the schemas in it:
   * the result admits the same values. `pointer` is the JSON Pointer of the
   * schema in the description. Throws
   * SchemaTooLargeError where the process has more schemas than the limit.
   */
  clean(schema: unknown, pointer: string): CleanSchema;
  /** Definitions that cleaned schemas refer to, by key; complete after the last call of `clean`. */
  readonly definitions: ReadonlyMap<string, CleanSchema>;
  /** The names that the server gives definitions, by key, for those that have one. */
  readonly definitionNames: ReadonlyMap<string, string>;
  /** Where the definitions come from, by key. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The cleaned schemas that admit more than the served ones, because a part of these cannot be checked. */
  readonly weakened: ReadonlySet<object>;
  /** What was found so far. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the cleaner of one process. Default of `limits`: {@link DEFAULT_LIMITS}. */
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
        place: resolver.placeOf(pointer),
      }),
    definitions: cleaner.definitions,
    definitionNames: cleaner.keys.names,
    origins: cleaner.origins,
    weakened: cleaner.weakened,
    diagnostics: cleaner.diagnostics,
  };
}

/** Where a schema stands. */
interface Position {
  readonly pointer: string;
  readonly depth: number;
  readonly place: ReferencePlace;
}

type Finding = Pick<Diagnostic, "code" | "message" | "severity"> & {
  readonly hint: string | undefined;
};

/** What a rule may know at one schema. There are many schemas: a context is only one small object. */
class NodeContext implements ServedContext {
  readonly #cleaner: Cleaner;
  readonly #at: Position;
  isWeakened = false;

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

  weaken(): void {
    this.isWeakened = true;
  }

  definitionKey(reference: string): string | undefined {
    return this.#cleaner.definitionKey(reference, this.#at);
  }
}

class Cleaner {
  readonly definitions = new Map<string, CleanSchema>();
  readonly origins = new Map<string, Origin>();
  readonly weakened = new Set<object>();
  readonly diagnostics: Diagnostic[] = [];
  readonly keys = new DefinitionKeys();
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

  clean(schema: unknown, around: Position): CleanSchema {
    this.#spendNodes(1);
    if (schema === false) return { not: {} };
    if (schema === true) return {};
    const place = this.#resolver.placeIn(schema, around.place);
    const at = place === around.place ? around : { ...around, place };
    const context = new NodeContext(this, at);
    const cleaned = this.#cleanObject(schema, at, context);
    if (context.isWeakened) this.weakened.add(cleaned);
    return cleaned;
  }

  #cleanObject(
    schema: unknown,
    at: Position,
    context: NodeContext,
  ): CleanSchema {
    if (!isJsonObject(schema)) {
      context.weaken();
      context.report(
        "warning",
        "schema-no-object",
        "A schema must be an object; the type is left open.",
      );
      return {};
    }
    if (at.depth >= this.#depth) {
      context.weaken();
      context.report(
        "warning",
        "schema-too-deep",
        `Schemas nest deeper than ${this.#depth} levels; the type is left open from here on.`,
      );
      return {};
    }
    const { dialect = DEFAULT_DIALECT } = at.place.resource ?? {};
    let ruled = fromDialect(schema, dialect);
    for (const rule of SERVED_RULES) ruled = rule.apply(ruled, context);
    // Required names become properties, whether they are described or not.
    if (isJsonArray(ruled["required"])) {
      this.#spendNodes(ruled["required"].length);
    }
    return changeChildren(ruled, {
      child: (child, path) =>
        this.clean(child, {
          pointer: at.pointer + path,
          depth: at.depth + 1,
          place: at.place,
        }),
      reference: (reference) => this.#reference(reference, at, context),
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

  /** The clean form of a reference; undefined where it leads nowhere. */
  #reference(
    reference: string,
    at: Position,
    context: ServedContext,
  ): string | undefined {
    const key = this.definitionKey(reference, at);
    if (key !== undefined) return `#/$defs/${key}`;
    context.weaken();
    context.report(
      "warning",
      "schema-reference-unresolved",
      `The reference ${quoted(withoutDynamicMark(reference) ?? reference)} leads nowhere that may be read; the type is left open.`,
      reference.startsWith("#")
        ? "The server's description lacks the definition."
        : "External references are fetched only from hosts named by --allow-external-refs.",
    );
    return undefined;
  }

  /** The key of a reference's target, which is cleaned once; undefined where there is none. */
  definitionKey(reference: string, at: Position): string | undefined {
    this.#spendNodes(1);
    const target = this.#resolver.resolve(reference, at.place);
    if (target === undefined) return undefined;
    const known = this.keys.get(target.identity);
    if (known !== undefined) return known;
    const key = this.keys.add(target.identity, target.pointer);
    const pointer = target.pointer === "" ? at.pointer : target.pointer;
    const written = withoutDynamicMark(reference) ?? reference;
    this.origins.set(key, { name: written.split("/").at(-1) ?? "", pointer });
    // Definitions stand in the order in which they are first referred to.
    this.definitions.set(key, {});
    this.definitions.set(
      key,
      this.clean(target.schema, {
        pointer,
        depth: at.depth + 1,
        place: target.place,
      }),
    );
    return key;
  }
}
