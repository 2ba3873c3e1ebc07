import { asJson, type Json } from "../json.js";
import type {
  InputModel,
  OutputModel,
  ProcessModel,
} from "../model/service-model.js";
import { textMediaType } from "./input-formats.js";
import type { Doc } from "./layout.js";
import { outputEncoding, outputShape } from "./output-shape.js";
import { propertyKey } from "./text.js";
import { memberLayout, objectLayout, valueLayout } from "./value-layout.js";

/** What the runtime has to know of a process, as an object. */
export function definitionLayout(
  process: ProcessModel,
  { objectInputs }: { readonly objectInputs: "plain" | "qualified" },
): Doc {
  const { version, jobControlOptions } = process;
  const inputs = process.inputs.flatMap((input) =>
    inputDefinition(process, input),
  );
  return objectLayout(
    [
      memberLayout("id", process.id),
      ...(version === undefined ? [] : [memberLayout("version", version)]),
      ...(jobControlOptions === undefined
        ? []
        : [memberLayout("jobControlOptions", jobControlOptions)]),
      ...(inputs.length === 0 ? [] : [["inputs: ", objectLayout(inputs)]]),
      [
        "outputs: ",
        objectLayout(
          process.outputs.map((output) => outputDefinition(process, output)),
        ),
      ],
      ...(objectInputs === "plain"
        ? []
        : [memberLayout("objectInputs", objectInputs)]),
    ],
    true,
  );
}

function inputDefinition(
  process: ProcessModel,
  input: InputModel,
): readonly Doc[] {
  const ofText = textMediaType(process.typeSchemas.inputs, input);
  const definition: Record<string, Json> = {
    ...(input.form === undefined ? {} : { form: input.form }),
    ...(input.many === false ? {} : { many: input.many }),
    ...(input.nullWhenOmitted ? { nullWhenOmitted: true } : {}),
    ...(input.mediaType === undefined ? {} : { mediaType: input.mediaType }),
    ...(ofText === undefined ? {} : { textMediaType: ofText }),
  };
  return Object.keys(definition).length === 0
    ? []
    : [constantMember(input.name, definition)];
}

function outputDefinition(process: ProcessModel, output: OutputModel): Doc {
  // The view that types are made from does not have the charsets.
  const encoding = outputEncoding(process.schemas.outputs, output);
  const shape = outputShape(process.typeSchemas.outputs, output);
  return constantMember(output.name, {
    form: output.form,
    ...(output.many === false ? {} : { many: output.many }),
    ...(output.mediaType === undefined ? {} : { mediaType: output.mediaType }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(shape === undefined ? {} : { shape: asJson(shape) }),
  });
}

/**
 * Where a member has the name of a method of all objects, the compiler expects
 * that method and widens the types of literals, unless they are constants.
 */
function constantMember(
  name: string,
  definition: Readonly<Record<string, Json>>,
): Doc {
  const isMethod = name in Object.prototype;
  return [
    `${propertyKey(name)}: `,
    valueLayout(definition),
    isMethod ? " as const" : "",
  ];
}
