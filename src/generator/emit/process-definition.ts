import type { Json } from "../json.js";
import type {
  InputModel,
  OutputModel,
  ProcessModel,
} from "../model/service-model.js";
import {
  BrokenObject,
  ConstantObject,
  ImportedModule,
  valueText,
  type Value,
} from "./value-layout.js";

/** What the runtime has to know of a process, as the text of an object. */
export function definitionText(
  process: ProcessModel,
  objectInputs: "plain" | "qualified",
): string {
  const { version, jobControlOptions } = process;
  const inputs = process.inputs.flatMap(inputDefinition);
  return valueText(
    new BrokenObject({
      id: process.id,
      ...(version === undefined ? {} : { version }),
      ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
      ...(inputs.length === 0 ? {} : { inputs: Object.fromEntries(inputs) }),
      outputs: Object.fromEntries(process.outputs.map(outputDefinition)),
      ...(objectInputs === "plain" ? {} : { objectInputs }),
      // Loaded only by a call that validates.
      schemas: new ImportedModule(`../schemas/${process.fileName}.js`),
    }),
  );
}

function inputDefinition(
  input: InputModel,
): readonly (readonly [string, Value])[] {
  const definition: Record<string, Json> = {
    ...(input.form === undefined ? {} : { form: input.form }),
    ...(input.many === false ? {} : { many: input.many }),
    ...(input.nullWhenOmitted ? { nullWhenOmitted: true } : {}),
    ...(input.mediaType === undefined ? {} : { mediaType: input.mediaType }),
  };
  return Object.keys(definition).length === 0
    ? []
    : [[input.name, definitionOf(input.name, definition)]];
}

function outputDefinition(output: OutputModel): readonly [string, Value] {
  return [
    output.name,
    definitionOf(output.name, {
      form: output.form,
      ...(output.many === false ? {} : { many: output.many }),
      ...(output.mediaType === undefined
        ? {}
        : { mediaType: output.mediaType }),
    }),
  ];
}

/** Under the name of a method of all objects, the compiler expects that method and forgets the types of literals. */
function definitionOf(
  name: string,
  definition: Readonly<Record<string, Json>>,
): Value {
  return name in Object.prototype ? new ConstantObject(definition) : definition;
}
