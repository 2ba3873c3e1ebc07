/** A JSON Schema in the OpenAPI 3.0 dialect that OGC API - Processes 1.0 uses (`nullable`, boolean `exclusiveMinimum`, `format` hints). */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** A link (RFC 8288), in the form that all documents of the standard use. */
export interface Link {
  readonly href: string;
  readonly rel?: string;
  readonly type?: string;
  readonly hreflang?: string;
  readonly title?: string;
}

/** How a process may be run: OGC 18-062r2, 7.11.2.3. */
export type JobControlOption = "sync-execute" | "async-execute" | "dismiss";

/** How an output may be delivered: inside the response, or as a link to it. */
export type TransmissionMode = "value" | "reference";

/** One input of a process: OGC 18-062r2, 9.2. */
export interface InputDescription {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Schema[];
  /** 0 makes the input optional. Default: 1. */
  readonly minOccurs?: number;
  /** More than 1 makes the input an array of occurrences. Default: 1. */
  readonly maxOccurs?: number | "unbounded";
  readonly schema: Schema;
}

/** One output of a process: OGC 18-062r2, 9.2. */
export interface OutputDescription {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Schema[];
  readonly schema: Schema;
}

/** A process description: OGC 18-062r2, 9 (requirements class "OGC Process Description"). */
export interface ProcessDescription {
  readonly id: string;
  readonly version: string;
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Schema[];
  /** Default: all three options. */
  readonly jobControlOptions?: readonly JobControlOption[];
  /** Default: both modes. */
  readonly outputTransmission?: readonly TransmissionMode[];
  /** Default: it is not known which there are, and requests may have any. An empty object: there are none. */
  readonly inputs?: Readonly<Record<string, InputDescription>>;
  /** Default: it is not known which there are, and a process may return any. An empty object: there are none. */
  readonly outputs?: Readonly<Record<string, OutputDescription>>;
}

/** The status of a job: OGC 18-062r2, 7.12. */
export type JobStatus =
  "accepted" | "running" | "successful" | "failed" | "dismissed";

/** Every status that a job can have, in the order of its life. */
export const JOB_STATUSES: readonly JobStatus[] = [
  "accepted",
  "running",
  "successful",
  "failed",
  "dismissed",
];

/** A JSON object whose members were not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a client asks for one output: OGC 18-062r2, 7.11.2.4. */
export interface OutputRequest {
  /** Default: the first media type that the output's schema offers. */
  readonly mediaType?: string;
  readonly transmissionMode: TransmissionMode;
}

/** Where the server sends a job's callbacks: OGC 18-062r2, 11 (requirements class "Callback"). */
export interface Subscriber {
  readonly successUri?: string;
  readonly inProgressUri?: string;
  readonly failedUri?: string;
}

/** An execute request: OGC 18-062r2, 7.11.2. Everything in it was read and checked, except the inputs. */
export interface ExecuteRequest {
  readonly inputs: JsonObject;
  readonly outputs: Readonly<Record<string, OutputRequest>>;
  readonly response: "raw" | "document";
  readonly subscriber?: Subscriber;
}

/** Copies an object without the members of these names. */
export function without(
  object: object,
  ...names: readonly string[]
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !names.includes(name)),
  );
}

/** Whether a value is a JSON object: not an array, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
