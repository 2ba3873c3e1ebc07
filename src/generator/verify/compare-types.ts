import type { Options } from "json-schema-to-typescript";
import { signatures } from "../emit/signatures.js";
import { stringLiteral } from "../emit/text.js";
import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import { RUNTIME_IMPORT, RUNTIME_TYPES } from "./runtime-types.js";
import { secondOpinionSchema, type Side } from "./second-opinion.js";

/** One input or output, and whether the other program gives it the same type. */
export interface Comparison {
  /** Place of the process in the model. */
  readonly process: number;
  readonly side: Side;
  /** Place of the input or output in the process. */
  readonly index: number;
  /** What the compiler says where they do not agree. */
  readonly message?: string;
}

/**
 * Compares the type of each input and output, with all named types in it, with
 * the one that json-schema-to-typescript makes of the exported schema. The
 * compiler decides, in one program in memory: types agree if each is
 * assignable to the other.
 *
 * @param model - with pseudonyms for all that is a server's.
 */
export async function compareTypes(
  model: ServiceModel,
): Promise<readonly Comparison[]> {
  const project = await emptyProject();
  project.createSourceFile("runtime.ts", RUNTIME_TYPES);
  project.createSourceFile(
    "ours.ts",
    `${RUNTIME_IMPORT}\n${signatures(model)}`,
  );
  const sources = [];
  for (const [index, process] of model.processes.entries()) {
    for (const side of ["inputs", "outputs"] as const) {
      const text = await secondOpinion(process, side);
      project.createSourceFile(`${side}-${index}.ts`, text);
    }
    const text = comparisonFile(process, index);
    sources.push(project.createSourceFile(`compare-${index}.ts`, text));
  }
  return sources.flatMap((source, index) => {
    // The first of a line counts, so it must be set last.
    const found = new Map(
      source
        .getPreEmitDiagnostics()
        .reverse()
        .map((one) => [one.getLineNumber(), messageOf(one.getMessageText())]),
    );
    return valuesOf(model.processes[index]).map((value, line): Comparison => {
      const message = found.get(HEADER_LINES + line + 1);
      return { process: index, ...value, ...(message && { message }) };
    });
  });
}

async function emptyProject() {
  const { Project, ts } = await import("ts-morph");
  return new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
    },
  });
}

/** The first line of a message says what does not fit; the others say it again for each part. */
function messageOf(text: string | { getMessageText(): string }): string {
  return typeof text === "string" ? text : text.getMessageText();
}

type Value = Pick<Comparison, "index" | "side">;

function valuesOf(process: ProcessModel | undefined): readonly Value[] {
  return (["inputs", "outputs"] as const).flatMap((side) =>
    (process?.[side] ?? []).map((_value, index) => ({ side, index })),
  );
}

/** The library executes and fetches what it is not told to leave alone. */
const OPTIONS: Partial<Options> = {
  additionalProperties: false,
  bannerComment: "",
  declareExternallyReferenced: true,
  enableConstEnums: false,
  format: false,
  strictIndexSignatures: false,
  unknownAny: true,
  unreachableDefinitions: false,
  $refOptions: { resolve: { external: false } },
};

/** What the other program makes of one side of a process: an interface `Opinion`. */
async function secondOpinion(
  process: ProcessModel,
  side: Side,
): Promise<string> {
  const { compile } = await import("json-schema-to-typescript");
  const schema = secondOpinionSchema(process.schemas[side], side);
  return compile(schema, "Opinion", OPTIONS);
}

const HEADER_LINES = 3;

function comparisonFile(process: ProcessModel, index: number): string {
  const { inputsTypeName, outputsTypeName } = process;
  const names = `${inputsTypeName} as Inputs, ${outputsTypeName} as Outputs`;
  return [
    `import type { ${names} } from "./ours.js";`,
    `import type { Opinion as InputsOpinion } from "./inputs-${index}.js";`,
    `import type { Opinion as OutputsOpinion } from "./outputs-${index}.js";`,
    ...valuesOf(process).map((value, line) =>
      comparisonLine(process, value, line),
    ),
  ].join("\n");
}

/** Two assignments on a line, one in each direction. */
function comparisonLine(
  process: ProcessModel,
  { side, index }: Value,
  line: number,
): string {
  const key = stringLiteral(process[side][index]?.name ?? "");
  const type = side === "inputs" ? "Inputs" : "Outputs";
  const one = `${type}[${key}]`;
  const other = `${type}Opinion[${key}]`;
  return `export const to${line}: (value: ${one}) => ${other} = (value) => value; export const from${line}: (value: ${other}) => ${one} = (value) => value;`;
}
