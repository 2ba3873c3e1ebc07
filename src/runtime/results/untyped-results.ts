// What tells apart the results of a process that is not known, such as those of `Client.getJobResults`.
import { hasMember, isRecord } from "../base/json.js";
import type { Link } from "../documents/documents.js";
import { ResultFile } from "./result-file.js";

/** A value, and what kind of value it is (OGC 18-062r2, schema `qualifiedInputValue.yaml`). */
export interface QualifiedValue {
  readonly value: unknown;
  readonly mediaType?: string;
  /** `base64`: the value is a text that encodes bytes. */
  readonly encoding?: string;
  readonly schema?: unknown;
}

/** Whether a result is a {@link ResultFile} of this copy of the package: content that is not JSON. */
export function isResultFile(result: unknown): result is ResultFile {
  return result instanceof ResultFile;
}

/**
 * Whether a result is a link (OGC 18-062r2, schema `link.yaml`): any object with a text `href`, whatever stands beside
 * it. Its other members are as the server sent them.
 */
export function isLink(result: unknown): result is Link {
  return (
    isRecord(result) &&
    !isResultFile(result) &&
    typeof result["href"] === "string"
  );
}

/**
 * Whether a result is a qualified value: any object with a `value` that is no link. Its other members are as the server
 * sent them. An object of the process itself may have a `value` as well; only the process's description would tell.
 */
export function isQualified(result: unknown): result is QualifiedValue {
  return (
    isRecord(result) &&
    !isResultFile(result) &&
    !isLink(result) &&
    hasMember(result, "value")
  );
}
