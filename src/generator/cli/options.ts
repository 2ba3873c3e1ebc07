import { resolve } from "node:path";
import { UsageError } from "../errors.js";
import type { GenerateOptions } from "../generate-options.js";
import type { SourceOptions } from "../options.js";
import { credentialSettings } from "../connection-options.js";
import type { RunFlags } from "./flag-settings.js";
import type { Settings } from "../define-config.js";

/** The options that are not settings. */
type Hooks = Pick<SourceOptions, "onProgress" | "signal">;

/**
 * Turns settings into the options of a source.
 *
 * @throws UsageError where there is neither a URL nor an input.
 */
export function sourceOptions(settings: Settings, hooks: Hooks): SourceOptions {
  if (settings.url === undefined && settings.input === undefined) {
    throw new UsageError("There is no source to generate from.", {
      hint: "Give the server's landing page with --url, or recorded descriptions with --input. To set up a project: s2gos-codegen init",
    });
  }
  return defined<SourceOptions>({
    url: settings.url,
    input: settings.input,
    include: settings.include,
    exclude: settings.exclude,
    processIds: settings.process,
    patches: settings.patches,
    headers: settings.headers,
    concurrency: settings.concurrency,
    timeoutMs:
      settings.timeout === undefined ? undefined : settings.timeout * 1000,
    ...credentialSettings(settings),
    signal: hooks.signal,
    onProgress: hooks.onProgress,
  });
}

/**
 * Turns settings into the options of `generate`.
 *
 * @param folder - The working directory; the package goes to `generated` in it where no setting says otherwise.
 * @throws UsageError where there is neither a URL nor an input.
 */
export function generateOptions(
  settings: Settings,
  flags: RunFlags,
  folder: string,
  hooks: Hooks,
): GenerateOptions {
  return {
    ...sourceOptions(settings, hooks),
    out: outFolder(settings, folder),
    mode: flags.check ? "check" : flags.dryRun ? "dry-run" : "write",
    ...defined<Partial<GenerateOptions>>({
      saveInput: settings.saveInput,
      defaultUrl: settings.defaultUrl,
      emit: settings.emit,
      importExtension: settings.importExtension,
      packageName: settings.packageName,
      packageVersion: settings.packageVersion,
      packageLicense: settings.packageLicense,
      runtimeImport: settings.runtimeImport,
      objectInputs: settings.objectInputs,
      emitters: settings.emitters,
      query: settings.query,
      verify: settings.verify,
      strict: settings.strict,
      force: settings.force,
      allowExternalRefs: settings.allowExternalRefs,
    }),
  };
}

/** The folder of the package: `generated` in the working directory where no setting says otherwise. */
export function outFolder(settings: Settings, folder: string): string {
  return settings.out ?? resolve(folder, "generated");
}

/** Without the members that are undefined: an absent option has its default. */
function defined<Value extends object>(value: {
  readonly [Key in keyof Value]: Value[Key] | undefined;
}): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Value;
}
