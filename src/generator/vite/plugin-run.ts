import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { readConfiguration } from "../cli/config.js";
import { settingsOfFile } from "../cli/config-content.js";
import type { RunFlags } from "../cli/flag-settings.js";
import { generateOptions } from "../cli/options.js";
import { redactor, type Redact } from "../cli/redact.js";
import {
  detailLines,
  errorReport,
  type ErrorReport,
} from "../cli/report-error.js";
import { diagnosticsText, isChanged, resultText } from "../cli/report.js";
import type { Settings } from "../define-config.js";
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

/** Generates once, each service of the configuration. Rejects only where it is aborted. */
export async function generateOnce({
  config,
  given,
  root,
  signal,
}: PluginSettings): Promise<PluginOutcome> {
  let redact: Redact = redactor(given);
  let out = join(root, "generated");
  try {
    const path = join(root, "vite.config.ts");
    const file = { path, content: { ...given } };
    const checked = settingsOfFile(file, process.env);
    const { services, diagnostics } = await readConfiguration(
      { ...checked, config },
      process.env,
      root,
    );
    redact = redactor(...services.map(({ settings }) => settings));
    const warnings: string[] = [];
    const changed: string[] = [];
    for (const { settings } of services) {
      const options = generateOptions(settings, RUN, root, { signal });
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
      warnings.push(diagnosticsText(found, style));
      if (isChanged(result)) changed.push(resultText(result, "write", style));
    }
    return {
      warnings: warnings.join("").trimEnd(),
      changed: changed.length === 0 ? undefined : changed.join("").trimEnd(),
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

/** The plug-in has no flags. */
const RUN: RunFlags = {
  check: false,
  dryRun: false,
  failOn: "any",
  json: false,
  printConfig: false,
};

function failureText({ message, where, hint }: ErrorReport): string {
  const details = detailLines(where, hint).map((line) => `  ${line}`);
  return [message, ...details].join("\n");
}
