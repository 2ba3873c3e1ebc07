import { readAssets } from "../../src/generator/assets.js";
import { emitPackage } from "../../src/generator/emit/emit.js";
import { createProgram, findings, type VirtualFile } from "../types/compile.js";
import type { DriftCase } from "./drift-case.js";
import type { ModelledCase } from "./old-requests.js";

/** Codes of the compiler's errors in an old caller, against both packages. */
export interface CallerFindings {
  readonly before: readonly number[];
  readonly after: readonly number[];
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
  const codes = (index: number, side: number): readonly number[] => {
    const folder = `case-${index}-${side}/`;
    return [
      ...new Set(
        found
          .filter(({ path }) => path.startsWith(folder))
          .map(({ code }) => code),
      ),
    ];
  };
  return cases.map((_, index) => ({
    before: codes(index, 0),
    after: codes(index, 1),
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
