import type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "../../runtime/documents/process-definition.js";
import { asJson, defined, type Json } from "../json.js";
import type { InputModel, ProcessModel } from "../model/service-model.js";
import { textMediaType } from "./input-formats.js";
import type { Doc } from "./layout.js";
import { outputEncoding, outputShape } from "./output-shape.js";
import { propertyKey } from "./text.js";
import {
  keyedLayout,
  memberLayout,
  objectLayout,
  placeInside,
  valueLayout,
  type Place,
} from "./value-layout.js";

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

/**
 * The same as an object in code.
 *
 * @param indent - Columns by which its lines are indented.
 */
export function definitionLayout(
  process: ProcessModel,
  { objectInputs }: DefinitionOptions,
  indent = 0,
): Doc {
  const { version, jobControlOptions } = process;
  const place = placeInside({ indent, used: indent, after: 0 });
  const inputs = inputDefinitions(process);
  const member = (name: string, value: Json) =>
    memberLayout(name, value, place);
  return objectLayout(
    [
      member("id", process.id),
      ...(version === undefined ? [] : [member("version", version)]),
      ...(jobControlOptions === undefined
        ? []
        : [member("jobControlOptions", jobControlOptions)]),
      ...(inputs.length === 0
        ? []
        : [constantsLayout("inputs: ", inputs, place)]),
      constantsLayout("outputs: ", outputDefinitions(process), place),
      ...(objectInputs === "plain"
        ? []
        : [member("objectInputs", objectInputs)]),
    ],
    { isBroken: true },
  );
}

/** The inputs that need encoding, by name. */
function inputDefinitions(
  process: ProcessModel,
): readonly (readonly [string, InputDefinition])[] {
  return process.inputs.flatMap((input) => {
    const { form, many, mediaType, name, nullWhenOmitted } = input;
    if (isPlain(input)) return [];
    const ofText = textMediaType(process.typeSchemas.inputs, input);
    const definition: InputDefinition = defined({
      form,
      many: many === false ? undefined : many,
      nullWhenOmitted: nullWhenOmitted ? nullWhenOmitted : undefined,
      mediaType,
      textMediaType: ofText,
    });
    return [[name, definition] as const];
  });
}

/** Whether the values of an input are sent as they are: so are those of nearly all. */
function isPlain({ form, many, mediaType, nullWhenOmitted }: InputModel) {
  return (
    form === undefined &&
    many === false &&
    mediaType === undefined &&
    !nullWhenOmitted
  );
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

type Constants = readonly (readonly [
  string,
  InputDefinition | OutputDefinition,
])[];

/** A member that is an object of definitions. */
function constantsLayout(key: string, constants: Constants, at: Place): Doc {
  const inside = placeInside(at);
  const members = constants.map((constant) => constantMember(constant, inside));
  return keyedLayout(key, (place) => objectLayout(members, { place }), at);
}

/**
 * Where a member has the name of a method of all objects, the compiler expects
 * that method and widens the types of literals, unless they are constants.
 */
function constantMember(
  [name, definition]: Constants[number],
  place: Place,
): Doc {
  const value = asJson(definition);
  return name in Object.prototype
    ? [`${propertyKey(name)}: `, valueLayout(value), " as const"]
    : memberLayout(name, value, place);
}
