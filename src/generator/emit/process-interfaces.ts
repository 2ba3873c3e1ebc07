import { someReference } from "../model/type-uses.js";
import type {
  NamedType,
  ProcessModel,
  PropertyModel,
} from "../model/service-model.js";
import { commentLines, type CommentLines } from "./comment.js";
import { interfaceText } from "./declarations.js";
import { docText } from "./text.js";

/** The interfaces of a process's inputs and outputs. */
export function interfaceTexts(process: ProcessModel): readonly string[] {
  const named = new Map(process.types.map((type) => [type.name, type]));
  const comment = (property: PropertyModel) => memberComment(property, named);
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
        properties: process.outputs.map(({ name, type, documentation }) => ({
          name,
          type,
          documentation,
          optional: false,
        })),
      },
      [`Outputs of {@link ${process.functionName}}.`],
      comment,
    ),
  ];
}

/**
 * The comment of an input or output. Servers repeat the description of a class
 * at each input that has it; the first paragraph is enough where there is more.
 */
function memberComment(
  property: PropertyModel,
  named: ReadonlyMap<string, NamedType>,
): CommentLines {
  const { documentation } = property;
  if (documentation.description === undefined) {
    return commentLines(documentation);
  }
  const repeated = someReference(property.type, (name) => {
    const type = named.get(name);
    return (
      type === undefined ||
      type.documentation.description === documentation.description
    );
  });
  if (!repeated) return commentLines(documentation);
  const described = docText(documentation.description);
  const end = described.indexOf("");
  const description = end === -1 ? described : described.slice(0, end);
  return commentLines({
    ...documentation,
    description: description.join("\n"),
  });
}
