export type { BinaryInput, LocalFile, RemoteFile } from "./binary-input.js";
export { createClient } from "./client.js";
export type { Client, ListOptions } from "./client.js";
export { readConfigFile } from "./config-file.js";
export type { AuthType, ClientConfig, ClientOptions } from "./config.js";
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
} from "./documents.js";
export {
  ApiError,
  BodyTooLargeError,
  ConfigError,
  ConnectionError,
  ForbiddenError,
  InputError,
  isS2gosError,
  NoSuchJobError,
  NoSuchProcessError,
  ResponseParseError,
  ResultFileError,
  ResultNotReadyError,
  S2gosError,
  TimeoutError,
  UnauthorizedError,
  ValidationError,
} from "./errors.js";
export {
  JobDismissedError,
  JobError,
  JobFailedError,
  JobTimeoutError,
  JobVanishedError,
} from "./job-errors.js";
export type {
  ApiErrorDetails,
  S2gosErrorCode,
  ValidationFault,
} from "./errors.js";
export type { JobErrorDetails } from "./job-errors.js";
export type { ExecuteOptions, ExecutionStatus } from "./execute-untyped.js";
export type { ExecutionMode } from "./execution.js";
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
} from "./geojson.js";
export type { JobFilter } from "./job-filter.js";
export type { Job, RequestSignal, WaitOptions } from "./job.js";
export type { Problem } from "./problem.js";
export type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "./process-definition.js";
export { bindProcess, defineProcess } from "./process.js";
export type {
  JobHandleOptions,
  OptionalInputsProcess,
  ProcessFunction,
  RunOptions,
  SubmitOptions,
} from "./process.js";
export type { ClientResponse, RequestOptions } from "./request.js";
export { ResultFile } from "./result-file.js";
export type { ReadFileOptions } from "./result-file.js";
export type { RetryOptions } from "./retry.js";
export type { Warning, WarningHandler } from "./warnings.js";
