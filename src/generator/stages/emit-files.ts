import { readAssets, runtimeVersion } from "../assets.js";
import type { Diagnostic } from "../diagnostic.js";
import {
  printPackage,
  type AddedFiles,
  type EmitOptions,
  type EmittedPackage,
  type ProcessParts,
} from "../emit/emit.js";
import type { EmittersResult } from "../emitters/run-emitters.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../generate-options.js";
import type { Source } from "../source/source.js";
import { retainedExports, type EarlierPackage } from "./earlier-package.js";
import type { PackageForm } from "./package-form.js";
import { earlierSource, retainedSources } from "./retained-sources.js";
import { quirksOf } from "./server-quirks.js";

/** Where clients of a package without any server's URL connect to: the default of the reference server. */
const FALLBACK_URL = "http://localhost:8008/";

/** A package in memory, with what its emitters warn of. */
export interface EmittedFiles extends EmittedPackage {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Prints every file of the package as the options of the run say, those of the user's emitters among them, but those of
 * unchanged processes.
 *
 * @throws GenerationError where an emitter fails.
 */
export async function emitFiles(
  model: ServiceModel,
  source: Source,
  {
    earlier,
    form,
    unchanged,
  }: {
    readonly earlier: EarlierPackage;
    readonly form: PackageForm;
    readonly unchanged: readonly ProcessParts[];
  },
  options: GenerateOptions,
): Promise<EmittedFiles> {
  const others = await emittersFiles(model, form, options);
  const { packageName, packageVersion, packageLicense, query } = options;
  const { files, processes } = printPackage(model, {
    defaultUrl: options.defaultUrl ?? source.url ?? FALLBACK_URL,
    objectInputs: options.objectInputs ?? quirksOf(source.server).objectInputs,
    ...(packageName === undefined ? {} : { packageName }),
    ...(packageVersion === undefined ? {} : { packageVersion }),
    ...(packageLicense === undefined ? {} : { packageLicense }),
    ...(query === undefined ? {} : { query }),
    kind: form.kind,
    importExtension: form.imports.extension,
    ...(await runtimeImport(options.runtimeImport)),
    ...(await readAssets()),
    ...retainedOptions(earlier, options.out),
    unchanged,
    ...(others === undefined ? {} : { added: addedFiles(others) }),
  });
  const retained = retainedSources(options.out, earlier, form);
  return {
    files: [...files, ...(others?.files ?? []), ...retained],
    processes,
    diagnostics: others?.diagnostics ?? [],
  };
}

/** What the user's emitters make; undefined where there are none. */
async function emittersFiles(
  model: ServiceModel,
  { imports }: PackageForm,
  { emitters = [], runtimeImport }: GenerateOptions,
): Promise<EmittersResult | undefined> {
  if (emitters.length === 0) return undefined;
  const { runEmitters } = await import("../emitters/run-emitters.js");
  const { extension: importExtension } = imports;
  return runEmitters(emitters, model, { importExtension, runtimeImport });
}

function addedFiles({ dependencies, files }: EmittersResult): AddedFiles {
  return { dependencies, paths: files.map(({ path }) => path) };
}

async function runtimeImport(
  module: string | undefined,
): Promise<Pick<EmitOptions, "runtimeImport">> {
  if (module === undefined) return {};
  return { runtimeImport: { module, version: await runtimeVersion(module) } };
}

/** What the files that stay need from the files around them; usually no file stays. */
function retainedOptions(
  earlier: EarlierPackage,
  out: string,
): Pick<EmitOptions, "earlierSchemas" | "earlierTypes" | "retained"> {
  if (earlier.retained.length === 0) return {};
  const types = earlierSource(out, earlier, "types.ts");
  return {
    retained: retainedExports(earlier),
    ...(types === undefined ? {} : { earlierTypes: types }),
    earlierSchemas: earlierSchemas(earlier, out),
  };
}

/** The schemas files of the earlier package by their paths, as sources whatever its form. */
function earlierSchemas(
  earlier: EarlierPackage,
  out: string,
): ReadonlyMap<string, string> {
  const paths = Object.keys(earlier.manifest?.files ?? {}).flatMap((path) => {
    const name = /^(schemas\/.*?)(?<!\.d)(?:\.ts|\.js)$/.exec(path)?.[1];
    return name === undefined ? [] : [`${name}.ts`];
  });
  return new Map(
    paths.flatMap((path) => {
      const text = earlierSource(out, earlier, path);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}
