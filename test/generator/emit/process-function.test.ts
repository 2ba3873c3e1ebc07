import { describe, expect, it } from "vitest";
import { signatureText } from "../../../src/generator/emit/process-function.js";
import { buildModel } from "../build-model.js";

const file = (...mediaTypes: readonly string[]): object => ({
  schema: {
    oneOf: mediaTypes.map((contentMediaType) => ({
      type: "string",
      contentEncoding: "binary",
      contentMediaType,
    })),
  },
});

/** The declaration of the function of a process with these outputs. */
async function declared(outputs: object): Promise<string | undefined> {
  const document = { inputs: {}, outputs };
  const { model } = await buildModel({ processes: [{ id: "p", document }] });
  return model.processes.map(signatureText).join("\n");
}

describe("the type of a process's function", () => {
  it.each<[string, object, string]>([
    [
      "has no media types where no output lists several",
      {
        one: file("image/png", "image/png"),
        value: { schema: { type: "number" } },
        either: {
          schema: {
            oneOf: [
              { type: "string", contentMediaType: "image/png" },
              { type: "string", contentMediaType: "image/tiff" },
              { type: "object" },
            ],
          },
        },
      },
      "declare const p: OptionalInputsProcess<PInputs, POutputs>;",
    ],
    [
      "lists those of outputs of which one may be asked for",
      {
        scene: file("image/tiff; application=geotiff", "image/png"),
        many: { ...file("image/png", "image/jp2"), maxOccurs: 3 },
        one: file("image/png"),
        "it's": file('a"b/${c}`*/', "image/png"),
      },
      `declare const p: OptionalInputsProcess<
  PInputs,
  POutputs,
  {
    scene: "image/tiff; application=geotiff" | "image/png";
    many: "image/png" | "image/jp2";
    "it's": 'a"b/\${c}\`*/' | "image/png";
  }
>;`,
    ],
  ])("%s", async (_name, outputs, wanted) => {
    expect(await declared(outputs)).toBe(wanted);
  });
});
