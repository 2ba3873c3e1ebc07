import type { ServiceModel } from "../model/service-model.js";
import { typesByName } from "./example-values.js";
import { importPath, type ImportExtension } from "./import-path.js";
import { packageNameFrom } from "./package-name.js";
import {
  carriedTypes,
  type CarriedType,
  type RetainedProcess,
} from "./retained.js";
import { exampleCall } from "./usage-example.js";

/**
 * What a package is to its project: `folder` is a folder of its sources, without
 * a package.json; `sources` is a package of its own whose package.json leads to
 * the sources; `compiled` is one whose package.json leads to the JavaScript that
 * is made of them.
 */
export type PackageKind = "compiled" | "folder" | "sources";

/** What does not come from the model: options of the user, and files that are copied. */
export interface EmitOptions {
  /** Default `sources`. */
  readonly kind?: PackageKind;
  /** How the imports between the files end. Default `js`. */
  readonly importExtension?: ImportExtension;
  readonly defaultUrl: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
  /** SPDX expression of a compiled package. Default: that of the runtime in it. */
  readonly packageLicense?: string;
  readonly objectInputs: "plain" | "qualified";
  /** Whether there is a `query.ts`, with options for data libraries. Default: false. */
  readonly query?: boolean;
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
  /** Files of `schemas/` of the earlier run by their paths, for the processes that stay. */
  readonly earlierSchemas?: ReadonlyMap<string, string>;
  /** What emitters of the user add to the package. Default: nothing. */
  readonly added?: AddedFiles;
  /** Processes that are as an earlier run printed them, and whose own files stay. Default: none. */
  readonly unchanged?: readonly ProcessParts[];
}

/** Files that emitters of the user add to a package. */
export interface AddedFiles {
  readonly paths: readonly string[];
  /** Packages that they import, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A process that the package exports, generated this time or by an earlier run. */
export interface ExportedProcess {
  readonly id: string;
  readonly functionName: string;
  readonly fileName: string;
  readonly title?: string;
}

/**
 * What the files of the whole package say of one process. It follows from the model of the process,
 * the shared types that it uses, and the options, so that it need not be printed again while these
 * are the same.
 */
export interface ProcessParts extends ExportedProcess {
  /** What `index.ts` exports of it. */
  readonly exports: string;
  /** Its constant in a file of `schemas/`. */
  readonly schemas: string;
  /** Its section of the README. */
  readonly section: string;
}

/** What the files and parts of single processes are printed from. */
export interface PrintingContext {
  readonly model: ServiceModel;
  readonly options: EmitOptions;
  readonly packageName: string;
  readonly kind: PackageKind;
  /** A path between two files of the package with its ending, of one without. */
  readonly pathOf: (path: string) => string;
  /** Module specifiers of the runtime, as seen from the package's root and from a folder in it. */
  readonly runtime: { readonly fromRoot: string; readonly fromFolder: string };
  /** Names of the types that are declared in `types.ts`. */
  readonly sharedTypes: ReadonlySet<string>;
  readonly retained: readonly RetainedProcess[];
  /** Types that only the files of retained processes use. */
  readonly carried: readonly CarriedType[];
  /** Calls of processes with example inputs, by process id; absent where no example compiles. */
  readonly examples: ReadonlyMap<string, string>;
}

/** What the files of a package are printed from. */
export interface PackageContext extends PrintingContext {
  /** The generated processes, those that are unchanged among them, in code point order of their ids. */
  readonly processes: readonly ProcessParts[];
  /** These, then the retained ones. */
  readonly exported: readonly ExportedProcess[];
}

/** Gathers what the files and parts of single processes are printed from. */
export function printingContext(
  model: ServiceModel,
  options: EmitOptions,
): PrintingContext {
  const { importExtension = "js", kind = "sources" } = options;
  const pathOf = (path: string) => importPath(path, importExtension);
  const module = options.runtimeImport?.module;
  const sharedTypes = new Set(model.types.map(({ name }) => name));
  const retained = options.retained ?? [];
  return {
    model,
    options,
    packageName: options.packageName ?? packageNameFrom(model.title),
    kind,
    pathOf,
    runtime: {
      fromRoot: module ?? pathOf("./runtime/index"),
      fromFolder: module ?? pathOf("../runtime/index"),
    },
    sharedTypes,
    retained,
    carried:
      retained.length === 0
        ? []
        : carriedTypes(options.earlierTypes ?? "", sharedTypes),
    examples: exampleCalls(model),
  };
}

/** The same calls are in the files of the processes and in the README. */
function exampleCalls(model: ServiceModel): ReadonlyMap<string, string> {
  const shared = typesByName(model.types);
  const calls = new Map<string, string>();
  for (const process of model.processes) {
    const call = exampleCall(process, shared);
    if (call !== undefined) calls.set(process.id, call);
  }
  return calls;
}
