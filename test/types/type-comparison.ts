import { compile } from "json-schema-to-typescript";
import { signatures } from "../../src/generator/emit/signatures.js";
import type {
  ProcessModel,
  ServiceModel,
} from "../../src/generator/model/types.js";
import { createProgram, findings } from "./compile.js";
import { secondOpinionSchema, type Side } from "./second-opinion.js";
import { literal } from "./value-text.js";

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
 * The compiler decides, in one program: types agree if each is assignable to
 * the other.
 */
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
  const program = createProgram(
    [...files].map(([path, text]) => ({ path, text })),
  );
  const found = new Map(
    findings(program, (path) => path.startsWith("compare-")).map(
      ({ path, line, message }) => [`${path}:${line}`, message],
    ),
  );
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
  const names = `${inputsTypeName} as Inputs, ${outputsTypeName} as Outputs`;
  return [
    `import type { ${names} } from "./ours.js";`,
    `import type { Opinion as InputsOpinion } from "./inputs-${index}.js";`,
    `import type { Opinion as OutputsOpinion } from "./outputs-${index}.js";`,
    "export type All = [Inputs, Outputs, InputsOpinion, OutputsOpinion];",
    ...comparisons.map(comparisonLine),
  ].join("\n");
}

/** Two assignments on a line, one in each direction. */
function comparisonLine({ side, name }: Comparison, index: number): string {
  const key = literal(name);
  const type = side === "inputs" ? "Inputs" : "Outputs";
  const one = `${type}[${key}]`;
  const other = `${type}Opinion[${key}]`;
  return `export const to${index}: (value: ${one}) => ${other} = (value) => value; export const from${index}: (value: ${other}) => ${one} = (value) => value;`;
}
