import { someReference } from "../model/type-uses.js";
import type {
  NamedType,
  ProcessModel,
  PropertyModel,
} from "../model/service-model.js";
import { commentLines } from "./comment.js";
import { interfaceText } from "./declarations.js";

type NamedTypes = ReadonlyMap<string, NamedType>;

/** The interfaces of a process's inputs and outputs. */
export function interfaceTexts(process: ProcessModel): readonly string[] {
  let named: NamedTypes | undefined;
  const comment = (property: PropertyModel) =>
    commentLines(property.documentation, () => {
      // Hardly any process has a description of several paragraphs at an input.
      named ??= new Map(process.types.map((type) => [type.name, type]));
      return !isRepeated(property, named);
    });
  return [
    interfaceText(
      process.inputsTypeName,
      { kind: "object", properties: process.inputs },
      [`Inputs of {@link ${process.functionName}}.`],
      comment,
    ),
    interfaceText(
      process.outputsTypeName,
      {
        kind: "object",
        properties: process.outputs.map(({ name, type, documentation }) => {
          return { name, type, documentation, optional: false };
        }),
      },
      [`Outputs of {@link ${process.functionName}}.`],
      comment,
    ),
  ];
}

/**
 * Whether an input or output has the description of a class. Servers repeat it
 * at each that has the class; the first paragraph is enough there.
 */
function isRepeated(
  { type, documentation }: PropertyModel,
  named: NamedTypes,
): boolean {
  return someReference(type, (name) => {
    const target = named.get(name);
    return (
      target === undefined ||
      target.documentation.description === documentation.description
    );
  });
}
