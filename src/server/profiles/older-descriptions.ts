import type { ProcessDescription } from "../documents.js";

/** A description as in the drafts before 1.0: inside `process`, with lists instead of maps and strings instead of numbers. */
export function olderDescription(process: ProcessDescription): unknown {
  const list = (
    descriptions: Readonly<Record<string, object>> = {},
    occurrences: object = {},
  ): unknown =>
    Object.entries(descriptions).map(([id, description]) => ({
      id,
      ...occurrences,
      ...Object.fromEntries(
        Object.entries(description).map(([name, value]) => [
          name,
          name.endsWith("Occurs") ? String(value) : (value as unknown),
        ]),
      ),
    }));
  return {
    process: {
      ...process,
      inputs: list(process.inputs, { minOccurs: "1", maxOccurs: "1" }),
      outputs: list(process.outputs),
    },
  };
}
