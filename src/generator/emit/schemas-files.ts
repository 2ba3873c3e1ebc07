import { hash } from "node:crypto";
import { exactJson } from "../exact-numbers.js";
import { compareCodePoints, type Json } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importTexts, reexportTexts } from "./imports.js";
import { continued, fileText } from "./layout.js";
import type { PackageContext } from "./package-context.js";
import { docLine, identifier, stringLiteral } from "./text.js";

/** A file of a package that holds schemas. */
export interface SchemasFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The file that holds the schemas of a process, without its ending: one of 16.
 * It follows from the function's name alone, so that adding a process moves no
 * other process from one file to another. `printf primesBetween | sha256sum`
 * prints the digest whose first digit it is.
 */
export function shardName(functionName: string): string {
  return `shard-${hash("sha256", functionName).slice(0, 1)}`;
}

/** With more processes, each schema is in one of 16 files, and `schemas/index.ts` exports all. */
const MOST_IN_INDEX = 8;

/**
 * The files of `schemas/` that hold the JSON Schemas (2020-12) of processes, beside the index, which holds those of a
 * small service itself. Each process is one constant, which a bundler leaves out where it is not used.
 */
export function schemasFiles(context: PackageContext): readonly SchemasFile[] {
  if (isSmall(context)) return [];
  const shards = new Map<string, Map<string, string>>();
  for (const [functionName, text] of constantsOf(context)) {
    const name = shardName(functionName);
    const members = shards.get(name) ?? new Map<string, string>();
    shards.set(name, members.set(functionName, text));
  }
  return [...shards].map(([name, members]) => ({
    path: `schemas/${name}.ts`,
    text: fileText([BANNER, importsOf(context), ...sortedTexts(members)]),
  }));
}

function isSmall({ exported }: PackageContext): boolean {
  return exported.length <= MOST_IN_INDEX;
}

function importsOf({ runtime }: PackageContext): string {
  return importTexts(
    [
      { name: "defineSchemas", type: false },
      { name: "ProcessSchemas", type: true },
    ],
    runtime.fromFolder,
  ).join("\n");
}

/** The constants of all processes by the names of their functions; a retained one may have none. */
function constantsOf(context: PackageContext): ReadonlyMap<string, string> {
  const { processes, retained } = context;
  return new Map([
    ...processes.map(
      ({ functionName, schemas }) => [functionName, schemas] as const,
    ),
    ...retained.flatMap(({ functionName }) => {
      const text = retainedMember(functionName, context);
      return text === undefined ? [] : [[functionName, text] as const];
    }),
  ]);
}

/** By name, so that a process that fails for a while keeps its place. */
function sortedTexts(constants: ReadonlyMap<string, string>): string[] {
  return [...constants]
    .sort(([left], [right]) => compareCodePoints(left, right))
    .map(([, text]) => text);
}

/** The constant of one process. The schemas are JSON text, which costs compilers nothing, and which is parsed when it is first used. */
export function schemasConstant(process: ProcessModel): string {
  const { functionName, id, schemas } = process;
  const comment = docComment([
    `JSON Schemas of process \`${docLine(id).replaceAll("`", "'")}\`.`,
  ]);
  const start = continued(
    `export const ${identifier(functionName)}: ProcessSchemas =`,
    "/* @__PURE__ */ defineSchemas(",
  );
  const indent = start.includes("\n") ? "  " : "";
  // Never shorter: the texts take more than a line, and each has one of its own.
  const texts = [id, schemaText(schemas.inputs), schemaText(schemas.outputs)]
    .map((text) => `${indent}  ${stringLiteral(text)},\n`)
    .join("");
  return `${comment}${start}\n${texts}${indent});`;
}

/** A schema as JSON that is safe inside a script element of a page. */
function schemaText(schema: Json): string {
  return exactJson(schema).replaceAll("</", "<\\/");
}

/** The constant of a process whose files stay, as an earlier run wrote it. */
function retainedMember(
  functionName: string,
  { options }: PackageContext,
): string | undefined {
  const start = new RegExp(
    `^export const ${identifier(functionName).replaceAll("$", "\\$")}:`,
    "m",
  );
  // One empty line separates the constants; inside a constant no line is empty.
  return [shardName(functionName), "index"]
    .flatMap(
      (name) =>
        options.earlierSchemas?.get(`schemas/${name}.ts`)?.split("\n\n") ?? [],
    )
    .find((block) => start.test(block))
    ?.trimEnd();
}

/** The text of `schemas/index.ts`: the schemas of each process under its function's name. */
export function schemasIndexFile(context: PackageContext): string {
  const constants = constantsOf(context);
  const isWhole = isSmall(context);
  const lines = [
    ...(isWhole ? [] : movedExports(constants, context)),
    ...separateExports(constants, context),
  ];
  const isEmpty = lines.length === 0 && (!isWhole || constants.size === 0);
  return fileText([
    BANNER,
    ...(isWhole && constants.size > 0 ? [importsOf(context)] : []),
    docComment(
      isWhole
        ? ["JSON Schemas (2020-12) of the inputs and outputs of each process."]
        : [
            "JSON Schemas (2020-12) of the inputs and outputs of each process. A file of",
            "this folder holds several processes; which one, depends on the name alone.",
          ],
    ).trimEnd(),
    ...(isWhole ? sortedTexts(constants) : []),
    ...(isEmpty
      ? ["export {};"]
      : lines.length === 0
        ? []
        : [lines.join("\n")]),
  ]);
}

/** Exports of what the other files of the folder hold. */
function movedExports(
  constants: ReadonlyMap<string, string>,
  { pathOf }: PackageContext,
): readonly string[] {
  return [...constants.keys()]
    .sort(compareCodePoints)
    .flatMap((functionName) =>
      reexportTexts(
        [{ name: functionName, type: false }],
        pathOf(`./${shardName(functionName)}`),
      ),
    );
}

/** Version 0.1 wrote a file for each process, which stays with the others of its process. */
function separateExports(
  constants: ReadonlyMap<string, string>,
  { retained, options, pathOf }: PackageContext,
): readonly string[] {
  return retained
    .filter(
      ({ functionName, fileName }) =>
        !constants.has(functionName) &&
        options.earlierSchemas?.has(`schemas/${fileName}.ts`) === true,
    )
    .map(
      ({ functionName, fileName }) =>
        `export * as ${identifier(functionName)} from ${stringLiteral(pathOf(`./${fileName}`))};`,
    );
}
