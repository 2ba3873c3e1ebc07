import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../diagnostic.js";
import { signatures } from "../emit/signatures.js";
import { identifier, stringLiteral } from "../emit/text.js";
import { pointerToken } from "../json.js";
import type { ProcessModel, ServiceModel } from "../model/types.js";
import { secondOpinionSchema, type Side } from "./second-opinion.js";

/** One input or output, and whether the other program gives it the same type. */
export interface Comparison {
  readonly process: string;
  readonly side: Side;
  readonly name: string;
  readonly agrees: boolean;
  /** What the compiler says where they do not agree. */
  readonly message?: string;
}

/**
 * Compares the type of each input and output, with all named types in it,
 * with the one that json-schema-to-typescript makes of the exported schema.
 * The compiler decides: types agree if each is assignable to the other. A
 * disagreement is a warning: one of the two programs is wrong.
 */
export async function crossCheck(
  model: ServiceModel,
): Promise<readonly Diagnostic[]> {
  const comparisons = await compareTypes(model);
  return comparisons
    .filter(({ agrees }) => !agrees)
    .map(({ process, side, name, message }) => ({
      severity: "warning",
      code: "verify-second-opinion",
      process,
      pointer: `/${side}/${pointerToken(name)}`,
      message: `json-schema-to-typescript gives this value another type: ${message ?? ""}`,
      hint: "Look at the type; if it is wrong, please report it with the process's description.",
    }));
}

/** Compares all inputs and outputs of a model: see {@link crossCheck}. */
export async function compareTypes(
  model: ServiceModel,
): Promise<readonly Comparison[]> {
  const files = new Map([
    ["runtime.ts", RUNTIME],
    ["ours.ts", `${RUNTIME_IMPORT}\n${signatures(model)}`],
  ]);
  const lines: Comparison[][] = [];
  for (const [index, process] of model.processes.entries()) {
    for (const side of ["inputs", "outputs"] as const) {
      files.set(`${side}-${index}.ts`, await secondOpinion(process, side));
    }
    const comparisons = valuesOf(process);
    files.set(
      `compare-${index}.ts`,
      comparisonFile(process, index, comparisons),
    );
    lines.push(comparisons);
  }
  const found = await check(files);
  return lines.flatMap((comparisons, index) =>
    comparisons.map((comparison, line): Comparison => {
      const message = found.get(
        `compare-${index}.ts:${HEADER_LINES + line + 1}`,
      );
      return message === undefined
        ? comparison
        : { ...comparison, agrees: false, message };
    }),
  );
}

function valuesOf(process: ProcessModel): Comparison[] {
  return (["inputs", "outputs"] as const).flatMap((side) =>
    process[side].map(({ name }) => ({
      process: process.id,
      side,
      name,
      agrees: true,
    })),
  );
}

/**
 * The runtime's types as their exported schemas describe them, since that is
 * all that the other program sees: encoded content is text there.
 */
const RUNTIME = `
type Tagged<Tags> = { type: Tags };
export type BinaryInput = string;
export type ResultFile = string;
export type BoundingBox = { bbox: number[]; crs?: string };
export type Feature = Tagged<"Feature"> & { geometry: unknown; properties: unknown };
export type FeatureCollection = Tagged<"FeatureCollection"> & { features: unknown };
export type Geometry = Tagged<"GeometryCollection" | "LineString" | "MultiLineString"
  | "MultiPoint" | "MultiPolygon" | "Point" | "Polygon">;
export type Link = { href: string };
export type ProcessFunction<Inputs, Outputs> = [Inputs, Outputs];
export type OptionalInputsProcess<Inputs, Outputs> = [Inputs, Outputs];
`;

const RUNTIME_IMPORT =
  'import type { BinaryInput, BoundingBox, Feature, FeatureCollection, Geometry, Link, OptionalInputsProcess, ProcessFunction, ResultFile } from "./runtime.js";';

/** What the other program makes of one side of a process: an interface `Opinion`. */
async function secondOpinion(
  process: ProcessModel,
  side: Side,
): Promise<string> {
  const { compile } = await import("json-schema-to-typescript");
  return compile(secondOpinionSchema(process.schemas[side], side), "Opinion", {
    additionalProperties: false,
    bannerComment: "",
    declareExternallyReferenced: true,
    enableConstEnums: false,
    format: false,
    strictIndexSignatures: false,
    unknownAny: true,
    unreachableDefinitions: false,
    $refOptions: { resolve: { external: false } },
  });
}

const HEADER_LINES = 4;

function comparisonFile(
  process: ProcessModel,
  index: number,
  comparisons: readonly Comparison[],
): string {
  const { inputsTypeName, outputsTypeName } = process;
  const names = `${identifier(inputsTypeName)} as Inputs, ${identifier(outputsTypeName)} as Outputs`;
  return [
    `import type { ${names} } from "./ours.js";`,
    `import type { Opinion as InputsOpinion } from "./inputs-${index}.js";`,
    `import type { Opinion as OutputsOpinion } from "./outputs-${index}.js";`,
    "declare function same<One, Other>(one: One & { [Key in keyof One]: One[Key] }, other: Other): void; export type All = [Inputs, Outputs, InputsOpinion, OutputsOpinion, typeof same];",
    ...comparisons.map(comparisonLine),
  ].join("\n");
}

/** Two assignments on a line, one in each direction. */
function comparisonLine({ side, name }: Comparison, index: number): string {
  const key = stringLiteral(name);
  const type = side === "inputs" ? "Inputs" : "Outputs";
  const one = `${type}[${key}]`;
  const other = `${type}Opinion[${key}]`;
  return `export const to${index}: (value: ${one}) => ${other} = (value) => value; export const from${index}: (value: ${other}) => ${one} = (value) => value;`;
}

/** Type-checks files in memory: messages by file and line. */
async function check(
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const { Project, ts } = await import("ts-morph");
  const root = fileURLToPath(new URL("../../../cross-check/", import.meta.url));
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
    },
  });
  for (const [path, text] of files) project.createSourceFile(root + path, text);
  const messages = new Map<string, string>();
  for (const source of project.getSourceFiles()) {
    const path = source.getFilePath().slice(root.length);
    if (!path.startsWith("compare-")) continue;
    for (const found of source.getPreEmitDiagnostics()) {
      const text = ts.flattenDiagnosticMessageText(
        found.compilerObject.messageText,
        " ",
      );
      messages.set(`${path}:${found.getLineNumber() ?? 0}`, text);
    }
  }
  return messages;
}
