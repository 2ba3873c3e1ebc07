import type { ProcessModel } from "../model/service-model.js";
import {
  commentLines,
  docComment,
  paragraphs,
  type CommentLines,
} from "./comment.js";
import { bracketed } from "./bracketed.js";
import { DOC, printed } from "./layout.js";
import { outputMediaTypes } from "./output-shape.js";
import { definitionText } from "./process-definition.js";
import { docLine, docText, identifier } from "./text.js";
import { typeLayout, type ObjectType } from "./type-layout.js";

/** What the function of a process is printed with. */
export interface FunctionOptions {
  readonly objectInputs: "plain" | "qualified";
  readonly pathOf: (path: string) => string;
  /** A call of it, for its comment. */
  readonly example: string | undefined;
}

/** The exported function of a process, with its comment. */
export function functionText(
  process: ProcessModel,
  { example, ...options }: FunctionOptions,
): string {
  const declaration = declarationText(process, "export", " =");
  // Where the declaration fits on a line, Prettier puts the call on the next.
  const [before, indent] = declaration.includes("\n") ? [" ", 0] : ["\n  ", 2];
  const definition = definitionText(process, options, indent);
  return `${docComment(functionComment(process, example))}${declaration}${before}/* @__PURE__ */ defineProcess(getDefaultConnection, ${definition});`;
}

/** The declaration of a process's function without its value, for readers. */
export function signatureText(process: ProcessModel): string {
  return (
    docComment(commentLines({ ...process.documentation, tags: [] })) +
    declarationText(process, "declare", ";")
  );
}

/** Name of the runtime's type of a process's function. */
export function functionType(process: ProcessModel): string {
  return process.inputs.every((input) => input.optional)
    ? "OptionalInputsProcess"
    : "ProcessFunction";
}

/**
 * `const name: Type<Inputs, Outputs>`, with the media types of outputs that
 * list several.
 *
 * @param before - Keyword before `const`.
 * @param after - What follows the type.
 */
function declarationText(
  process: ProcessModel,
  before: string,
  after: string,
): string {
  const start = `${before} const ${identifier(process.functionName)}: ${functionType(process)}<`;
  const types = [
    identifier(process.inputsTypeName),
    identifier(process.outputsTypeName),
  ];
  const end = `>${after}`;
  const mediaTypes = mediaTypesType(process);
  if (mediaTypes === undefined) return bracketed(start, types, end);
  const all = DOC.join([",", DOC.hardline], [...types, typeLayout(mediaTypes)]);
  return printed([start, DOC.indent([DOC.hardline, all]), DOC.hardline, end]);
}

/** The media types that outputs list, by output. Undefined: none lists several. */
function mediaTypesType({
  outputs,
  schemas,
}: ProcessModel): ObjectType | undefined {
  const properties = outputs.flatMap((output) => {
    const mediaTypes = outputMediaTypes(schemas.outputs, output);
    if (mediaTypes.length === 0) return [];
    const members = mediaTypes.map((value) => ({
      kind: "literal" as const,
      value,
    }));
    const type = { kind: "union" as const, members };
    const documentation = { tags: [] };
    return [{ name: output.name, type, optional: false, documentation }];
  });
  return properties.length > 0 ? { kind: "object", properties } : undefined;
}

function functionComment(
  process: ProcessModel,
  example: string | undefined,
): CommentLines {
  const version =
    process.version === undefined
      ? ""
      : `, version ${docLine(process.version)}`;
  return paragraphs(
    commentLines({ ...process.documentation, tags: [] }),
    [`Process \`${docLine(process.id).replaceAll("`", "'")}\`${version}.`],
    [
      ...commentLines({ tags: process.documentation.tags }),
      ...(example === undefined ? [] : ["@example", ...docText(example)]),
    ],
  );
}
