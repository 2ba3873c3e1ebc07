import type {
  EnumerationModel,
  InputModel,
  Json,
  NamedType,
  OutputModel,
  ProcessModel,
  PropertyModel,
} from "../model/types.js";
import { RESERVED_WORDS } from "../model/reserved-names.js";
import { BANNER } from "./banner.js";
import {
  commentLines,
  docComment,
  paragraphs,
  type CommentLines,
} from "./comment.js";
import { interfaceLayout, namedTypeLayout } from "./declarations.js";
import { exampleInputs } from "./example-values.js";
import { callCode } from "./usage-code.js";
import { importLayout } from "./imports.js";
import { typesOfProcess, typeUses } from "../model/type-uses.js";
import {
  WIDTH,
  blocks,
  doc,
  lines,
  printLayout,
  textLayout,
  type Doc,
} from "./layout.js";
import { docLine, docText, identifier } from "./text.js";
import {
  BrokenObject,
  ConstantObject,
  ImportedModule,
  valueText,
  type Value,
} from "./value-layout.js";

/** What a process's file needs to know of the package around it. */
export interface ProcessFileContext {
  readonly sharedTypes: readonly NamedType[];
  /** Module specifier of the runtime, as seen from the process's file. */
  readonly runtimeModule: string;
  readonly objectInputs: "plain" | "qualified";
}

/** The text of a process's file: its types, its enumerations and its function. */
export function processFile(
  process: ProcessModel,
  context: ProcessFileContext,
): string {
  return printLayout([
    blocks([
      BANNER,
      lines(imports(process, context)),
      inputsLayout(process),
      outputsLayout(process),
      ...process.types.map(namedTypeLayout),
      ...process.enumerations.map((enumeration) =>
        enumerationLayout(process, enumeration),
      ),
      functionLayout(process, context),
    ]),
    doc.hardline,
  ]);
}

/** Whether a caller may leave out all inputs. */
export function hasOptionalInputs(process: ProcessModel): boolean {
  return process.inputs.every((input) => input.optional);
}

function functionType(process: ProcessModel): string {
  return hasOptionalInputs(process)
    ? "OptionalInputsProcess"
    : "ProcessFunction";
}

function imports(
  process: ProcessModel,
  context: ProcessFileContext,
): readonly Doc[] {
  const uses = typeUses(typesOfProcess(process));
  const shared = context.sharedTypes
    .map(({ name }) => name)
    .filter((name) => uses.references.has(name));
  return [
    ...importLayout(
      [{ name: "getDefaultClient", type: false }],
      "../client.js",
    ),
    ...importLayout(
      [
        { name: "defineProcess", type: false },
        { name: functionType(process), type: true },
        ...[...uses.runtime].map((name) => ({ name, type: true })),
      ],
      context.runtimeModule,
    ),
    ...importLayout(
      shared.map((name) => ({ name, type: true })),
      "../types.js",
    ),
  ];
}

/** The interface of a process's inputs. */
export function inputsLayout(process: ProcessModel): Doc {
  const named = new Map(process.types.map((type) => [type.name, type]));
  return interfaceLayout(
    process.inputsTypeName,
    { kind: "object", properties: process.inputs },
    [`Inputs of {@link ${process.functionName}}.`],
    (property) => memberComment(property, named),
  );
}

/** The interface of a process's outputs. */
export function outputsLayout(process: ProcessModel): Doc {
  const named = new Map(process.types.map((type) => [type.name, type]));
  return interfaceLayout(
    process.outputsTypeName,
    {
      kind: "object",
      properties: process.outputs.map((output) => ({
        ...output,
        optional: false,
      })),
    },
    [`Outputs of {@link ${process.functionName}}.`],
    (property) => memberComment(property, named),
  );
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
  const names = [...typeUses([property.type]).references];
  const repeated = names.some((name) => {
    const type = named.get(name);
    return (
      type === undefined ||
      type.documentation.description === documentation.description
    );
  });
  if (!repeated || documentation.description === undefined) {
    return commentLines(documentation);
  }
  const described = docText(documentation.description);
  const end = described.indexOf("");
  const description = end === -1 ? described : described.slice(0, end);
  return commentLines({
    ...documentation,
    description: description.join("\n"),
  });
}

function enumerationLayout(
  process: ProcessModel,
  enumeration: EnumerationModel,
): Doc {
  const start = `export const ${identifier(enumeration.name)} = `;
  return [
    docComment([
      `Values that {@link ${process.inputsTypeName}} lists for \`${docLine(enumeration.input)}\`.`,
    ]),
    start,
    textLayout(
      valueText(enumeration.values, start.length + " as const".length),
    ),
    " as const;",
  ];
}

function functionLayout(
  process: ProcessModel,
  context: ProcessFileContext,
): Doc {
  const call = textLayout(
    `/* @__PURE__ */ defineProcess(getDefaultClient, ${definitionText(process, context)});`,
  );
  const short = shortDeclaration(process).length <= WIDTH;
  return [
    docComment(functionComment(process, context)),
    "export ",
    declarationLayout(process),
    " =",
    short ? doc.indent([doc.hardline, call]) : [" ", call],
  ];
}

/** `const name: Type<Inputs, Outputs>`, where ` =` must still fit on the line. */
function declarationLayout(process: ProcessModel): Doc {
  return doc.group(
    [
      `const ${identifier(process.functionName)}: ${functionType(process)}<`,
      doc.indent([
        doc.softline,
        identifier(process.inputsTypeName),
        ",",
        doc.line,
        identifier(process.outputsTypeName),
      ]),
      doc.softline,
      ">",
    ],
    { shouldBreak: shortDeclaration(process).length > WIDTH },
  );
}

/** The declaration of a process's function without its value, for people to read. */
export function signatureLayout(process: ProcessModel): Doc {
  return [
    docComment(commentLines({ ...process.documentation, tags: [] })),
    "declare ",
    declarationLayout(process),
    ";",
  ];
}

/** The declaration on one line: where it fits, Prettier puts the call on the next. */
function shortDeclaration(process: ProcessModel): string {
  return `export const ${process.functionName}: ${functionType(process)}<${process.inputsTypeName}, ${process.outputsTypeName}> =`;
}

function functionComment(
  process: ProcessModel,
  context: ProcessFileContext,
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
      ...exampleLines(process, context.sharedTypes),
    ],
  );
}

function exampleLines(
  process: ProcessModel,
  sharedTypes: readonly NamedType[],
): CommentLines {
  const call = exampleCall(process, sharedTypes);
  return call === undefined ? [] : ["@example", ...docText(call)];
}

/** A call of the process with example inputs, as text. */
export function exampleCall(
  process: ProcessModel,
  sharedTypes: readonly NamedType[],
): string | undefined {
  const inputs = exampleInputs(process, sharedTypes);
  if (inputs === undefined) return undefined;
  return callCode(
    `const ${exampleResult(process)} =`,
    `await ${process.functionName}(`,
    inputs,
  );
}

/** Few outputs are taken apart in an example, if their names are names of variables. */
function exampleResult(process: ProcessModel): string {
  const names = process.outputs.map(({ name }) => name);
  const simple = names.every(
    (name) => /^[A-Za-z_]\w*$/.test(name) && !RESERVED_WORDS.has(name),
  );
  return simple && names.length > 0 && names.length <= 2
    ? `{ ${names.join(", ")} }`
    : "outputs";
}

function definitionText(
  process: ProcessModel,
  context: ProcessFileContext,
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
      ...(context.objectInputs === "plain"
        ? {}
        : { objectInputs: context.objectInputs }),
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
