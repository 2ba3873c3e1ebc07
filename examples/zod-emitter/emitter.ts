import type {
  Emitter,
  EmitterFile,
  EmitterTools,
  ProcessModel,
  PropertyModel,
  ServiceModel,
} from "s2gos-codegen";
import {
  moduleText,
  objectCode,
  typeCode,
  type ModulePaths,
  type Print,
} from "./zod-code.js";

/**
 * Makes a Zod schema for each type of the package: `zod/<process>.ts` has those of a process, `zod/types.ts` the ones that
 * several processes use, and `zod/index.ts` all of them by the ids of the processes, as `standardValidator` takes them.
 */
export function zod(): Emitter {
  return {
    name: "zod",
    dependencies: { zod: "^4.6.7" },
    emit: (model, tools) => [
      sharedFile(model, tools),
      ...model.processes.map((process) => processFile(process, model, tools)),
      indexFile(model, tools),
    ],
  };
}

/** The path of a process's file. A process may be called `types` or `index`. */
function pathOf({ fileName }: ProcessModel): string {
  return `zod/process-${fileName}.ts`;
}

function sharedFile({ types }: ServiceModel, tools: EmitterTools): EmitterFile {
  const path = "zod/types.ts";
  const print: Print = { tools, shared: new Set(), used: new Set() };
  return {
    path,
    text: moduleText(
      modulePaths(path, "types.ts", tools),
      types.map(({ name, type, documentation }) => ({
        name,
        code: typeCode(type, documentation, print),
      })),
      print,
    ),
  };
}

function processFile(
  process: ProcessModel,
  { types }: ServiceModel,
  tools: EmitterTools,
): EmitterFile {
  const path = pathOf(process);
  const print: Print = {
    tools,
    shared: new Set(types.map(({ name }) => name)),
    used: new Set(),
  };
  const outputs = process.outputs.map((output): PropertyModel => ({
    ...output,
    optional: false,
  }));
  return {
    path,
    process: process.id,
    text: moduleText(
      modulePaths(path, `processes/${process.fileName}.ts`, tools),
      [
        {
          name: process.inputsTypeName,
          code: objectCode(process.inputs, print),
        },
        { name: process.outputsTypeName, code: objectCode(outputs, print) },
        ...process.types.map(({ name, type, documentation }) => ({
          name,
          code: typeCode(type, documentation, print),
        })),
      ],
      print,
    ),
  };
}

function modulePaths(
  path: string,
  types: string,
  { importPath, stringLiteral }: EmitterTools,
): ModulePaths {
  const from = (to: string) => stringLiteral(importPath(path, to));
  return {
    types: from(types),
    runtime: from("runtime/index.ts"),
    shared: from("zod/types.ts"),
  };
}

function indexFile(
  { processes }: ServiceModel,
  { identifier, importPath, propertyKey, stringLiteral }: EmitterTools,
): EmitterFile {
  const path = "zod/index.ts";
  const from = (to: string) => stringLiteral(importPath(path, to));
  const rows = processes.map((process, index) => ({
    imported: `import * as process${index} from ${from(pathOf(process))};`,
    member: `${propertyKey(process.id)}: { inputs: process${index}.${identifier(process.inputsTypeName)}Schema, outputs: process${index}.${identifier(process.outputsTypeName)}Schema },`,
  }));
  return {
    path,
    text: [
      `import type { StandardSchemas } from ${from("runtime/index.ts")};`,
      ...rows.map(({ imported }) => imported),
      "",
      "/** The schemas of all processes, by their ids: `standardValidator(schemas)`. */",
      "export const schemas: Readonly<Record<string, StandardSchemas>> = {",
      ...rows.map(({ member }) => member),
      "};",
    ].join("\n"),
  };
}
