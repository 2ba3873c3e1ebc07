import type {
  InputModel,
  NamedType,
  OutputModel,
  ProcessModel,
  PropertyModel,
  TypeExpression,
} from "../model/service-model.js";
import { printedJson, quotedText } from "../json.js";
import { memberJoin } from "./member-texts.js";
import { processTerms } from "./terms.js";

/**
 * A process as far as callers can see it: the JSON text of a `CompactProcess`. It is printed from
 * the model at once: of a thousand processes most are compared as texts only, and objects with
 * names of their own cost many times as much memory as the text.
 */
export function compactProcess(process: ProcessModel): string {
  const { version, functionName, inputsTypeName, outputsTypeName } = process;
  const start =
    version === undefined ? "" : `"version":${quotedText(version)},`;
  const names = `"function":"${functionName}","interfaces":["${inputsTypeName}","${outputsTypeName}"]`;
  return `{${start}${names},"inputs":{${membersText(process.inputs)}},"outputs":${typesText(process.outputs)},"types":${typesText(process.types)},"terms":${processTerms(process)}}`;
}

function typesText(types: readonly (NamedType | OutputModel)[]): string {
  let all = "";
  for (const { name, type } of types) {
    all = memberJoin(all, `${quotedText(name)}:${compactType(type)}`);
  }
  return `{${all}}`;
}

/** A type without its documentation: the JSON text of a `CompactType`. Names of types have nothing to escape. */
export function compactType(type: TypeExpression): string {
  switch (type.kind) {
    case "keyword":
      return `"${type.name}"`;
    case "literal":
      return `{"enum":[${printedJson(type.value)}]}`;
    case "array":
      return `{"array":${compactType(type.element)}}`;
    case "tuple":
      return type.rest === undefined
        ? `{"tuple":[${type.elements.map(compactType).join(",")}]}`
        : `{"tuple":[${type.elements.map(compactType).join(",")}],"rest":${compactType(type.rest)}}`;
    case "union":
      return unionText(type);
    case "object":
      return type.additional === undefined
        ? `{${membersText(type.properties)}}`
        : `{${membersText(type.properties)},"additional":${compactType(type.additional)}}`;
    case "tagged":
      return `{"tagged":${compactType(type.base)},"property":${quotedText(type.property)},"value":${compactType(type.value)}}`;
    case "reference":
      return `{"ref":"${type.name}"}`;
    case "runtime":
      return `{"runtime":"${type.name}"}`;
  }
}

type UnionType = Extract<TypeExpression, { readonly kind: "union" }>;

/** Literals that stand side by side become one enumeration. */
function unionText({ members }: UnionType): string {
  let literals = "";
  let others = "";
  let count = 0;
  for (const member of members) {
    const values = literalsText(member);
    if (values !== undefined) literals = memberJoin(literals, values);
    else {
      others = memberJoin(others, compactType(member));
      count += 1;
    }
  }
  if (literals === "") return count === 1 ? others : `{"union":[${others}]}`;
  const values = `{"enum":[${literals}]}`;
  return count === 0 ? values : `{"union":[${values},${others}]}`;
}

/** The values of a type that is nothing but literals; undefined where it is more. */
function literalsText(type: TypeExpression): string | undefined {
  if (type.kind === "literal") return printedJson(type.value);
  if (type.kind !== "union" || type.members.length === 0) return undefined;
  let all = "";
  for (const member of type.members) {
    const values = literalsText(member);
    if (values === undefined) return undefined;
    all = memberJoin(all, values);
  }
  return all;
}

/** The members of an object: those that must be there apart from the others. */
function membersText(members: readonly (InputModel | PropertyModel)[]): string {
  let required = "";
  let others = "";
  for (const { name, type, optional } of members) {
    const text = `${quotedText(name)}:${compactType(type)}`;
    if (optional) others = memberJoin(others, text);
    else required = memberJoin(required, text);
  }
  return `"required":{${required}},"optional":{${others}}`;
}
