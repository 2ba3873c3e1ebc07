/** What the runtime must know about one input. */
export interface InputDefinition {
  /** Null is sent where the caller omits the input. */
  readonly nullWhenOmitted?: true;
  /** An array whose items are encoded one by one: `maxOccurs` above 1, or an array of content. `maybe`: an array or a single value. */
  readonly many?: true | "maybe";
  /** How the value is encoded. Absent: it is sent as it is. */
  readonly form?: "object" | "bbox" | "link" | "binary";
  readonly mediaType?: string;
  /** The media type of a text, where the input may have other formats as well: it is sent with the text. */
  readonly textMediaType?: string;
}

/** What the runtime must know about one output. */
export interface OutputDefinition {
  /**
   * What the caller gets: `value` the JSON value, `link` a {@link Link}, `file` a {@link ResultFile},
   * `value-or-file` one of the two, whichever fits what came.
   */
  readonly form: "value" | "link" | "file" | "value-or-file";
  /** An array of files, or of values and files. `maybe`: an array or a single one. */
  readonly many?: true | "maybe";
  readonly mediaType?: string;
  /** The file's content stands in JSON as it is: its schema names a charset as `contentEncoding`, not base64. */
  readonly encoding?: "text";
  /** What the schema says of JSON values, without its files. Absent: anything, and no null for a file or a link. */
  readonly shape?: ValueShape;
}

/**
 * What a schema says of a value, as far as it decides how an answer is read: a value of another shape is something else,
 * such as a link to the value. All that the schema admits fits; not all that fits is valid.
 */
export interface ValueShape {
  /** `string`, `number` and so on, as in JSON Schema. Absent: any type. */
  readonly types?: readonly string[];
  /** Members that every such object has. */
  readonly required?: readonly string[];
  /** Those described members that decide between two readings: `href`, `value`, `inlineValue`, and the output's own name. */
  readonly members?: Readonly<Record<string, ValueShape>>;
  /** The items of an array. Absent: the schema does not describe them. */
  readonly items?: ValueShape;
}

/** A member that makes an object a wrapper around a value, unless the schema describes it. */
export type WrapperMember = "href" | "value" | "inlineValue";

/** The members of wrappers; results/value-forms.ts has a row for each. */
export const WRAPPER_MEMBERS: readonly WrapperMember[] = [
  "href",
  "value",
  "inlineValue",
];

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
