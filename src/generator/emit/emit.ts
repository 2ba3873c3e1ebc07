import { compareCodePoints } from "../json.js";
import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import { bindFile, type BoundProcess } from "./bind-file.js";
import { BANNER } from "./banner.js";
import { clientFile } from "./client-file.js";
import { typesByName } from "./example-values.js";
import { indexFile } from "./index-file.js";
import { packageFile, packageNameFrom } from "./package-file.js";
import { processFile } from "./process-file.js";
import { carriedTypes, type RetainedProcess } from "./retained.js";
import { readmeFile } from "./readme-file.js";
import { schemasFile, schemasIndexFile } from "./schemas-files.js";
import { plainLine } from "./text.js";
import { typesFile } from "./types-file.js";
import { exampleCall } from "./usage-example.js";

/** A file of the generated package, in memory. */
export interface EmittedFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Process that the file belongs to, by its id. */
  readonly process?: string;
}

/** What does not come from the model: options of the user, and files that are copied. */
export interface EmitOptions {
  readonly defaultUrl: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
  readonly objectInputs: "plain" | "qualified";
  /** Package to import the runtime from, instead of a copy. */
  readonly runtimeImport?: {
    readonly module: string;
    readonly version: string;
  };
  /** Sources of the runtime, by their paths in it, with forward slashes. */
  readonly runtimeFiles: ReadonlyMap<string, string>;
  /** Templates, by file name. */
  readonly templates: ReadonlyMap<string, string>;
  /** Processes whose files of an earlier run stay. Default: none. */
  readonly retained?: readonly RetainedProcess[];
  /** `types.ts` of the earlier run, for the files that stay. */
  readonly earlierTypes?: string;
}

/** Prints a model: every file of the package, in code point order of their paths. */
export function emitPackage(
  model: ServiceModel,
  options: EmitOptions,
): readonly EmittedFile[] {
  const shared = options.runtimeImport?.module;
  const rootModule = shared ?? "./runtime/index.js";
  const innerModule = shared ?? "../runtime/index.js";
  const packageName = options.packageName ?? packageNameFrom(model.title);
  const examples = exampleCalls(model);
  const context = {
    sharedTypes: new Set(model.types.map(({ name }) => name)),
    runtimeModule: innerModule,
    objectInputs: options.objectInputs,
  };
  const retained = options.retained ?? [];
  const carried =
    retained.length === 0
      ? []
      : carriedTypes(options.earlierTypes ?? "", context.sharedTypes);
  const all = [...model.processes.map(boundProcess), ...retained];
  const files: EmittedFile[] = [
    { path: "bind.ts", text: bindFile(all, rootModule) },
    { path: "client.ts", text: clientFile(options.defaultUrl, rootModule) },
    {
      path: "index.ts",
      text: indexFile(model.processes, model.types, retained, rootModule),
    },
    ...(model.types.length + carried.length === 0
      ? []
      : [
          {
            path: "types.ts",
            text: typesFile(model.types, carried, rootModule),
          },
        ]),
    { path: "schemas/index.ts", text: schemasIndexFile(all) },
    ...model.processes.flatMap((process): EmittedFile[] => [
      {
        path: `processes/${process.fileName}.ts`,
        text: processFile(process, {
          ...context,
          example: examples.get(process.id),
        }),
        process: process.id,
      },
      {
        path: `schemas/${process.fileName}.ts`,
        text: schemasFile(process, innerModule),
        process: process.id,
      },
    ]),
    ...(shared === undefined ? runtimeCopy(options.runtimeFiles) : []),
    ...packageDocuments(model, packageName, examples, options),
  ];
  return files.sort((left, right) => compareCodePoints(left.path, right.path));
}

/** Calls of the processes with example inputs, by id: files and the README show the same. */
function exampleCalls(model: ServiceModel): ReadonlyMap<string, string> {
  const shared = typesByName(model.types);
  const calls = new Map<string, string>();
  for (const process of model.processes) {
    const call = exampleCall(process, shared);
    if (call !== undefined) calls.set(process.id, call);
  }
  return calls;
}

function boundProcess(process: ProcessModel): BoundProcess {
  const { functionName, fileName } = process;
  const { title } = process.documentation;
  return { functionName, fileName, ...(title === undefined ? {} : { title }) };
}

function runtimeCopy(
  sources: ReadonlyMap<string, string>,
): readonly EmittedFile[] {
  return [...sources].map(([name, source]) => ({
    path: `runtime/${name}`,
    text: `${BANNER}\n${source}`,
  }));
}

function packageDocuments(
  model: ServiceModel,
  packageName: string,
  examples: ReadonlyMap<string, string>,
  options: EmitOptions,
): readonly EmittedFile[] {
  const template = (name: string): string => {
    const text = options.templates.get(name);
    if (text === undefined) throw new Error(`The template ${name} is missing.`);
    return text;
  };
  const { runtimeImport } = options;
  return [
    {
      path: "README.md",
      text: readmeFile(template("README.md"), model, packageName, examples),
    },
    {
      path: "package.json",
      text: packageFile({
        name: packageName,
        version: options.packageVersion ?? "0.0.0",
        description: `Typed client of ${serviceName(model)}, generated by s2gos-codegen.`,
        ...(runtimeImport === undefined
          ? {}
          : {
              runtimePackage: {
                name: packageOf(runtimeImport.module),
                version: runtimeImport.version,
              },
            }),
      }),
    },
    { path: "tsconfig.json", text: template("tsconfig.json") },
  ];
}

/** The service's title as one short line: registries and editors show it as it is. */
function serviceName({ title }: ServiceModel): string {
  const name = plainLine((title ?? "").slice(0, MAXIMUM_NAME));
  return name === "" ? "an OGC API - Processes server" : name;
}

const MAXIMUM_NAME = 200;

/** The package of a module specifier: `@scope/name/sub` is in `@scope/name`. */
function packageOf(module: string): string {
  return module.split("/", module.startsWith("@") ? 2 : 1).join("/");
}
