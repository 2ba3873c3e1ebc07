import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { readConfiguration, type ServiceConfiguration } from "../cli/config.js";
import { settingsOfFile } from "../cli/config-content.js";
import type { RunFlags } from "../cli/flag-settings.js";
import { generateOptions } from "../cli/options.js";
import { printableLine } from "../cli/printable.js";
import { redactor } from "../cli/redact.js";
import {
  detailLines,
  errorReport,
  type ErrorReport,
} from "../cli/report-error.js";
import { diagnosticsText, isChanged, resultText } from "../cli/report.js";
import type { Settings } from "../define-config.js";
import { plain } from "../cli/style.js";
import type { Diagnostic } from "../diagnostic.js";
import { generate } from "../generate.js";
import { MANIFEST_NAME } from "../output/manifest-file.js";

/** How a generation of the plug-in ended, for all services together: texts are masked and printable. */
export interface PluginOutcome {
  readonly warnings: string;
  /** What was written. Undefined: nothing. */
  readonly changed: string | undefined;
  readonly failure?: {
    readonly text: string;
    /** Whether the servers alone are the reason, and the packages of an earlier generation are there. */
    readonly hasPackages: boolean;
  };
}

/** Settings of the plug-in, and where they hold. */
export interface PluginSettings {
  /** Path of a configuration file, which is relative to Vite's root. */
  readonly config: string | undefined;
  readonly given: Settings;
  readonly root: string;
  readonly signal: AbortSignal;
}

/**
 * Generates once, each service of the configuration, also where another one fails. Rejects only where it is aborted.
 */
export async function generateOnce(
  settings: PluginSettings,
): Promise<PluginOutcome> {
  const { config, given, root } = settings;
  try {
    const path = join(root, "vite.config.ts");
    const file = { path, content: { ...given } };
    const checked = settingsOfFile(file, process.env);
    const { services, diagnostics } = await readConfiguration(
      { ...checked, config },
      process.env,
      root,
    );
    const outcomes: PluginOutcome[] = [];
    for (const service of services) {
      const found = outcomes.length === 0 ? diagnostics : [];
      outcomes.push(await serviceOutcome(service, found, settings));
    }
    return joinedOutcome(outcomes);
  } catch (error) {
    settings.signal.throwIfAborted();
    const text = failureText(errorReport(error, redactor(given)));
    return {
      warnings: "",
      changed: undefined,
      failure: { text, hasPackages: false },
    };
  }
}

/** @param found - Findings that are told before those of the service. */
async function serviceOutcome(
  { name, settings }: ServiceConfiguration,
  found: readonly Diagnostic[],
  { root, signal }: PluginSettings,
): Promise<PluginOutcome> {
  const redact = redactor(settings);
  let out: string | undefined;
  try {
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
    const diagnostics = [...found, ...result.diagnostics];
    return {
      warnings: diagnosticsText(diagnostics, style).trimEnd(),
      changed: isChanged(result)
        ? resultText(result, "write", style).trimEnd()
        : undefined,
    };
  } catch (error) {
    signal.throwIfAborted();
    const report = errorReport(error, redact);
    const text = failureText(report);
    return {
      warnings: "",
      changed: undefined,
      failure: {
        text: name === undefined ? text : `${printableLine(name)}: ${text}`,
        hasPackages:
          /^server-|^time-limit$/.test(report.code) &&
          out !== undefined &&
          existsSync(join(out, MANIFEST_NAME)),
      },
    };
  }
}

function joinedOutcome(outcomes: readonly PluginOutcome[]): PluginOutcome {
  const warnings = outcomes.map((outcome) => outcome.warnings);
  const changed = outcomes.flatMap((outcome) => outcome.changed ?? []);
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  return {
    warnings: warnings.filter((text) => text !== "").join("\n"),
    changed: changed.length === 0 ? undefined : changed.join("\n"),
    ...(failures.length === 0
      ? {}
      : {
          failure: {
            text: failures.map(({ text }) => text).join("\n"),
            hasPackages: failures.every(({ hasPackages }) => hasPackages),
          },
        }),
  };
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
