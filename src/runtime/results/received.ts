import type { Link } from "../documents/documents.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { FileSource } from "./result-file.js";

/** One result as it was received, before the process's description tells what it is. */
export type Received =
  | ReceivedOne
  /** Several of one name: the items of a list. */
  | { readonly kind: "list"; readonly items: readonly ReceivedOne[] };

/** A result, or an item of one that came one by one. */
export type ReceivedOne =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "link"; readonly link: Link }
  | {
      readonly kind: "content";
      /** As the server labelled it; empty where it did not. */
      readonly mediaType: string;
      readonly source: FileSource;
      readonly href?: string;
    };

/** Results by output id. A result without a name has the id of the only output that was requested. */
export interface ReceivedResults extends ReadonlyMap<string, Received> {
  /** The outputs, where they came as they are described, and nothing is left to decode. */
  readonly final?: Record<string, unknown>;
}

/** Results by name. Those that have the same name are one, which is a list of them. */
export function resultsByName(
  named: readonly (readonly [name: string, result: ReceivedOne])[],
): ReceivedResults {
  return new Map(
    [...valuesByName(named)].map(([name, [first, ...more]]) => [
      name,
      more.length === 0 ? first : { kind: "list", items: [first, ...more] },
    ]),
  );
}

/** Values by name: all that have it, in their order. */
export function valuesByName<Value>(
  named: readonly (readonly [name: string, value: Value])[],
): ReadonlyMap<string, readonly [Value, ...Value[]]> {
  const values = new Map<string, [Value, ...Value[]]>();
  for (const [name, value] of named) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** What is known about the results before they are read. */
export interface Expectation {
  /** The process. Undefined: it is not known, and the results are not decoded. */
  readonly process?: ProcessDefinition | undefined;
  /** Outputs that the process describes. */
  readonly described: readonly string[];
  /** Outputs that were requested. */
  readonly requested: readonly string[];
  /** What the execute request asked for. */
  readonly response: "raw" | "document";
}
