/** A link (RFC 8288; OGC 18-062r2, schema `link.yaml`). */
export interface Link {
  readonly href: string;
  readonly rel?: string;
  /** Media type of what the link leads to. */
  readonly type?: string;
  readonly hreflang?: string;
  readonly title?: string;
}

/** What every document of a server may hold beside the members that the standard defines. */
export interface Extended {
  /**
   * Members that the standard does not define, and those that are not of its type, as the server sent them: a `title` in
   * several languages is here as a whole, and in its place in one language. Absent: there are none.
   */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The landing page (OGC 18-062r2, section 7.2). */
export interface Capabilities extends Extended {
  readonly title?: string;
  readonly description?: string;
  readonly links: Link[];
}

/** The conformance classes that a server declares (OGC 18-062r2, section 7.4). */
export interface ConformanceDeclaration extends Extended {
  readonly conformsTo: string[];
}

/** What is said about a process, an input or an output for its readers (OGC 18-062r2, schema `descriptionType.yaml`). */
export interface Description extends Extended {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: string[];
  /** Links to more about it, each with a `role`. */
  readonly metadata?: Readonly<Record<string, unknown>>[];
  readonly additionalParameters?: Readonly<Record<string, unknown>>;
}

/** What a list says about a process (OGC 18-062r2, section 7.7). */
export interface ProcessSummary extends Description {
  readonly id: string;
  /** Required by the standard; some servers leave it out. */
  readonly version?: string;
  /** `sync-execute`, `async-execute` and `dismiss`. Absent: unknown. */
  readonly jobControlOptions?: string[];
  /** `value` and `reference`. */
  readonly outputTransmission?: string[];
  readonly links?: Link[];
}

/** One input of a process (OGC 18-062r2, section 9.2). */
export interface InputDescription extends Description {
  /**
   * A JSON Schema as the server sent it, in most cases in the dialect of OpenAPI 3.0; `schemasOf` of
   * `s2gos-codegen/schema` makes it one of 2020-12. Where it is no object, it is in `extensions`.
   */
  readonly schema?: JsonSchema;
  /** Default: 1. */
  readonly minOccurs?: number;
  /** Default: 1. */
  readonly maxOccurs?: number | "unbounded";
}

/** One output of a process (OGC 18-062r2, section 9.3). */
export interface OutputDescription extends Description {
  /**
   * A JSON Schema as the server sent it, in most cases in the dialect of OpenAPI 3.0; `schemasOf` of
   * `s2gos-codegen/schema` makes it one of 2020-12. Where it is no object, it is in `extensions`.
   */
  readonly schema?: JsonSchema;
}

/** Everything that a server tells about a process (OGC 18-062r2, section 9). */
export interface ProcessDescription extends ProcessSummary {
  readonly inputs?: Readonly<Record<string, InputDescription>>;
  readonly outputs?: Readonly<Record<string, OutputDescription>>;
}

/** The processes of a server (OGC 18-062r2, section 7.8). */
export interface ProcessList extends Extended {
  readonly processes: ProcessSummary[];
  readonly links: Link[];
}

/** The statuses of a job that the standard defines (OGC 18-062r2, section 7.12). */
export type JobStatusCode =
  "accepted" | "running" | "successful" | "failed" | "dismissed";

/**
 * The state of a job (OGC 18-062r2, section 7.12), with the names of version 1.0 whatever the server's: an `id` becomes
 * `jobID`, and nulls are left out.
 */
export interface StatusInfo extends Extended {
  readonly jobID: string;
  /**
   * One of the standard's statuses, whatever the server calls it. A word that nobody knows is `running` as long as the
   * job may go on, `successful` or `failed` where the document links to results or exceptions, and `successful` where
   * it has a time at which the job finished.
   */
  readonly status: JobStatusCode;
  /**
   * What the server called the status, where that is another word; `unknown` where a list told none: such a job is
   * `running` until its own status tells more.
   */
  readonly originalStatus?: string;
  readonly processID?: string;
  /** `process` in the standard. */
  readonly type?: string;
  readonly message?: string;
  /** Percent, 0 to 100. */
  readonly progress?: number;
  /** Date and time (RFC 3339). */
  readonly created?: string;
  readonly started?: string;
  readonly finished?: string;
  readonly updated?: string;
  readonly links?: Link[];
  /**
   * Milliseconds that the server asks to wait before the next poll (`Retry-After`; RFC 9110, section 10.2.3), in what
   * `Job.status` and `Client.getJob` return.
   */
  readonly retryAfterMs?: number;
}

/** Jobs of a server (OGC 18-062r2, section 11). */
export interface JobList extends Extended {
  readonly jobs: StatusInfo[];
  readonly links: Link[];
}

/** In which form one output is requested (OGC 18-062r2, schema `output.yaml`). */
export interface OutputRequest {
  readonly transmissionMode?: "value" | "reference" | undefined;
  readonly format?:
    | {
        readonly mediaType?: string;
        readonly encoding?: string;
        readonly schema?: unknown;
      }
    | undefined;
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

/** A JSON Schema, as data. Those of a package are of the dialect 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schemas (2020-12) of a process: one object schema for its inputs, one for its outputs. */
export interface ProcessSchemas {
  /** The server's identifier of the process, verbatim. */
  readonly id: string;
  readonly inputs: JsonSchema;
  readonly outputs: JsonSchema;
}
