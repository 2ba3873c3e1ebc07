import type { Cancellation } from "../base/cancellation.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { Connection } from "../http/connection.js";

/** What decoding an output needs besides what was received. */
export interface OutputContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  /** The document that links are relative to. */
  readonly base: URL;
  readonly process: ProcessDefinition;
  /** The output's id. */
  readonly name: string;
  /** How the output differs from its description, as ends of sentences about it: found while it is decoded. */
  readonly problems: Set<string>;
  readonly links: LinkedBytes;
}

/** What was read from all links of one answer. */
export interface LinkedBytes {
  /** How many were followed. */
  followed: number;
  /** How long the bodies are that are kept, as far as they have arrived. */
  bytes: number;
  /** They were longer together than they may be, so that no further body is received. */
  areTooLong: boolean;
}

/** Warns that an output does not have the form that its description says. */
export function warnForm(context: OutputContext): void {
  const { connection, process, name, problems } = context;
  if (problems.size === 0) return;
  const said = [...problems].slice(0, MOST_PROBLEMS).join("; it ");
  connection.warn({
    code: "output-form",
    message: `Output ${name} of ${process.id} ${said}; it is returned as it came.`,
    processId: process.id,
    output: name,
  });
}

/** An array may have thousands. */
const MOST_PROBLEMS = 3;
