/**
 * The generator's own API: what the command line calls, for build scripts.
 *
 * @packageDocumentation
 */
export { defineConfig, type Config, type Settings } from "./define-config.js";
export { generate, inspectSource } from "./generate.js";
export { GenerationError, UsageError } from "./errors.js";
export type { Diagnostic, Severity } from "./diagnostic.js";
export type {
  ConnectionOptions,
  GenerateOptions,
  GenerateProgress,
  SourceOptions,
} from "./options.js";
export type {
  GenerateResult,
  PackageImports,
  ProcessOutcome,
} from "./result.js";
export type { ChangeClass } from "./drift/change-class.js";
export type { Change } from "./drift/changes.js";
export {
  nextVersion,
  versionBump,
  type VersionBump,
} from "./drift/version-bump.js";
export type { WritePlan } from "./output/write-plan.js";
