/**
 * A process description in one shape, whatever shape the server sent
 * (OGC 18-062r2, section 7.10). Its schemas are not changed yet.
 */
export interface ProcessDescription {
  readonly id: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly keywords: readonly string[];
  /** Absent where the server does not send them: no default is assumed. */
  readonly jobControlOptions?: readonly string[];
  /** Absent where the server does not send them. */
  readonly outputTransmission?: readonly string[];
  readonly links: readonly DescriptionLink[];
  readonly inputs: readonly InputDescription[];
  readonly outputs: readonly OutputDescription[];
  /** The document as the server sent it: references point into it. */
  readonly document: unknown;
  /** Whether there may be references in it, or identifiers: without any, none are looked for. */
  readonly refers: boolean;
}

/** A link that documents a process. */
export interface DescriptionLink {
  readonly href: string;
  readonly rel: string;
  readonly title?: string;
}

/** What inputs and outputs have in common. */
export interface ValueDescription {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly keywords: readonly string[];
  /** The schema as the server sent it, or made from an older form of description. */
  readonly schema: unknown;
  /** JSON Pointer of the schema in the document. */
  readonly schemaPointer: string;
}

/** An input (OGC 18-062r2, section 7.10.2). */
export interface InputDescription extends ValueDescription {
  /** Absent where the server does not send it; the standard's default is 1. */
  readonly minOccurs?: number;
  /** `Infinity` for `unbounded`. Default 1. */
  readonly maxOccurs: number;
}

/** An output (OGC 18-062r2, section 7.10.3). */
export interface OutputDescription extends ValueDescription {
  /** `Infinity` for `unbounded`. Default 1. */
  readonly maxOccurs: number;
}
