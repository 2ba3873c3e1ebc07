// What users of the runtime import, room by room.
export type { Warning, WarningHandler } from "./base/warnings.js";
export type {
  Capabilities,
  ConformanceDeclaration,
  ExecuteRequest,
  InputDescription,
  JobList,
  JobStatusCode,
  JsonSchema,
  Link,
  OutputDescription,
  OutputRequest,
  ProcessDescription,
  ProcessList,
  ProcessSchemas,
  ProcessSummary,
  StatusInfo,
  Subscriber,
} from "./documents/documents.js";
export type {
  BoundingBox,
  Feature,
  FeatureCollection,
  GeoJsonBoundingBox,
  Geometry,
  GeometryCollection,
  LineString,
  MultiLineString,
  MultiPoint,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from "./documents/geojson.js";
export type { Problem } from "./documents/problem.js";
export type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "./documents/process-definition.js";
export {
  ConfigError,
  InputError,
  isS2gosError,
  LoadError,
  OutputMissingError,
  ResultFileError,
  S2gosError,
  ValidationError,
  type OutputMissingDetails,
  type S2gosErrorCode,
  type ValidationFault,
} from "./errors/errors.js";
export {
  ApiError,
  BodyTooLargeError,
  ConnectionError,
  ForbiddenError,
  NoSuchJobError,
  NoSuchProcessError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
  UnauthorizedError,
  type ApiErrorDetails,
} from "./errors/http-errors.js";
export {
  JobDismissedError,
  JobError,
  JobFailedError,
  JobMismatchError,
  JobTimeoutError,
  JobVanishedError,
  type JobErrorDetails,
} from "./errors/job-errors.js";
export type { Connection } from "./http/connection.js";
export type { AuthType } from "./config/auth/auth-types.js";
export type {
  ClientConfig,
  ClientOptions,
  ForeignRequest,
  RequestEvent,
  RequestKind,
  ResponseEvent,
  RetryOptions,
  TransportHooks,
} from "./config/client-options.js";
export type { ValidationOptions, Validator } from "./config/validator.js";
export {
  readConfigFile,
  type ConfigFileOptions,
} from "./config/config-file.js";
export { ResultFile, type ReadFileOptions } from "./results/result-file.js";
export {
  isLink,
  isQualified,
  isResultFile,
  type QualifiedValue,
} from "./results/untyped-results.js";
export type {
  CallOptions,
  RequestSignal,
  WaitOptions,
} from "./job/job-options.js";
export type {
  CredentialsSource,
  HeadersSource,
  RequestHeaders,
} from "./config/request-headers.js";
export type { Job } from "./job/job.js";
export type {
  BinaryInput,
  QualifiedContent,
  RemoteFile,
} from "./execution/binary-input.js";
export { localFile, type LocalFile } from "./execution/local-file.js";
export type {
  ExecuteOptions,
  ExecutionStatus,
} from "./execution/execute-untyped.js";
export type { ExecutionMode } from "./execution/execution.js";
export {
  clientOf,
  connect,
  createClient,
  type Client,
} from "./client/client.js";
export type { LinkedFileOptions } from "./client/file.js";
export type { JobFilter } from "./client/job-filter.js";
export type { ListOptions } from "./client/lists.js";
export type {
  JobOptions,
  ProcessRegistry,
  RegisteredJob,
  RegisteredJobOptions,
} from "./client/registered-job.js";
export type { WatchJobsOptions } from "./client/watch-jobs.js";
export type { ClientResponse, RequestOptions } from "./client/request.js";
export type { RunError } from "./batch/run-error.js";
export {
  runAll,
  type RunAllOptions,
  type RunAllProgress,
  type RunOutcome,
} from "./batch/run-all.js";
export { ajvValidator, type Ajv } from "./process/ajv-validator.js";
export {
  standardSchemas,
  type StandardSchemaOf,
  type StandardSchemasOf,
} from "./process/standard-schemas.js";
export {
  standardValidator,
  type StandardSchema,
  type StandardSchemas,
} from "./process/standard-validator.js";
export type {
  JobHandleOptions,
  RunOptions,
  SubmitOptions,
} from "./process/process-options.js";
export {
  bindProcess,
  boundClient,
  defineProcess,
  type AnyProcess,
  type OptionalInputsProcess,
  type ProcessFunction,
} from "./process/process.js";
export { defineSchemas } from "./process/schemas.js";
