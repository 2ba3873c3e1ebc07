import { printed } from "../../src/generator/emit/layout.js";
import { namedTypeText } from "../../src/generator/emit/declarations.js";
import { typeLayout } from "../../src/generator/emit/type-layout.js";
import { buildModel } from "./build-model.js";
import type { Diagnostic } from "../../src/generator/diagnostic.js";
import type { ProcessModel } from "../../src/generator/model/service-model.js";

/** The model of a process `p` with one input `value` of a schema. */
export async function modelOfInput(
  schema: unknown,
  input: Readonly<Record<string, unknown>> = {},
  document: Readonly<Record<string, unknown>> = {},
): Promise<{
  readonly process: ProcessModel;
  readonly diagnostics: readonly Diagnostic[];
}> {
  return only(
    await buildModel({
      processes: [
        {
          id: "p",
          document: {
            ...document,
            id: "p",
            inputs: { value: { ...input, schema } },
            outputs: {},
          },
        },
      ],
    }),
  );
}

/** The model of a process `p` with one output `value` of a schema. */
export async function modelOfOutput(
  schema: unknown,
  output: Readonly<Record<string, unknown>> = {},
): Promise<{
  readonly process: ProcessModel;
  readonly diagnostics: readonly Diagnostic[];
}> {
  return only(
    await buildModel({
      processes: [
        {
          id: "p",
          document: {
            id: "p",
            inputs: {},
            outputs: { value: { ...output, schema } },
          },
        },
      ],
    }),
  );
}

function only(result: Awaited<ReturnType<typeof buildModel>>): {
  readonly process: ProcessModel;
  readonly diagnostics: readonly Diagnostic[];
} {
  const [process] = result.model.processes;
  if (process === undefined) throw new Error("The process has no model.");
  return { process, diagnostics: result.diagnostics };
}

/** The type of the only input or output, followed by the named types that it uses. */
export function typeText(process: ProcessModel): string {
  const value = process.inputs[0] ?? process.outputs[0];
  if (value === undefined) throw new Error("The process has no values.");
  return [
    printed(typeLayout(value.type)),
    ...process.types.map((type) => namedTypeText(type)),
  ].join("\n\n");
}
