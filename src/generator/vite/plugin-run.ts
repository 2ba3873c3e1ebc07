import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { readConfiguration, settingsOfFile } from "../cli/config.js";
import { generateOptions } from "../cli/options.js";
import { redactor, type Redact } from "../cli/redact.js";
import {
  detailLines,
  errorReport,
  type ErrorReport,
} from "../cli/report-error.js";
import { diagnosticsText, isChanged, resultText } from "../cli/report.js";
import type { Settings } from "../cli/settings.js";
import { plain } from "../cli/style.js";
import { generate } from "../generate.js";
import { MANIFEST_NAME } from "../output/manifest-file.js";

/** How a generation of the plug-in ended: texts are masked and printable. */
export type PluginOutcome =
  | { readonly warnings: string; readonly changed: string | undefined }
  | {
      readonly failure: string;
      /** Whether the server alone is the reason, and the package of an earlier generation is there. */
      readonly hasPackage: boolean;
    };

/** Settings of the plug-in, and where they hold. */
export interface PluginSettings {
  /** Path of a configuration file, which is relative to Vite's root. */
  readonly config: string | undefined;
  readonly given: Settings;
  readonly root: string;
  readonly signal: AbortSignal;
}

/** Generates once. Rejects only where it is aborted. */
export async function generateOnce(
  plugin: PluginSettings,
): Promise<PluginOutcome> {
  const { config, given, root, signal } = plugin;
  let redact: Redact = redactor(given);
  let out = join(root, "generated");
  try {
    const path = join(root, "vite.config");
    const checked = settingsOfFile({ path, content: { ...given } });
    const { settings, diagnostics } = await readConfiguration(
      { ...checked, config },
      process.env,
      root,
    );
    redact = redactor(settings);
    const run = { check: false, dryRun: false, json: false } as const;
    const options = generateOptions(settings, { ...run, failOn: "any" }, root, {
      signal,
    });
    ({ out } = options);
    const result = await generate(options);
    const style = {
      style: plain,
      redact,
      quiet: false,
      verbose: false,
      out: relative(root, out) || ".",
      shown: (shown: string) => shown,
    };
    const found = [...diagnostics, ...result.diagnostics];
    return {
      warnings: diagnosticsText(found, style).trimEnd(),
      changed: isChanged(result)
        ? resultText(result, "write", style).trimEnd()
        : undefined,
    };
  } catch (error) {
    signal.throwIfAborted();
    const report = errorReport(error, redact);
    return {
      failure: failureText(report),
      hasPackage:
        /^server-|^time-limit$/.test(report.code) &&
        existsSync(join(out, MANIFEST_NAME)),
    };
  }
}

function failureText({ message, where, hint }: ErrorReport): string {
  const details = detailLines(where, hint).map((line) => `  ${line}`);
  return [message, ...details].join("\n");
}
