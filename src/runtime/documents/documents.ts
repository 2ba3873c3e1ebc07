/** A link (RFC 8288; OGC 18-062r2, schema `link.yaml`). */
export interface Link {
  readonly href: string;
  readonly rel?: string;
  /** Media type of what the link leads to. */
  readonly type?: string;
  readonly hreflang?: string;
  readonly title?: string;
}

/** The landing page (OGC 18-062r2, section 7.2). */
export interface Capabilities {
  readonly title?: string;
  readonly description?: string;
  readonly links: readonly Link[];
  readonly [extension: string]: unknown;
}

/** The conformance classes that a server declares (OGC 18-062r2, section 7.4). */
export interface ConformanceDeclaration {
  readonly conformsTo: readonly string[];
  readonly [extension: string]: unknown;
}

/** What a list says about a process (OGC 18-062r2, section 7.7). */
export interface ProcessSummary {
  readonly id: string;
  /** Required by the standard; some servers leave it out. */
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  /** `sync-execute`, `async-execute` and `dismiss`. Absent: unknown. */
  readonly jobControlOptions?: readonly string[];
  /** `value` and `reference`. */
  readonly outputTransmission?: readonly string[];
  readonly links?: readonly Link[];
  readonly [extension: string]: unknown;
}

/** One input of a process (OGC 18-062r2, section 9.2). */
export interface InputDescription {
  readonly title?: string;
  readonly description?: string;
  /** A JSON Schema in the OpenAPI 3.0 dialect. */
  readonly schema?: unknown;
  /** Default: 1. */
  readonly minOccurs?: number | string;
  /** Default: 1. */
  readonly maxOccurs?: number | string;
  readonly [extension: string]: unknown;
}

/** One output of a process (OGC 18-062r2, section 9.3). */
export interface OutputDescription {
  readonly title?: string;
  readonly description?: string;
  /** A JSON Schema in the OpenAPI 3.0 dialect. */
  readonly schema?: unknown;
  readonly [extension: string]: unknown;
}

/** Everything that a server tells about a process (OGC 18-062r2, section 9). */
export interface ProcessDescription extends ProcessSummary {
  readonly inputs?: Readonly<Record<string, InputDescription>>;
  readonly outputs?: Readonly<Record<string, OutputDescription>>;
}

/** The processes of a server (OGC 18-062r2, section 7.8). */
export interface ProcessList {
  readonly processes: readonly ProcessSummary[];
  readonly links: readonly Link[];
  readonly [extension: string]: unknown;
}

/** The statuses of a job that the standard defines (OGC 18-062r2, section 7.12). */
export type JobStatusCode =
  "accepted" | "running" | "successful" | "failed" | "dismissed";

/**
 * The state of a job (OGC 18-062r2, section 7.12), with the names of version 1.0 whatever the
 * server's: other spellings of the five statuses are translated, an `id` becomes `jobID`, and
 * nulls are left out.
 */
export interface StatusInfo {
  readonly jobID: string;
  /** One of {@link JobStatusCode}; an unknown status stays as it is. */
  readonly status: JobStatusCode | (string & Record<never, never>);
  /** What the server called the status, where that was translated. */
  readonly originalStatus?: string;
  readonly processID?: string;
  readonly type?: string;
  readonly message?: string;
  /** Percent, 0 to 100. */
  readonly progress?: number;
  /** Date and time (RFC 3339). */
  readonly created?: string;
  readonly started?: string;
  readonly finished?: string;
  readonly updated?: string;
  readonly links?: readonly Link[];
  readonly [extension: string]: unknown;
}

/** Jobs of a server (OGC 18-062r2, section 11). */
export interface JobList {
  readonly jobs: readonly StatusInfo[];
  readonly links: readonly Link[];
  readonly [extension: string]: unknown;
}

/** In which form one output is requested (OGC 18-062r2, schema `output.yaml`). */
export interface OutputRequest {
  readonly transmissionMode?: "value" | "reference" | undefined;
  readonly format?: {
    readonly mediaType?: string;
    readonly encoding?: string;
    readonly schema?: unknown;
  };
}

/** URLs that the server calls back (OGC 18-062r2, section 12). */
export interface Subscriber {
  readonly successUri: string;
  readonly inProgressUri?: string;
  readonly failedUri?: string;
}

/** An execute request as it is sent (OGC 18-062r2, section 7.11, schema `execute.yaml`). */
export interface ExecuteRequest {
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly outputs?: Readonly<Record<string, OutputRequest>> | undefined;
  /** Default of the standard: `raw`. */
  readonly response?: "raw" | "document" | undefined;
  readonly subscriber?: Subscriber | undefined;
}

/** A JSON Schema (2020-12), as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schemas (2020-12) of a process: one object schema for its inputs, one for its outputs. */
export interface ProcessSchemas {
  /** The server's identifier of the process, verbatim. */
  readonly id: string;
  readonly inputs: JsonSchema;
  readonly outputs: JsonSchema;
}
