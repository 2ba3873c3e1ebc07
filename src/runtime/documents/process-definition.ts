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
  /** What the schema says. Absent: anything. */
  readonly shape?: OutputShape;
}

/** Members of links and of qualified values: an object that is described with one of them is a value, and not a wrapper around one. */
export type WireMember = "href" | "value";

/** What a schema says of a value, as far as it decides how an answer is read. */
export interface ValueShape {
  /** `string`, `number` and so on. Absent: any type. */
  readonly types?: readonly string[];
  /** Those of the {@link WireMember}s that an object has. Absent: the schema describes no members at all. */
  readonly members?: readonly WireMember[];
}

/** What the schema of an output says of the value, and of its items where it is an array. */
export interface OutputShape extends ValueShape {
  readonly items?: ValueShape;
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
  /** Not used. Version 0.1 wrote it, and a process that fails keeps the file that an earlier version wrote. */
  readonly schemas?: unknown;
}
