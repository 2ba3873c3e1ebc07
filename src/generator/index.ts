/**
 * The generator's own API: what the command line calls, for build scripts.
 *
 * @packageDocumentation
 */
export {
  defineConfig,
  type Config,
  type ConfigSettings,
  type Settings,
} from "./define-config.js";
export { generate, inspectSource } from "./generate.js";
export { GenerationError, UsageError } from "./errors.js";
export type { Diagnostic, Severity } from "./diagnostic.js";
export type {
  Emitter,
  EmitterFile,
  EmitterTools,
  EmitterWarning,
} from "./emitters/emitter.js";
export type {
  Documentation,
  DocumentationTag,
  EnumerationModel,
  InputModel,
  NamedType,
  Occurrence,
  OutputModel,
  ProcessModel,
  ProcessSchemas,
  PropertyModel,
  ServiceModel,
  TypeExpression,
} from "./model/service-model.js";
export type { DescriptionLink } from "./description/process-description.js";
export type { Json } from "./json.js";
export type { RuntimeTypeName } from "./schema/runtime-type-names.js";
export type { GenerateOptions } from "./generate-options.js";
export type {
  ConnectionOptions,
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
