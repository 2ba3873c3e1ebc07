import type { Options } from "json-schema-to-typescript";
import { signatures } from "../emit/signatures.js";
import { stringLiteral } from "../emit/text.js";
import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import {
  RUNTIME_IMPORT,
  RUNTIME_DECLARATIONS,
} from "./runtime-declarations.js";
import { secondOpinionSchema, type Side } from "./second-opinion.js";

/** One input or output, and whether the other program gives it the same type. */
export interface ComparedValue {
  /** Index of the process in the model. */
  readonly process: number;
  readonly side: Side;
  /** Index of the input or output in the process. */
  readonly index: number;
  /** The compiler's message where the two types differ; absent where they agree. */
  readonly message?: string;
}

/**
 * Compares the type of each input and output, including all named types in it,
 * with the type that json-schema-to-typescript makes of the same schema. The
 * compiler decides, in one program in memory: two types agree if each is
 * assignable to the other.
 *
 * @param model - the model, with pseudonyms for all names and strings of the server.
 */
export async function compareTypes(
  model: ServiceModel,
): Promise<readonly ComparedValue[]> {
  const project = await emptyProject();
  project.createSourceFile("runtime.ts", RUNTIME_DECLARATIONS);
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
    // The first message of a line counts, so it is set last.
    const found = new Map(
      source
        .getPreEmitDiagnostics()
        .reverse()
        .map((one) => [one.getLineNumber(), messageText(one.getMessageText())]),
    );
    return valuesOf(model.processes[index]).map(
      (value, line): ComparedValue => {
        const message = found.get(HEADER_LINES + line + 1);
        return { process: index, ...value, ...(message && { message }) };
      },
    );
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

/** The first line of a message says what does not fit; the other lines repeat it for each part. */
function messageText(text: string | { getMessageText(): string }): string {
  return typeof text === "string" ? text : text.getMessageText();
}

type Value = Pick<ComparedValue, "index" | "side">;

function valuesOf(process: ProcessModel | undefined): readonly Value[] {
  return (["inputs", "outputs"] as const).flatMap((side) =>
    (process?.[side] ?? []).map((_value, index) => ({ side, index })),
  );
}

/** Without these options, the library runs and fetches things that a schema names. */
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

/** The code that the other program makes of one side of a process: an interface `Opinion`. */
async function secondOpinion(
  process: ProcessModel,
  side: Side,
): Promise<string> {
  const { compile } = await import("json-schema-to-typescript");
  const schema = secondOpinionSchema(process.typeSchemas[side], side);
  return compile(schema, "Opinion", OPTIONS);
}

/** Lines of a comparison file before its comparisons. */
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

/** Two assignments on one line, one in each direction. */
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
