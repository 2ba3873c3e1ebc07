import { compareCodePoints } from "../json.js";
import type { ServiceModel } from "../model/service-model.js";
import { bindFile } from "./bind-file.js";
import { clientFile } from "./client-file.js";
import { gitattributesFile } from "./gitattributes-file.js";
import { indexFile } from "./index-file.js";
import {
  packageContext,
  type EmitOptions,
  type PackageContext,
} from "./package-context.js";
import { packageFile } from "./package-file.js";
import { processFile } from "./process-file.js";
import { readmeFile } from "./readme-file.js";
import { runtimeFiles } from "./runtime-files.js";
import { schemasFiles, schemasIndexFile } from "./schemas-files.js";
import { typesFile } from "./types-file.js";

export type { EmitOptions, PackageKind } from "./package-context.js";

/** A file of the generated package, in memory. */
export interface EmittedFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Process that the file belongs to, by its id. */
  readonly process?: string;
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
  { path: "schemas/index.ts", text: schemasIndexFile },
  { path: "types.ts", text: typesFile },
];

/** Prints a model: every file of the package, in code point order of their paths. */
export function emitPackage(
  model: ServiceModel,
  options: EmitOptions,
): readonly EmittedFile[] {
  const context = packageContext(model, options);
  const files: EmittedFile[] = [
    ...PACKAGE_FILES.flatMap(({ path, text: textOf }) => {
      const text = textOf(context);
      return text === undefined ? [] : [{ path, text }];
    }),
    ...model.processes.map((process) => ({
      path: `processes/${process.fileName}.ts`,
      text: processFile(process, context),
      process: process.id,
    })),
    ...schemasFiles(context),
    ...runtimeFiles(context),
  ];
  return files.sort((left, right) => compareCodePoints(left.path, right.path));
}
