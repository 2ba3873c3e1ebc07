import { resolve } from "node:path";
import { UsageError } from "../errors.js";
import type { GenerateOptions, SourceOptions } from "../options.js";
import { credentialSettings } from "../connection-options.js";
import type { RunFlags } from "./flag-settings.js";
import type { Settings } from "./settings.js";

/** What the command line adds to the settings. */
type Hooks = Pick<SourceOptions, "onProgress" | "signal">;

/**
 * The settings as options of the pipeline.
 *
 * @throws UsageError where there is neither a URL nor an input.
 */
export function sourceOptions(settings: Settings, hooks: Hooks): SourceOptions {
  if (settings.url === undefined && settings.input === undefined) {
    throw new UsageError("There is no source to generate from.", {
      hint: "Give the server's landing page with --url, or recorded descriptions with --input.",
    });
  }
  return defined<SourceOptions>({
    url: settings.url,
    input: settings.input,
    include: settings.include,
    exclude: settings.exclude,
    processIds: settings.process,
    headers: settings.headers,
    concurrency: settings.concurrency,
    timeoutMs:
      settings.timeout === undefined ? undefined : settings.timeout * 1000,
    ...credentialSettings(settings),
    signal: hooks.signal,
    onProgress: hooks.onProgress,
  });
}

/** The settings as options of `generate`. */
export function generateOptions(
  settings: Settings,
  flags: RunFlags,
  folder: string,
  hooks: Hooks,
): GenerateOptions {
  return {
    ...sourceOptions(settings, hooks),
    out: settings.out ?? resolve(folder, "generated"),
    mode: flags.check ? "check" : flags.dryRun ? "dry-run" : "write",
    ...defined<Partial<GenerateOptions>>({
      saveInput: settings.saveInput,
      defaultUrl: settings.defaultUrl,
      packageName: settings.packageName,
      packageVersion: settings.packageVersion,
      runtimeImport: settings.runtimeImport,
      objectInputs: settings.objectInputs,
      verify: settings.verify,
      strict: settings.strict,
      force: settings.force,
      allowExternalRefs: settings.allowExternalRefs,
    }),
  };
}

/** Leaves out what is undefined: an option that is absent has its default. */
function defined<Value extends object>(value: {
  readonly [Key in keyof Value]: Value[Key] | undefined;
}): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Value;
}
