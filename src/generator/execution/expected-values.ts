import type { ValidationFault } from "../../runtime/index.js";
import { printed } from "../emit/layout.js";
import { typeLayout } from "../emit/type-layout.js";
import { pointerToken } from "../json.js";
import type { InputModel, ProcessModel } from "../model/service-model.js";

/** Longer types say nothing in one line. */
const LONGEST = 160;

/** Tags of a doc comment that say which values are valid. */
const BOUNDS =
  /^(minimum|maximum|exclusiveMinimum|exclusiveMaximum|minLength|maxLength|pattern|format|minItems|maxItems|multipleOf|default)$/;

/**
 * What a process expects of the inputs that are not valid, as one line.
 *
 * @returns undefined where all of them are unknown to it.
 */
export function expectedValues(
  faults: readonly ValidationFault[],
  { inputs, types }: Pick<ProcessModel, "inputs" | "types">,
): string | undefined {
  const wrong = inputs.filter(({ name }) => {
    const own = `/${pointerToken(name)}`;
    return faults.some(({ pointer }) => `${pointer}/`.startsWith(`${own}/`));
  });
  const texts = wrong.map(
    (input) => `${input.name} is ${expectedValue(input, types)}`,
  );
  return texts.length === 0 ? undefined : `${texts.join("; ")}.`;
}

function expectedValue(
  { documentation, type }: InputModel,
  types: ProcessModel["types"],
): string {
  const named =
    type.kind === "reference"
      ? types.find(({ name }) => name === type.name)?.type
      : undefined;
  const text = printed(typeLayout(named ?? type))
    .replaceAll(/\s+/g, " ")
    .replace(/^\| /, "");
  const bounds = documentation.tags
    .filter(({ name }) => BOUNDS.test(name))
    .map((tag) => `${tag.name} ${tag.text}`);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return [shown, ...bounds].join(", ");
}
