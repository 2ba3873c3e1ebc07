export { readRecording } from "./read-recording.js";
export { readServer } from "./read-server.js";
export { snapshotText } from "./snapshot.js";
export type {
  RecordingOptions,
  ServerKind,
  ServerSourceOptions,
  Source,
  SourceFailure,
  SourceLimits,
  SourceProcess,
} from "./types.js";
