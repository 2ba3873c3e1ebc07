import type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "../../runtime/documents/process-definition.js";
import { asJson, defined } from "../json.js";
import type { InputModel, ProcessModel } from "../model/service-model.js";
import { textMediaType } from "./input-formats.js";
import { printed, type Doc } from "./layout.js";
import { outputEncoding, outputShape } from "./output-shape.js";
import { propertyKey } from "./text.js";
import {
  behindKey,
  memberLayout,
  objectLayout,
  placeAfter,
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
 * The same as an object in code. Each member begins a line whatever the object's length: a longer
 * one then changes only lines that it must.
 *
 * @param indent - Columns by which its lines are indented.
 */
export function definitionText(
  process: ProcessModel,
  { objectInputs }: DefinitionOptions,
  indent = 0,
): string {
  const { id, version, jobControlOptions } = process;
  const place = placeInside({ indent, used: indent, after: 0 });
  const pad = " ".repeat(place.indent);
  const line = (member: Doc) =>
    typeof member === "string"
      ? `${pad}${member},\n`
      : `${pad}${printed([member, ","], place.indent)}\n`;
  let text = `{\n${line(memberLayout("id", id, place))}`;
  if (version !== undefined)
    text += line(memberLayout("version", version, place));
  if (jobControlOptions !== undefined) {
    text += line(memberLayout("jobControlOptions", jobControlOptions, place));
  }
  const inputs = inputDefinitions(process);
  if (inputs.length > 0)
    text += line(constantsLayout("inputs: ", inputs, place));
  text += line(constantsLayout("outputs: ", outputDefinitions(process), place));
  if (objectInputs !== "plain")
    text += line(memberLayout("objectInputs", objectInputs, place));
  return `${text}${pad.slice(2)}}`;
}

/** The inputs that need encoding, by name. */
function inputDefinitions(
  process: ProcessModel,
): readonly (readonly [string, InputDefinition])[] {
  const definitions: [string, InputDefinition][] = [];
  for (const input of process.inputs) {
    if (isPlain(input)) continue;
    const { form, many, mediaType, name, nullWhenOmitted } = input;
    const definition = defined({
      form,
      many: many === false ? undefined : many,
      nullWhenOmitted: nullWhenOmitted ? nullWhenOmitted : undefined,
      mediaType,
      textMediaType: textMediaType(process.typeSchemas.inputs, input),
    });
    definitions.push([name, definition]);
  }
  return definitions;
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
    const definition = defined({
      form,
      many: many === false ? undefined : many,
      mediaType,
      encoding: outputEncoding(process.schemas.outputs, output),
      shape: outputShape(process.typeSchemas.outputs, output),
    });
    return [name, definition];
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
  return behindKey(key, objectLayout(members, placeAfter(at, key)));
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
