import type { InputDescription } from "../description/process-description.js";
import { CORRECT_DESCRIPTION, type Diagnostic } from "../diagnostic.js";
import type { InputModel, TypeExpression } from "./service-model.js";
import type { TypeDraft } from "./type-drafts.js";

/**
 * Warnings of required inputs that no value satisfies, as with an empty `enum` or the schema `false`: nobody can call the
 * function.
 *
 * @param drafts - The named types, to which the types of the inputs refer by their keys.
 */
export function impossibleInputs(
  process: string,
  inputs: readonly InputModel[],
  descriptions: readonly InputDescription[],
  drafts: readonly TypeDraft[],
): readonly Diagnostic[] {
  if (inputs.every(({ optional }) => optional)) return [];
  const names = impossibleNames(drafts);
  return inputs.flatMap((input, index): readonly Diagnostic[] => {
    const pointer = descriptions[index]?.schemaPointer;
    return input.optional || !isImpossible(typeOfOne(input), names)
      ? []
      : [
          {
            severity: "warning",
            code: "input-without-values",
            process,
            ...(pointer === undefined ? {} : { pointer }),
            message:
              "No value satisfies the schema of this input, which is required: the function cannot be called.",
            hint: CORRECT_DESCRIPTION,
          },
        ];
  });
}

/** What is required of an input that repeats is one value of it. */
function typeOfOne({ type, many }: InputModel): TypeExpression {
  return many === true && type.kind === "array" ? type.element : type;
}

/** The keys of named types that no value has. At first all are, so that those that require themselves stay. */
function impossibleNames(drafts: readonly TypeDraft[]): ReadonlySet<string> {
  const names = new Set(drafts.map(({ key }) => key));
  let left = drafts;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter(({ key, type }) => {
      if (isImpossible(type, names)) return true;
      names.delete(key);
      return false;
    });
  }
  return names;
}

/** Whether no value has a type: `never`, and what requires such a part. */
function isImpossible(
  type: TypeExpression,
  names: ReadonlySet<string>,
): boolean {
  const isSo = (part: TypeExpression): boolean => isImpossible(part, names);
  switch (type.kind) {
    case "keyword":
      return type.name === "never";
    case "union":
      return type.members.every(isSo);
    case "tuple":
      return type.elements.slice(0, type.required).some(isSo);
    case "object":
      return type.properties.some((one) => !one.optional && isSo(one.type));
    case "tagged":
      return isSo(type.base) || isSo(type.value);
    case "reference":
      return names.has(type.name);
    case "array":
    case "literal":
    case "runtime":
      return false;
    default:
      return type satisfies never;
  }
}
