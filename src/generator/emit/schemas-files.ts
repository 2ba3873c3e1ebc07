import { createHash } from "node:crypto";
import { exactJson } from "../exact-numbers.js";
import { compareCodePoints, type Json } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importTexts, reexportTexts } from "./imports.js";
import { DOC, fileText, printed } from "./layout.js";
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
  const digest = createHash("sha256").update(functionName).digest("hex");
  return `shard-${digest.slice(0, 1)}`;
}

/**
 * The files of `schemas/` that hold the JSON Schemas (2020-12) of processes.
 * Each process is one constant, which a bundler leaves out where it is not used.
 */
export function schemasFiles(context: PackageContext): readonly SchemasFile[] {
  const shards = new Map<string, Map<string, string>>();
  const add = (functionName: string, text: string | undefined) => {
    if (text === undefined) return;
    const name = shardName(functionName);
    const members = shards.get(name) ?? new Map<string, string>();
    shards.set(name, members.set(functionName, text));
  };
  for (const { functionName, schemas } of context.processes) {
    add(functionName, schemas);
  }
  for (const { functionName } of context.retained) {
    add(functionName, retainedMember(functionName, context));
  }
  return [...shards].map(([name, members]) => ({
    path: `schemas/${name}.ts`,
    text: fileText([
      BANNER,
      importTexts(
        [
          { name: "defineSchemas", type: false },
          { name: "ProcessSchemas", type: true },
        ],
        context.runtime.fromFolder,
      ).join("\n"),
      ...[...members]
        .sort(([left], [right]) => compareCodePoints(left, right))
        .map(([, text]) => text),
    ]),
  }));
}

/** The constant of one process. The schemas are JSON text, which costs compilers nothing, and which is parsed when it is first used. */
export function schemasConstant(process: ProcessModel): string {
  const { functionName, id, schemas } = process;
  const comment = docComment([
    `JSON Schemas of process \`${docLine(id).replaceAll("`", "'")}\`.`,
  ]);
  const start = printed(
    DOC.group([
      `export const ${identifier(functionName)}: ProcessSchemas =`,
      DOC.indent([DOC.line, "/* @__PURE__ */ defineSchemas("]),
    ]),
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
  const path = `schemas/${shardName(functionName)}.ts`;
  const start = new RegExp(
    `^export const ${identifier(functionName).replaceAll("$", "\\$")}:`,
    "m",
  );
  // One empty line separates the constants; inside a constant no line is empty.
  return options.earlierSchemas
    ?.get(path)
    ?.split("\n\n")
    .find((block) => start.test(block))
    ?.trimEnd();
}

/** The text of `schemas/index.ts`: the schemas of each process under its function's name. */
export function schemasIndexFile(context: PackageContext): string {
  const { exported, retained, options, pathOf } = context;
  const kept = new Set(retained.map(({ functionName }) => functionName));
  // By name, so that a process that fails for a while keeps its place.
  const sorted = [...exported].sort((left, right) =>
    compareCodePoints(left.functionName, right.functionName),
  );
  const lines = sorted.flatMap(({ functionName, fileName }) => {
    const isCarried =
      !kept.has(functionName) ||
      retainedMember(functionName, context) !== undefined;
    if (isCarried) {
      return reexportTexts(
        [{ name: functionName, type: false }],
        pathOf(`./${shardName(functionName)}`),
      );
    }
    // Version 0.1 wrote a file for each process, which stays with the others of its process.
    return options.earlierSchemas?.has(`schemas/${fileName}.ts`) === true
      ? [
          `export * as ${identifier(functionName)} from ${stringLiteral(pathOf(`./${fileName}`))};`,
        ]
      : [];
  });
  return fileText([
    BANNER,
    docComment([
      "JSON Schemas (2020-12) of the inputs and outputs of each process. A file of",
      "this folder holds several processes; which one, depends on the name alone.",
    ]).trimEnd(),
    lines.length === 0 ? "export {};" : lines.join("\n"),
  ]);
}
