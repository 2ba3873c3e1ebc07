export { mockServer } from "./mock-server.js";
export type { Failure, MockServer, MockServerOptions } from "./mock-server.js";
export type { MockRequest } from "./mock-request.js";
export type {
  ProcessHandler,
  ProcessHandlers,
} from "../handlers/process-handler.js";
export { MediaValue, Reference } from "../process.js";
export type { Outputs, RunningJob } from "../process.js";
export type { ServerProfile } from "../profiles/profile.js";
export { Problem } from "../problem.js";
export type { Link } from "../documents.js";
