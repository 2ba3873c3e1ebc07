export type { BinaryInput, LocalFile, RemoteFile } from "./binary-input.js";
export type {
  AuthType,
  ClientConfig,
  ClientOptions,
} from "./client-options.js";
export { createClient } from "./client.js";
export type { Client } from "./client.js";
export { readConfigFile } from "./config-file.js";
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
  ConfigError,
  InputError,
  isS2gosError,
  ResultFileError,
  S2gosError,
  ValidationError,
} from "./errors.js";
export type { S2gosErrorCode, ValidationFault } from "./errors.js";
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
} from "./http-errors.js";
export type { ApiErrorDetails } from "./http-errors.js";
export {
  JobDismissedError,
  JobError,
  JobFailedError,
  JobTimeoutError,
  JobVanishedError,
} from "./job-errors.js";
export type { JobErrorDetails } from "./job-errors.js";
export type { JobFilter } from "./job-filter.js";
export type { RequestSignal, WaitOptions } from "./job-options.js";
export type { Job } from "./job.js";
export type { ListOptions } from "./lists.js";
export type { Problem } from "./problem.js";
export type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "./process-definition.js";
export { bindProcess, defineProcess } from "./process.js";
export type { OptionalInputsProcess, ProcessFunction } from "./process.js";
export type {
  JobHandleOptions,
  RunOptions,
  SubmitOptions,
} from "./process-options.js";
export type { ClientResponse, RequestOptions } from "./request.js";
export { ResultFile } from "./result-file.js";
export type { ReadFileOptions } from "./result-file.js";
export type { RetryOptions } from "./retry.js";
export type { Warning, WarningHandler } from "./warnings.js";
