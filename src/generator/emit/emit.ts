import { compareCodePoints } from "../json.js";
import type { ServiceModel } from "../model/service-model.js";
import { bindFile } from "./bind-file.js";
import { clientFile } from "./client-file.js";
import { gitattributesFile } from "./gitattributes-file.js";
import { indexFile } from "./index-file.js";
import {
  printingContext,
  type EmitOptions,
  type PackageContext,
  type ProcessParts,
} from "./package-context.js";
import { packageFile } from "./package-file.js";
import { processFile } from "./process-file.js";
import { processParts } from "./process-parts.js";
import { queryFile } from "./query-file.js";
import { registryFile } from "./registry-file.js";
import { readmeFile } from "./readme-file.js";
import { runtimeFiles } from "./runtime-files.js";
import { schemasFiles, schemasIndexFile } from "./schemas-files.js";
import { typesFile } from "./types-file.js";

export type {
  AddedFiles,
  EmitOptions,
  PackageKind,
  ProcessParts,
} from "./package-context.js";

/** A file of the generated package, in memory. */
export interface EmittedFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Process that the file belongs to, by its id. */
  readonly process?: string;
  /** Name of the emitter of the user that made it; absent: it is printed here. */
  readonly emitter?: string;
}

/** Files of every package, each with the function that prints it; without a text there is no file. */
const PACKAGE_FILES: readonly {
  readonly path: string;
  readonly text: (context: PackageContext) => string | undefined;
}[] = [
  { path: ".gitattributes", text: gitattributesFile },
  { path: "README.md", text: readmeFile },
  { path: "bind.ts", text: bindFile },
  { path: "client.ts", text: clientFile },
  { path: "index.ts", text: indexFile },
  { path: "package.json", text: packageFile },
  { path: "processes.ts", text: registryFile },
  { path: "query.ts", text: queryFile },
  { path: "schemas/index.ts", text: schemasIndexFile },
  { path: "types.ts", text: typesFile },
];

/** Paths of the files that a package may have besides those of its folders. */
export const PACKAGE_PATHS: readonly string[] = PACKAGE_FILES.map(
  ({ path }) => path,
);

/** A package in memory. */
export interface EmittedPackage {
  /** In code point order of their paths. */
  readonly files: readonly EmittedFile[];
  /** What the files of the whole package say of each process. */
  readonly processes: readonly ProcessParts[];
}

/** Prints a model: every file of the package, in code point order of their paths. */
export function emitPackage(
  model: ServiceModel,
  options: EmitOptions,
): readonly EmittedFile[] {
  return printPackage(model, options).files;
}

/** As {@link emitPackage}, but tells the parts, too, from which a later run can print the package again. */
export function printPackage(
  model: ServiceModel,
  options: EmitOptions,
): EmittedPackage {
  const printing = printingContext(model, options);
  const processes = [
    ...model.processes.map((process) => processParts(process, printing)),
    ...(options.unchanged ?? []),
  ].sort((left, right) => compareCodePoints(left.id, right.id));
  const context: PackageContext = {
    ...printing,
    processes,
    exported: [...processes, ...printing.retained],
  };
  const files: EmittedFile[] = [
    ...PACKAGE_FILES.flatMap(({ path, text: textOf }) => {
      const text = textOf(context);
      return text === undefined ? [] : [{ path, text }];
    }),
    ...model.processes.map((process) => ({
      path: `processes/${process.fileName}.ts`,
      text: processFile(process, printing),
      process: process.id,
    })),
    ...schemasFiles(context),
    ...runtimeFiles(context),
  ];
  files.sort((left, right) => compareCodePoints(left.path, right.path));
  return { files, processes };
}
