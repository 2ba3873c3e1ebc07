import type { JsonSchema } from "../../runtime/index.js";
import {
  isJsonArray,
  isJsonObject,
  ownMember,
  setMember,
  type JsonObject,
} from "../json.js";

/** Schemas that are looked at: those that refer to each other often enough have more ways through them than any machine has time for. */
const MOST_SCHEMAS = 10_000;

/**
 * The values with which a form of a schema starts: its defaults, also those inside of objects.
 *
 * A member without a default is left out, and so is an object that may be left out and that its
 * defaults alone do not complete, because a started one would be invalid. A member that must be
 * there and has one possible value (`const`) has that. Of alternatives, the first one that is not
 * null counts, where a value must be there.
 *
 * @param schema - a schema of `schemasOf`, or of a package.
 * @returns A new object, which shares nothing with the schema.
 */
export function initialInputs(schema: JsonSchema): Record<string, unknown> {
  const start = new Start(schema).of(schema, true, []);
  return isJsonObject(start) ? start : {};
}

/** A schema, one that it refers to, or one of its `allOf`: what each of them says counts. */
interface Part {
  readonly part: JsonObject;
  /** Keys of the definitions around it: one that holds itself ends there. */
  readonly following: readonly string[];
}

class Start {
  readonly #definitions: JsonObject;
  #left = MOST_SCHEMAS;

  constructor({ $defs }: JsonSchema) {
    this.#definitions = isJsonObject($defs) ? $defs : {};
  }

  /** The value that a schema starts with; undefined for none. `isNeeded`: there must be a value. */
  of(schema: unknown, isNeeded: boolean, around: readonly string[]): unknown {
    const parts = this.#parts(schema, around);
    const stated = parts
      .map(({ part }) => part["default"])
      .find((value) => value !== undefined);
    // A null that the schema does not admit says that there is no default.
    if (stated === null && this.#admitsNull(schema, around)) return null;
    if (stated !== undefined && stated !== null && !isJsonObject(stated)) {
      return structuredClone(stated);
    }
    if (isJsonObject(stated)) {
      const inside = this.#members(parts, true);
      for (const name of Object.keys(stated)) {
        setMember(inside, name, structuredClone(stated[name]));
      }
      return inside;
    }
    return (
      this.#object(parts, isNeeded) ??
      (isNeeded ? fixedValue(parts) : undefined) ??
      this.#ofAlternatives(parts, isNeeded)
    );
  }

  #parts(schema: unknown, following: readonly string[]): readonly Part[] {
    this.#left -= 1;
    if (!isJsonObject(schema) || this.#left < 0) return [];
    const { $ref, allOf } = schema;
    const key = typeof $ref === "string" ? definitionKey($ref) : undefined;
    const target =
      key === undefined || following.includes(key)
        ? []
        : this.#parts(ownMember(this.#definitions, key), [...following, key]);
    const all = isJsonArray(allOf) ? allOf : [];
    return [
      { part: schema, following },
      ...target,
      ...all.flatMap((one) => this.#parts(one, following)),
    ];
  }

  /** An object with what its members start with; undefined where that is nothing, or no whole object although it may be left out. */
  #object(
    parts: readonly Part[],
    isNeeded: boolean,
  ): Record<string, unknown> | undefined {
    const object = this.#members(parts, isNeeded);
    const isStarted = Object.keys(object).length > 0;
    const isWhole = requiredNames(parts).every((name) =>
      Object.hasOwn(object, name),
    );
    return isStarted && (isNeeded || isWhole) ? object : undefined;
  }

  #members(parts: readonly Part[], isNeeded: boolean): Record<string, unknown> {
    const required = new Set(requiredNames(parts));
    const object: Record<string, unknown> = {};
    for (const { part, following } of parts) {
      const { properties } = part;
      if (!isJsonObject(properties)) continue;
      for (const name of Object.keys(properties)) {
        if (Object.hasOwn(object, name)) continue;
        const isMemberNeeded = isNeeded && required.has(name);
        const value = this.of(properties[name], isMemberNeeded, following);
        if (value !== undefined) setMember(object, name, value);
      }
    }
    return object;
  }

  /** The value of the first alternative that is not null; where none is needed, only of one that is the only such one. */
  #ofAlternatives(parts: readonly Part[], isNeeded: boolean): unknown {
    for (const { part, following } of parts) {
      const branches = [part["anyOf"] ?? part["oneOf"]].flat();
      const others = branches.filter(
        (branch) => isJsonObject(branch) && branch["type"] !== "null",
      );
      if (others.length === 0 || (!isNeeded && others.length > 1)) continue;
      const value = this.of(others[0], isNeeded, following);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #admitsNull(schema: unknown, around: readonly string[]): boolean {
    return this.#parts(schema, around).every(({ part, following }) => {
      const { type, anyOf, oneOf } = part;
      const values =
        part["const"] === undefined ? part["enum"] : [part["const"]];
      const branches = anyOf ?? oneOf;
      return (
        (type === undefined || [type].flat().includes("null")) &&
        (!isJsonArray(values) || values.includes(null)) &&
        (!isJsonArray(branches) ||
          branches.some((branch) => this.#admitsNull(branch, following)))
      );
    });
  }
}

function requiredNames(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ part: { required } }) =>
    isJsonArray(required)
      ? required.filter((name) => typeof name === "string")
      : [],
  );
}

function fixedValue(parts: readonly Part[]): unknown {
  const fixed = parts.find(({ part }) => part["const"] !== undefined);
  return fixed === undefined ? undefined : structuredClone(fixed.part["const"]);
}

/** The key of the definition that a reference of a cleaned schema leads to. */
function definitionKey(reference: string): string | undefined {
  const start = "#/$defs/";
  return reference.startsWith(start)
    ? reference.slice(start.length)
    : undefined;
}
