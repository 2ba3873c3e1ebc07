import type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "../../runtime/documents/process-definition.js";
import { asJson } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { textMediaType } from "./input-formats.js";
import type { Doc } from "./layout.js";
import { outputEncoding, outputShape } from "./output-shape.js";
import { propertyKey } from "./text.js";
import { memberLayout, objectLayout, valueLayout } from "./value-layout.js";

/** How a definition is made. */
interface DefinitionOptions {
  readonly objectInputs: "plain" | "qualified";
}

/** What the runtime has to know of a process, for a program that calls it without a package. */
export function processDefinition(
  process: ProcessModel,
  { objectInputs }: DefinitionOptions,
): ProcessDefinition {
  const { id, version, jobControlOptions } = process;
  return {
    id,
    ...(version === undefined ? {} : { version }),
    ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
    inputs: Object.fromEntries(inputDefinitions(process)),
    outputs: Object.fromEntries(outputDefinitions(process)),
    objectInputs,
  };
}

/** The same as an object in code. */
export function definitionLayout(
  process: ProcessModel,
  { objectInputs }: DefinitionOptions,
): Doc {
  const { version, jobControlOptions } = process;
  const inputs = inputDefinitions(process);
  return objectLayout(
    [
      memberLayout("id", process.id),
      ...(version === undefined ? [] : [memberLayout("version", version)]),
      ...(jobControlOptions === undefined
        ? []
        : [memberLayout("jobControlOptions", jobControlOptions)]),
      ...(inputs.length === 0
        ? []
        : [["inputs: ", objectLayout(inputs.map(constantMember))]]),
      [
        "outputs: ",
        objectLayout(outputDefinitions(process).map(constantMember)),
      ],
      ...(objectInputs === "plain"
        ? []
        : [memberLayout("objectInputs", objectInputs)]),
    ],
    true,
  );
}

/** The inputs that need encoding, by name. */
function inputDefinitions(
  process: ProcessModel,
): readonly (readonly [string, InputDefinition])[] {
  return process.inputs.flatMap((input) => {
    const { form, many, mediaType, name, nullWhenOmitted } = input;
    const ofText = textMediaType(process.typeSchemas.inputs, input);
    const definition: InputDefinition = {
      ...(form === undefined ? {} : { form }),
      ...(many === false ? {} : { many }),
      ...(nullWhenOmitted ? { nullWhenOmitted } : {}),
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(ofText === undefined ? {} : { textMediaType: ofText }),
    };
    const isEmpty = Object.keys(definition).length === 0;
    return isEmpty ? [] : [[name, definition] as const];
  });
}

/** All outputs, by name. */
function outputDefinitions(
  process: ProcessModel,
): readonly (readonly [string, OutputDefinition])[] {
  return process.outputs.map((output) => {
    const { form, many, mediaType, name } = output;
    // The view that types are made from does not have the charsets.
    const encoding = outputEncoding(process.schemas.outputs, output);
    const shape = outputShape(process.typeSchemas.outputs, output);
    return [
      name,
      {
        form,
        ...(many === false ? {} : { many }),
        ...(mediaType === undefined ? {} : { mediaType }),
        ...(encoding === undefined ? {} : { encoding }),
        ...(shape === undefined ? {} : { shape }),
      },
    ];
  });
}

/**
 * Where a member has the name of a method of all objects, the compiler expects
 * that method and widens the types of literals, unless they are constants.
 */
function constantMember([name, definition]: readonly [
  string,
  InputDefinition | OutputDefinition,
]): Doc {
  const isMethod = name in Object.prototype;
  return [
    `${propertyKey(name)}: `,
    valueLayout(asJson(definition)),
    isMethod ? " as const" : "",
  ];
}
