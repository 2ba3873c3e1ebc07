import type {
  InputModel,
  NamedType,
  OutputModel,
  ProcessModel,
  PropertyModel,
  TypeExpression,
} from "../model/service-model.js";
import { memberJoin, objectText } from "./member-texts.js";
import { processTerms } from "./terms.js";

/**
 * A process as far as callers can see it: the JSON text of a `CompactProcess`. It is printed from
 * the model at once: of a thousand processes most are compared as texts only, and objects with
 * names of their own cost many times as much memory as the text.
 */
export function compactProcess(process: ProcessModel): string {
  return objectText([
    ["version", process.version === undefined ? "" : quoted(process.version)],
    ["function", quoted(process.functionName)],
    [
      "interfaces",
      `[${quoted(process.inputsTypeName)},${quoted(process.outputsTypeName)}]`,
    ],
    ["inputs", `{${membersText(process.inputs)}}`],
    ["outputs", typesText(process.outputs)],
    ["types", typesText(process.types)],
    ["terms", processTerms(process)],
  ]);
}

function typesText(types: readonly (NamedType | OutputModel)[]): string {
  let all = "";
  for (const { name, type } of types) {
    all = memberJoin(all, `${quoted(name)}:${compactType(type)}`);
  }
  return `{${all}}`;
}

/** A type without its documentation: the JSON text of a `CompactType`. */
export function compactType(type: TypeExpression): string {
  switch (type.kind) {
    case "keyword":
      return quoted(type.name);
    case "literal":
      return enumText([JSON.stringify(type.value)]);
    case "array":
      return `{"array":${compactType(type.element)}}`;
    case "tuple":
      return objectText([
        ["tuple", `[${type.elements.map(compactType).join(",")}]`],
        ["rest", type.rest === undefined ? "" : compactType(type.rest)],
      ]);
    case "union":
      return unionText(type);
    case "object":
      return type.additional === undefined
        ? `{${membersText(type.properties)}}`
        : `{${membersText(type.properties)},"additional":${compactType(type.additional)}}`;
    case "tagged":
      return objectText([
        ["tagged", compactType(type.base)],
        ["property", quoted(type.property)],
        ["value", compactType(type.value)],
      ]);
    case "reference":
      return `{"ref":${quoted(type.name)}}`;
    case "runtime":
      return `{"runtime":${quoted(type.name)}}`;
  }
}

type UnionType = Extract<TypeExpression, { readonly kind: "union" }>;

/** Literals that stand side by side become one enumeration. */
function unionText(type: UnionType): string {
  const literals: string[] = [];
  const others: string[] = [];
  for (const member of type.members) {
    const values = literalTexts(member);
    if (values === undefined) others.push(compactType(member));
    else literals.push(...values);
  }
  const all = literals.length === 0 ? others : [enumText(literals), ...others];
  const [only] = all;
  return all.length === 1 && only !== undefined
    ? only
    : `{"union":[${all.join(",")}]}`;
}

/** The values of a type that is nothing but literals; undefined where it is more. */
function literalTexts(type: TypeExpression): readonly string[] | undefined {
  if (type.kind === "literal") return [JSON.stringify(type.value)];
  if (type.kind !== "union" || type.members.length === 0) return undefined;
  const texts: string[] = [];
  for (const member of type.members) {
    const values = literalTexts(member);
    if (values === undefined) return undefined;
    texts.push(...values);
  }
  return texts;
}

function enumText(values: readonly string[]): string {
  return `{"enum":[${values.join(",")}]}`;
}

/** The members of an object: those that must be there apart from the others. */
function membersText(members: readonly (InputModel | PropertyModel)[]): string {
  let required = "";
  let others = "";
  for (const { name, type, optional } of members) {
    const text = `${quoted(name)}:${compactType(type)}`;
    if (optional) others = memberJoin(others, text);
    else required = memberJoin(required, text);
  }
  return `"required":{${required}},"optional":{${others}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
