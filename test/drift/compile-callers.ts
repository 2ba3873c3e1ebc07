import { readAssets } from "../../src/generator/assets.js";
import { emitPackage } from "../../src/generator/emit/emit.js";
import {
  createProgram,
  findings,
  type Finding,
  type VirtualFile,
} from "../types/compile.js";
import type { DriftCase } from "./drift-case.js";
import type { ModelledCase } from "./old-requests.js";

/** An error of the compiler: the first line of what it says. */
export type CallerError = Pick<Finding, "code" | "message">;

/** The compiler's errors in an old caller, against both packages; of each code, the first. */
export interface CallerFindings {
  readonly before: readonly CallerError[];
  readonly after: readonly CallerError[];
}

/** Compiles an old caller of each case against the package as it was and as it is, all in one program. */
export async function compileCallers(
  cases: readonly ModelledCase[],
): Promise<readonly CallerFindings[]> {
  const assets = await readAssets();
  const files = cases.flatMap(({ given, before, after }, index) =>
    [before, after].flatMap((model, side): readonly VirtualFile[] => {
      const folder = `case-${index}-${side}`;
      const emitted = emitPackage(model, {
        defaultUrl: "http://localhost:8008/",
        objectInputs: "plain",
        runtimeImport: { module: "s2gos-codegen/runtime", version: "0.1.0" },
        ...assets,
      });
      return [
        { path: `${folder}/caller.ts`, text: callerText(given) },
        ...emitted
          .filter(({ path }) => path.endsWith(".ts"))
          .map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
      ];
    }),
  );
  const program = createProgram(files, (path) => path.endsWith("caller.ts"));
  const found = findings(program, (path) => path.startsWith("case-"));
  const errors = (index: number, side: number): readonly CallerError[] => {
    const folder = `case-${index}-${side}/`;
    const byCode = new Map<number, CallerError>();
    for (const { path, code, message } of found) {
      if (!path.startsWith(folder) || byCode.has(code)) continue;
      const [first = ""] = message.split("\n");
      byCode.set(code, { code, message: first });
    }
    return [...byCode.values()];
  };
  return cases.map((_, index) => ({
    before: errors(index, 0),
    after: errors(index, 1),
  }));
}

/** A program that was written against the package as it was. */
function callerText(given: DriftCase): string {
  const { inputs = {}, inputsCode = JSON.stringify(inputs) } = given;
  const names = ["p", "type PInputs", "type POutputs"];
  if (given.imports !== undefined) names.push(given.imports);
  return `import { ${names.join(", ")} } from "./index.js";
export async function caller(): Promise<POutputs> {
  const inputs: PInputs = ${inputsCode};
  const results: POutputs = await p(inputs);
  ${given.reads ?? ""}
  return results;
}
`;
}
