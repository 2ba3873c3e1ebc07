import { readAssets, runtimeVersion } from "../assets.js";
import {
  printPackage,
  type EmitOptions,
  type EmittedPackage,
  type ProcessParts,
} from "../emit/emit.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../options.js";
import type { Source } from "../source/source.js";
import { retainedExports, type EarlierPackage } from "./earlier-package.js";
import type { PackageForm } from "./package-form.js";
import { earlierSource, retainedSources } from "./retained-sources.js";
import { quirksOf } from "./server-quirks.js";

/** Where clients of a package without any server's URL connect to: the default of the reference server. */
const FALLBACK_URL = "http://localhost:8008/";

/** Prints every file of the package as the options of the run say, but those of unchanged processes. */
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
): Promise<EmittedPackage> {
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
  });
  const retained = retainedSources(options.out, earlier, form);
  return { files: [...files, ...retained], processes };
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
