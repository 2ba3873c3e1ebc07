import { RESERVED_WORDS } from "../model/reserved-names.js";
import type { ProcessModel } from "../model/service-model.js";
import { exampleInputs, type TypesByName } from "./example-values.js";
import { callCode } from "./usage-code.js";

/** A call of the process with example inputs, as text; undefined where no example compiles. */
export function exampleCall(
  process: ProcessModel,
  sharedTypes: TypesByName,
): string | undefined {
  const inputs = exampleInputs(process, sharedTypes);
  if (inputs === undefined) return undefined;
  return callCode(
    `const ${exampleResult(process)} =`,
    `await ${process.functionName}(`,
    inputs,
  );
}

/** One or two outputs are destructured in an example, if their names can be variables. */
function exampleResult(process: ProcessModel): string {
  const names = process.outputs.map(({ name }) => name);
  const simple = names.every(
    (name) => /^[A-Za-z_]\w*$/.test(name) && !RESERVED_WORDS.has(name),
  );
  return simple && names.length > 0 && names.length <= 2
    ? `{ ${names.join(", ")} }`
    : "outputs";
}
