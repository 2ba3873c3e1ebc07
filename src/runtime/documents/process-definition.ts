import type { ProcessSchemas } from "./documents.js";

/** What the runtime must know of one input. */
export interface InputDefinition {
  /** The server takes an explicit null where the caller leaves the input out. */
  readonly nullWhenOmitted?: true;
  /** An array whose items are encoded one by one: `maxOccurs` above 1, or an array of content. `maybe`: or one value by itself. */
  readonly many?: true | "maybe";
  /** Absent: sent as it is. */
  readonly form?: "object" | "bbox" | "link" | "binary";
  readonly mediaType?: string;
}

/** What the runtime must know of one output. */
export interface OutputDefinition {
  /**
   * What the caller gets: `value` the JSON value, `link` a {@link Link}, `file` a {@link ResultFile},
   * `value-or-file` one of the two, by the media type that the server chose.
   */
  readonly form: "value" | "link" | "file" | "value-or-file";
  /** An array whose items are unwrapped one by one. `maybe`: or one value by itself. */
  readonly many?: true | "maybe";
  readonly mediaType?: string;
}

/** A process as generated code knows it. */
export interface ProcessDefinition {
  /** The server's identifier, verbatim. */
  readonly id: string;
  readonly version?: string;
  /** As described: `sync-execute`, `async-execute`, `dismiss`. Absent: unknown. */
  readonly jobControlOptions?: readonly string[];
  /** Only inputs that are not sent as they are. */
  readonly inputs?: Readonly<Record<string, InputDefinition>>;
  /** Every described output. */
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
  /** How objects are sent, unless the client says otherwise. Default: `plain`. */
  readonly objectInputs?: "plain" | "qualified";
  /** Loads the JSON Schemas, where the package has them. */
  readonly schemas?: () => Promise<ProcessSchemas>;
}
