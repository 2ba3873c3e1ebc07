import type { ProcessSchemas } from "./documents.js";

/** What the runtime must know about one input. */
export interface InputDefinition {
  /** Null is sent where the caller omits the input. */
  readonly nullWhenOmitted?: true;
  /** An array whose items are encoded one by one: `maxOccurs` above 1, or an array of content. `maybe`: an array or a single value. */
  readonly many?: true | "maybe";
  /** How the value is encoded. Absent: it is sent as it is. */
  readonly form?: "object" | "bbox" | "link" | "binary";
  readonly mediaType?: string;
}

/** What the runtime must know about one output. */
export interface OutputDefinition {
  /**
   * What the caller gets: `value` the JSON value, `link` a {@link Link}, `file` a {@link ResultFile},
   * `value-or-file` one of the two, by the media type that the server chose.
   */
  readonly form: "value" | "link" | "file" | "value-or-file";
  /** An array whose items are unwrapped one by one. `maybe`: an array or a single value. */
  readonly many?: true | "maybe";
  readonly mediaType?: string;
}

/** A process as generated code describes it. */
export interface ProcessDefinition {
  /** The server's identifier, verbatim. */
  readonly id: string;
  readonly version?: string;
  /** As in the process description: `sync-execute`, `async-execute`, `dismiss`. Absent: unknown. */
  readonly jobControlOptions?: readonly string[];
  /** The inputs that need encoding; all others are sent as they are. */
  readonly inputs?: Readonly<Record<string, InputDefinition>>;
  /** Every output of the process description. */
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
  /** How objects are sent, unless the client has the option `objectInputs`. Default: `plain`. */
  readonly objectInputs?: "plain" | "qualified";
  /** Loads the JSON Schemas. Absent: the package has none. */
  readonly schemas?: () => Promise<ProcessSchemas>;
}
