import type { Json } from "../json.js";
import { bracketed } from "./bracketed.js";
import { printed, WIDTH } from "./layout.js";
import { stringLiteral } from "./text.js";
import { placeAfter, placeInside, valueLayout } from "./value-layout.js";

type Inputs = Readonly<Record<string, Json>>;

/** Code that shows how to use a function, in Prettier's default style whatever the function's name. */
export interface UsageCode {
  readonly import: string;
  /** Submits, waits and fetches. */
  readonly call: string;
  /** Submits and returns the job. */
  readonly submit: string;
}

/** The code of a README's section on usage. */
export function usageCode(functionName: string, module: string): UsageCode {
  return {
    import: bracketed(
      "import {",
      ["createClient", functionName],
      `} from ${stringLiteral(module)};`,
      { spaces: true, lastComma: true },
    ),
    call: awaitedCall("outputs", functionName, [
      "client,",
      "onProgress: (status) => console.log(status.progress, status.message),",
    ]),
    submit: awaitedCall("job", `${functionName}.submit`, ["client"]),
  };
}

/**
 * `const result = await callee({ inputs });` as Prettier breaks it.
 *
 * @param left - Up to the equals sign.
 * @param call - From `await` up to the opening parenthesis.
 */
export function callCode(left: string, call: string, inputs: Inputs): string {
  const head = `${left} ${call}`;
  if (Object.keys(inputs).length === 0) {
    return `${head});`.length <= WIDTH ? `${head});` : `${left}\n  ${call});`;
  }
  return head.length <= WIDTH
    ? withInputs(head, 0, inputs)
    : `${left}\n  ${withInputs(call, 2, inputs)}`;
}

function withInputs(head: string, indent: number, inputs: Inputs): string {
  const start = { indent, used: indent, after: 2 };
  const layout = valueLayout(inputs, placeAfter(start, head));
  const text = printed([head, layout, ");"], indent);
  const end = text.indexOf("\n");
  if (indent + (end === -1 ? text.length : end) <= WIDTH) return text;
  const inner = " ".repeat(indent + 2);
  const moved = valueLayout(inputs, placeInside(start));
  const value = printed([moved, ","], indent + 2);
  return `${head}\n${inner}${value}\n${" ".repeat(indent)});`;
}

/** `const result = await callee(inputs, { options });`, on as few lines as fit. */
function awaitedCall(
  result: string,
  callee: string,
  options: readonly string[],
): string {
  const left = `const ${result} =`;
  const call = `await ${callee}(`;
  return `${left} ${call}`.length <= WIDTH
    ? withArguments(`${left} ${call}`, "", options)
    : `${left}\n${withArguments(`  ${call}`, "  ", options)}`;
}

function withArguments(
  head: string,
  indent: string,
  options: readonly string[],
): string {
  const [only] = options;
  const flat = `${head}inputs, { ${only ?? ""} });`;
  if (options.length === 1 && flat.length <= WIDTH) return flat;
  if (`${head}inputs, {`.length <= WIDTH) {
    return block(`${head}inputs, {`, options, `${indent}});`, indent);
  }
  const inner = `${indent}  `;
  const last =
    options.length === 1
      ? `${inner}{ ${only ?? ""} },`
      : block(`${inner}{`, options, `${inner}},`, inner);
  return [head, `${inner}inputs,`, last, `${indent});`].join("\n");
}

function block(
  first: string,
  members: readonly string[],
  end: string,
  indent: string,
): string {
  const lines = members.map(
    (member) => `${indent}  ${member.replace(/,?$/, ",")}`,
  );
  return [first, ...lines, end].join("\n");
}
