import { isJsonArray, isJsonObject } from "../json.js";
import {
  NO_SCOPE,
  withoutDynamicMark,
  type DynamicScope,
} from "./dynamic-scope.js";
import { declaredDialect } from "./dialects.js";
import { isSchema } from "./keyword-values.js";
import { decodeFragment, valueAt } from "./pointers.js";
import type { Resource } from "./resources.js";

/** Where a reference stands. */
export interface ReferencePlace {
  /** JSON Pointer of the outermost schema around it: some servers write references relative to that. */
  readonly schemaPointer: string;
  /** The resource around it; absent where the description has no identifiers. */
  readonly resource?: Resource;
  readonly scope: DynamicScope;
}

/** The schema that a reference leads to. */
export interface ReferenceTarget {
  /** Equal for all references to the same place that mean the same there. */
  readonly identity: string;
  readonly schema: unknown;
  /** JSON Pointer of the schema in its document; empty where it is the whole document. */
  readonly pointer: string;
  /** Where references in the schema stand. */
  readonly place: ReferencePlace;
}

/** Follows the references (`$ref`) of a process description. */
export interface ReferenceResolver {
  /** Where references stand in the schema of an input or output, by its JSON Pointer in the description. */
  placeOf(schemaPointer: string): ReferencePlace;
  /** Where references stand in a schema that may have an identifier. `around`: those beside it. */
  placeIn(schema: unknown, around: ReferencePlace): ReferencePlace;
  /** The target of a reference; undefined where there is none, or where it may not be read. */
  resolve(
    reference: string,
    place: ReferencePlace,
  ): ReferenceTarget | undefined;
}

const IDENTIFIERS: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
]);

/** Whether a description may have references that are more than a pointer into it, or that mean something else in its dialect. */
export function hasIdentifiers(value: unknown): boolean {
  if (isJsonArray(value)) return value.some(hasIdentifiers);
  if (!isJsonObject(value)) return false;
  if (declaredDialect(value) !== undefined) return true;
  for (const name of Object.keys(value)) {
    const member = value[name];
    // All names of a description pass here, and few begin so.
    if (name.startsWith("$") && isIdentifier(name, member)) return true;
    if (hasIdentifiers(member)) return true;
  }
  return false;
}

function isIdentifier(name: string, value: unknown): boolean {
  if (name !== "$ref") return IDENTIFIERS.has(name);
  return typeof value === "string" && !value.startsWith("#");
}

/** Follows pointers that may pass through a schema that is a reference itself (`{"$ref": "#/$defs/a", "$defs": {...}}`, as pydantic writes it). */
export function pointerResolver(document: unknown): ReferenceResolver {
  return {
    placeOf: (schemaPointer) => ({ schemaPointer, scope: NO_SCOPE }),
    placeIn: (_schema, around) => around,
    resolve(reference, place) {
      const written = withoutDynamicMark(reference) ?? reference;
      if (!written.startsWith("#")) return undefined;
      const path = decodeFragment(written.slice(1));
      // References are relative to the document. Some servers write them relative to the schema that they stand in.
      for (const pointer of [`${place.schemaPointer}${path}`, path]) {
        const schema = valueAt(document, pointer);
        if (isSchema(schema)) {
          return { identity: pointer, schema, pointer, place };
        }
      }
      return undefined;
    },
  };
}
