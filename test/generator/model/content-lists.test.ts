import { describe, expect, it } from "vitest";
import { modelOfInput, modelOfOutput, typeText } from "../type-text.js";

const FILE = { type: "string", contentMediaType: "image/tiff" };

describe("an array of content", () => {
  it.each([
    ["a file", FILE, false, "ResultFile"],
    ["an array of files", { type: "array", items: FILE }, true, "ResultFile[]"],
    [
      "an array of files, or null",
      { type: ["array", "null"], items: FILE },
      true,
      "ResultFile[] | null",
    ],
    [
      "an array of files, or one file",
      { oneOf: [FILE, { type: "array", items: FILE }] },
      "maybe",
      "ResultFile | ResultFile[]",
    ],
    [
      "an array of strings",
      { type: "array", items: { type: "string" } },
      false,
      "string[]",
    ],
  ])("is delivered item by item: %s", async (_name, schema, many, type) => {
    const { process } = await modelOfOutput(schema);
    expect(process.outputs[0]?.many).toBe(many);
    expect(typeText(process)).toBe(type);
  });

  it("is sent item by item", async () => {
    const { process } = await modelOfInput({ type: "array", items: FILE });
    expect(process.inputs[0]).toMatchObject({ many: true, form: "binary" });
    expect(typeText(process)).toBe("BinaryInput[]");
  });
});

describe("a value that maxOccurs repeats", () => {
  it("is an array of what the schema describes", async () => {
    const { process } = await modelOfOutput(FILE, { maxOccurs: 2 });
    expect(process.outputs[0]?.many).toBe(true);
    expect(typeText(process)).toBe("ResultFile[]");
  });

  it("may be left out as an input where one occurrence may be null", async () => {
    const schema = { type: ["string", "null"] };
    const { process } = await modelOfInput(schema, { maxOccurs: 2 });
    expect(process.inputs[0]).toMatchObject({
      many: true,
      optional: true,
      nullWhenOmitted: true,
    });
  });
});
