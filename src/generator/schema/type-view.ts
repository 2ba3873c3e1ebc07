import type { Diagnostic, Severity } from "../diagnostic.js";
import type { JsonObject } from "../json.js";
import { changeChildren, type ChildChanges } from "./child-schemas.js";
import type { SchemaCleaner } from "./clean-schema.js";
import { withInheritedTags } from "./inherited-tags.js";
import type { CleanSchema, ViewContext } from "./json-schema.js";
import {
  createAllowance,
  DEFAULT_LIMITS,
  type SchemaLimits,
  type Spend,
} from "./limits.js";
import { VIEW_RULES } from "./rules.js";
import { SchemaPlace } from "./schema-place.js";

/** Makes the view of exported schemas that types are made from, for one process. */
export interface TypeViewer {
  /**
   * Applies the rules of the view to an exported schema and to the schemas in
   * it. A schema that they do not change is the same object. `pointer` is its
   * JSON Pointer in the description. Throws SchemaTooLargeError where the view
   * of the process has more schemas than the limit.
   */
  view(schema: CleanSchema, pointer: string): CleanSchema;
  /** The views of all definitions, by key. Throws as `view` does. */
  definitions(): ReadonlyMap<string, CleanSchema>;
  /** What was found so far. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the viewer of one process. Default of `limits`: {@link DEFAULT_LIMITS}. */
export function createTypeViewer(
  process: string,
  exported: Pick<SchemaCleaner, "definitions" | "origins">,
  limits: SchemaLimits = DEFAULT_LIMITS,
): TypeViewer {
  return new Viewer(process, exported, limits);
}

class Viewer implements ChildChanges<SchemaPlace>, TypeViewer, ViewContext {
  readonly diagnostics: Diagnostic[] = [];
  readonly #process: string;
  readonly #exported: Pick<SchemaCleaner, "definitions" | "origins">;
  readonly #spendNodes: Spend;
  /** Of the schema that the rules are applied to. */
  #place = new SchemaPlace("");

  constructor(
    process: string,
    exported: Pick<SchemaCleaner, "definitions" | "origins">,
    limits: SchemaLimits,
  ) {
    this.#process = process;
    this.#exported = exported;
    this.#spendNodes = createAllowance(
      // Rules of the view may put schemas around those that the server sent.
      2 * limits.nodes,
      `The description has more than ${limits.nodes} schemas.`,
    );
  }

  view(schema: CleanSchema, pointer: string): CleanSchema {
    return this.#viewAt(schema, new SchemaPlace(pointer));
  }

  child(
    schema: unknown,
    around: SchemaPlace,
    keyword: string,
    name?: number | string,
  ): CleanSchema {
    const place = new SchemaPlace(around, keyword, name);
    return this.#viewAt(schema as CleanSchema, place);
  }

  #viewAt(schema: CleanSchema, place: SchemaPlace): CleanSchema {
    this.#spendNodes(1);
    this.#place = place;
    const ruled = VIEW_RULES.apply(schema as JsonObject, this);
    return changeChildren(ruled, this, place);
  }

  definitions(): ReadonlyMap<string, CleanSchema> {
    const { definitions, origins } = this.#exported;
    const views = new Map<string, CleanSchema>();
    const tagged = withInheritedTags(definitions, (key) =>
      this.servedName(key),
    );
    for (const [key, schema] of tagged) {
      views.set(key, this.view(schema, origins.get(key)?.pointer ?? ""));
    }
    return views;
  }

  report(
    severity: Severity,
    code: string,
    message: string,
    hint?: string,
  ): void {
    this.diagnostics.push({
      severity,
      code,
      process: this.#process,
      pointer: this.#place.pointer,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  definition(key: string): CleanSchema | undefined {
    return this.#exported.definitions.get(key);
  }

  servedName(key: string): string {
    return this.#exported.origins.get(key)?.name ?? "";
  }
}
