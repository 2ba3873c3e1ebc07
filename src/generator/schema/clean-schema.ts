import { quoted, type Diagnostic, type Severity } from "../diagnostic.js";
import { isJsonArray, isJsonObject } from "../json.js";
import { changeChildren, type ChildChanges } from "./child-schemas.js";
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
import { keepKnownKeywords } from "./rules/keywords.js";
import { SchemaPlace } from "./schema-place.js";

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
  /** Whether a schema so far is only read or only written. */
  readonly marksRoles: () => boolean;
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
      cleaner.clean(schema, resolver.placeOf(pointer), 0, pointer),
    definitions: cleaner.definitions,
    definitionNames: cleaner.keys.names,
    origins: cleaner.origins,
    weakened: cleaner.weakened,
    marksRoles: () => cleaner.marksRoles,
    diagnostics: cleaner.diagnostics,
  };
}

type Finding = Pick<Diagnostic, "code" | "message" | "severity"> & {
  readonly hint: string | undefined;
};

/** A schema that is cleaned: where it stands, and what rules may do there. There are many: each is only one small object. */
class Node extends SchemaPlace implements ServedContext {
  readonly depth: number;
  /** Where its references stand. */
  readonly place: ReferencePlace;
  isWeakened = false;
  readonly #cleaner: Cleaner;

  constructor(
    cleaner: Cleaner,
    place: ReferencePlace,
    depth: number,
    around: SchemaPlace | string,
    keyword?: string,
    name?: number | string,
  ) {
    super(around, keyword, name);
    this.#cleaner = cleaner;
    this.place = place;
    this.depth = depth;
  }

  report(
    severity: Severity,
    code: string,
    message: string,
    hint?: string,
  ): void {
    this.#cleaner.report(this, { severity, code, message, hint });
  }

  weaken(): void {
    this.isWeakened = true;
  }

  definitionKey(reference: string): string | undefined {
    return this.#cleaner.definitionKey(reference, this);
  }
}

class Cleaner implements ChildChanges<Node> {
  readonly definitions = new Map<string, CleanSchema>();
  readonly origins = new Map<string, Origin>();
  readonly weakened = new Set<object>();
  readonly diagnostics: Diagnostic[] = [];
  readonly keys = new DefinitionKeys();
  marksRoles = false;
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

  /** The last parameters are those of a {@link SchemaPlace}. */
  clean(
    schema: unknown,
    outer: ReferencePlace,
    depth: number,
    around: SchemaPlace | string,
    keyword?: string,
    name?: number | string,
  ): CleanSchema {
    this.#spendNodes(1);
    if (schema === false) return { not: {} };
    if (schema === true) return {};
    const place = this.#resolver.placeIn(schema, outer);
    const node = new Node(this, place, depth, around, keyword, name);
    const cleaned = this.#cleanObject(schema, node);
    if (node.isWeakened) this.weakened.add(cleaned);
    return cleaned;
  }

  child(
    schema: unknown,
    around: Node,
    keyword: string,
    name?: number | string,
  ): CleanSchema {
    const { place, depth } = around;
    return this.clean(schema, place, depth + 1, around, keyword, name);
  }

  #cleanObject(schema: unknown, node: Node): CleanSchema {
    if (!isJsonObject(schema)) {
      node.weaken();
      node.report(
        "warning",
        "schema-no-object",
        "A schema must be an object; the type is left open.",
      );
      return {};
    }
    if (node.depth >= this.#depth) {
      node.weaken();
      node.report(
        "warning",
        "schema-too-deep",
        `Schemas nest deeper than ${this.#depth} levels; the type is left open from here on.`,
      );
      return {};
    }
    const { dialect = DEFAULT_DIALECT } = node.place.resource ?? {};
    const known = keepKnownKeywords(fromDialect(schema, dialect), node);
    const ruled = SERVED_RULES.apply(known, node);
    // Required names become properties, whether they are described or not.
    if (isJsonArray(ruled["required"])) {
      this.#spendNodes(ruled["required"].length);
    }
    this.marksRoles ||=
      ruled["readOnly"] === true || ruled["writeOnly"] === true;
    return changeChildren(ruled, this, node);
  }

  report(at: SchemaPlace, finding: Finding): void {
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
  reference(reference: string, node: Node): string | undefined {
    const key = this.definitionKey(reference, node);
    if (key !== undefined) return `#/$defs/${key}`;
    node.weaken();
    node.report(
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
  definitionKey(reference: string, node: Node): string | undefined {
    this.#spendNodes(1);
    const target = this.#resolver.resolve(reference, node.place);
    if (target === undefined) return undefined;
    const known = this.keys.get(target.identity);
    if (known !== undefined) return known;
    const key = this.keys.add(target.identity, target.pointer);
    const pointer = target.pointer === "" ? node.pointer : target.pointer;
    const written = withoutDynamicMark(reference) ?? reference;
    this.origins.set(key, { name: written.split("/").at(-1) ?? "", pointer });
    // Definitions stand in the order in which they are first referred to.
    this.definitions.set(key, {});
    this.definitions.set(
      key,
      this.clean(target.schema, target.place, node.depth + 1, pointer),
    );
    return key;
  }
}
