import type { ProcessModel } from "../model/service-model.js";
import {
  commentLines,
  docComment,
  paragraphs,
  type CommentLines,
} from "./comment.js";
import { bracketed } from "./bracketed.js";
import { printed } from "./layout.js";
import { definitionLayout } from "./process-definition.js";
import { docLine, docText, identifier } from "./text.js";

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
  const call = [
    "/* @__PURE__ */ defineProcess(getDefaultConnection, ",
    definitionLayout(process, options),
    ");",
  ];
  const declaration = declarationText(process, "export", " =");
  // Where the declaration fits on a line, Prettier puts the call on the next.
  const value = declaration.includes("\n")
    ? ` ${printed(call)}`
    : `\n  ${printed(call, 2)}`;
  return docComment(functionComment(process, example)) + declaration + value;
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
 * `const name: Type<Inputs, Outputs>`
 *
 * @param before - Keyword before `const`.
 * @param after - What follows the type.
 */
function declarationText(
  process: ProcessModel,
  before: string,
  after: string,
): string {
  return bracketed(
    `${before} const ${identifier(process.functionName)}: ${functionType(process)}<`,
    [identifier(process.inputsTypeName), identifier(process.outputsTypeName)],
    `>${after}`,
  );
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
