export type {
  BinaryInput,
  LocalFile,
  RemoteFile,
} from "./execution/binary-input.js";
export type { AuthType } from "./config/auth/auth-types.js";
export type {
  ClientConfig,
  ClientOptions,
  RetryOptions,
} from "./config/client-options.js";
export { createClient } from "./client/client.js";
export type { Client } from "./client/client.js";
export { readConfigFile } from "./config/config-file.js";
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
export {
  ConfigError,
  InputError,
  isS2gosError,
  ResultFileError,
  S2gosError,
  ValidationError,
} from "./errors/errors.js";
export type { S2gosErrorCode, ValidationFault } from "./errors/errors.js";
export type {
  ExecuteOptions,
  ExecutionStatus,
} from "./execution/execute-untyped.js";
export type { ExecutionMode } from "./execution/execution.js";
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
} from "./errors/http-errors.js";
export type { ApiErrorDetails } from "./errors/http-errors.js";
export {
  JobDismissedError,
  JobError,
  JobFailedError,
  JobTimeoutError,
  JobVanishedError,
} from "./errors/job-errors.js";
export type { JobErrorDetails } from "./errors/job-errors.js";
export type { JobFilter } from "./client/job-filter.js";
export type { RequestSignal, WaitOptions } from "./job/job-options.js";
export type { Job } from "./job/job.js";
export type { ListOptions } from "./client/lists.js";
export type { Problem } from "./documents/problem.js";
export type {
  InputDefinition,
  OutputDefinition,
  ProcessDefinition,
} from "./documents/process-definition.js";
export { bindProcess, defineProcess } from "./process/process.js";
export type {
  OptionalInputsProcess,
  ProcessFunction,
} from "./process/process.js";
export type {
  JobHandleOptions,
  RunOptions,
  SubmitOptions,
} from "./process/process-options.js";
export type { ClientResponse, RequestOptions } from "./client/request.js";
export { ResultFile } from "./results/result-file.js";
export type { ReadFileOptions } from "./results/result-file.js";
export type { Warning, WarningHandler } from "./base/warnings.js";
