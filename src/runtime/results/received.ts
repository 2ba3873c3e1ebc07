import type { Link } from "../documents/documents.js";
import type { FileSource } from "./result-file.js";

/** One result as it was received, before the process's description tells what it is. */
export type Received =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "link"; readonly link: Link }
  | {
      readonly kind: "content";
      readonly mediaType: string;
      readonly source: FileSource;
      readonly href?: string;
    };

/** Results by output id. A result without a name has the id of the only output that was requested. */
export type ReceivedResults = ReadonlyMap<string, Received>;

/** What is known about the results before they are read. */
export interface Expectation {
  /** Outputs that the process describes. */
  readonly described: readonly string[];
  /** Outputs that were requested. */
  readonly requested: readonly string[];
  /** What the execute request asked for. */
  readonly response: "raw" | "document";
}
