export { startServer } from "./start.js";
export type { RunningServer, ServerOptions } from "./start.js";
export type { ServerAuthentication } from "./app/authentication.js";
export type { ServerProfile } from "./profiles/profile.js";
export { MediaValue, Reference } from "./process.js";
export type {
  ExecutionContext,
  Outputs,
  ProcessImplementation,
  RunningJob,
} from "./process.js";
export type {
  ProcessHandler,
  ProcessHandlers,
} from "./handlers/process-handler.js";
export { Problem } from "./problem.js";
export type {
  InputDescription,
  JobControlOption,
  Link,
  OutputDescription,
  ProcessDescription,
  Schema,
  TransmissionMode,
} from "./documents.js";
