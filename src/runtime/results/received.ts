import type { Link } from "../documents/documents.js";
import type { FileSource } from "./result-file.js";

/** One result as it arrived, before the process's description says what it is. */
export type Received =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "link"; readonly link: Link }
  | {
      readonly kind: "content";
      readonly mediaType: string;
      readonly source: FileSource;
      readonly href?: string;
    };

/** Results by output id; results of a server that names none stand under the only name that was asked for. */
export type ReceivedResults = ReadonlyMap<string, Received>;

/** What is known about the results before they are read. */
export interface Expectation {
  /** Outputs that the process describes. */
  readonly described: readonly string[];
  /** Outputs that were asked for. */
  readonly requested: readonly string[];
  readonly response: "raw" | "document";
}
