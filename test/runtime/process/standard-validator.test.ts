import { describe, expect, it } from "vitest";
import {
  standardValidator,
  type StandardSchema,
} from "../../../src/runtime/index.js";

/** A schema whose check is a function. */
function schema(
  validate: StandardSchema["~standard"]["validate"],
): StandardSchema {
  return { "~standard": { version: 1, validate } };
}

const CONTENT: ReadonlySet<string> = new Set(["image"]);

describe("values that a standard schema checks", () => {
  it.each<[string, StandardSchema, unknown]>([
    ["no issues", schema((value) => ({ value })), []],
    [
      "issues, a moment later",
      schema(() =>
        Promise.resolve({
          issues: [
            { message: "are wrong" },
            { message: "is wrong", path: ["a/b", { key: 0 }] },
          ],
        }),
      ),
      [
        { pointer: "", message: "are wrong" },
        { pointer: "/a~1b/0", message: "is wrong" },
      ],
    ],
    [
      "a file, which it sees",
      schema((value) => ({
        issues: [{ message: JSON.stringify(Object.keys(value as object)) }],
      })),
      [{ pointer: "", message: '["image"]' }],
    ],
  ])("%s", async (_name, inputs, wanted) => {
    const validate = standardValidator({ p: { inputs } });
    const values = { image: new Uint8Array(1) };
    expect(await validate("p", "inputs", values, CONTENT)).toEqual(wanted);
    expect(await validate("p", "outputs", values, CONTENT)).toEqual([]);
  });

  it.each(["q", "constructor"])("none for %s is an error", async (id) => {
    const validate = standardValidator({ p: {} });
    await expect(
      Promise.resolve(validate(id, "inputs", {}, CONTENT)),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message: `The validator has no schemas of process ${id}: pass them to standardValidator, or validate: false to this call.`,
    });
  });
});
