import { describe, expect, it } from "vitest";
import {
  processId,
  servedDescription,
} from "../../../src/generator/forms/served-description.js";
import { readProcessDescription } from "../../../src/runtime/documents/read-documents.js";

describe("a description that a client has read", () => {
  it.each([
    {
      name: "members that the standard does not define",
      served: {
        id: "p",
        components: { schemas: {} },
        inputs: {
          a: { title: "A", literalDataDomains: [{ dataType: "int" }] },
        },
        outputs: { b: { schema: true } },
      },
    },
    {
      name: "texts by language",
      served: { id: "p", title: { en: "A", de: "B" }, inputs: {} },
    },
    {
      name: "inputs that are not all descriptions",
      served: { id: "p", inputs: { a: 1 } },
    },
  ])("is as it was served: $name", ({ served }) => {
    const { extensions: _, ...restored } = servedDescription(
      readProcessDescription(served),
    ) as Record<string, unknown>;
    const text = JSON.stringify(restored, (name, value: unknown) =>
      name === "extensions" ? undefined : value,
    );
    expect(JSON.parse(text)).toEqual(served);
  });

  it("is no other document", () => {
    const served = { id: "p", inputs: { a: { schema: { type: "string" } } } };
    expect(servedDescription(served)).toEqual(served);
    expect(servedDescription([1])).toEqual([1]);
  });
});

describe("the id of a process", () => {
  it.each([
    { given: { id: "a" }, wanted: "a" },
    { given: { id: 7 }, wanted: "7" },
    { given: { processDescription: { process: { id: "b" } } }, wanted: "b" },
    { given: { process: { title: "x" } }, wanted: "" },
    { given: null, wanted: "" },
  ])("$wanted", ({ given, wanted }) => {
    expect(processId(given)).toBe(wanted);
  });
});
