import { expect, it } from "vitest";
import { expectedValues } from "../../../src/generator/execution/expected-values.js";
import { buildModel } from "../build-model.js";

const SERVICE = await buildModel({
  processes: [
    {
      id: "p",
      document: {
        inputs: {
          count: {
            schema: { type: "integer", minimum: 1, maximum: 9, default: 2 },
          },
          month: { schema: { type: "string", enum: ["june", "july"] } },
          place: {
            schema: {
              type: "object",
              required: ["x"],
              properties: { x: { type: "number" } },
            },
          },
          "a/b": { schema: { type: "string", pattern: "^[a-z]+$" } },
          many: {
            schema: {
              type: "string",
              enum: Array.from({ length: 40 }, (_, index) => `value-${index}`),
            },
          },
        },
        outputs: {},
      },
    },
  ],
});
const [PROCESS] = SERVICE.model.processes;

it.each<[pointers: readonly string[], wanted: string | undefined]>([
  [["/count"], "count is number, default 2, minimum 1, maximum 9."],
  [["/month"], 'month is "june" | "july".'],
  [["/place/x", "/place"], "place is { x: number; }."],
  [["/a~1b"], "a/b is string, pattern ^[a-z]+$."],
  [
    ["/month", "/count"],
    'count is number, default 2, minimum 1, maximum 9; month is "june" | "july".',
  ],
  [["/countess"], undefined],
  [["/a"], undefined],
  [[""], undefined],
  [[], undefined],
])("for faults at %j: %j", (pointers, wanted) => {
  const faults = pointers.map((pointer) => ({ pointer, message: "is wrong" }));
  if (PROCESS === undefined) throw new Error("There is no model.");
  expect(expectedValues(faults, PROCESS)).toBe(wanted);
});

it("leaves out the end of a long type", () => {
  if (PROCESS === undefined) throw new Error("There is no model.");
  const fault = { pointer: "/many", message: "is wrong" };
  const text = expectedValues([fault], PROCESS) ?? "";
  expect(text).toMatch(/^many is "value-0" \| "value-1" \| .*…\.$/);
  expect(text).toHaveLength("many is ".length + 160 + "….".length);
});
