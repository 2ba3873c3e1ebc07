import type { Cancellation } from "../base/cancellation.js";
import type { Warning } from "../base/warnings.js";
import type {
  OutputDefinition,
  ProcessDefinition,
  ValueShape,
} from "../documents/process-definition.js";
import type { Connection } from "../http/connection.js";
import { outputShape } from "./output-schema.js";

/** What decoding an output needs besides what was received. */
export interface OutputContext {
  readonly connection: Connection;
  readonly cancellation: Cancellation;
  /** The document that links are relative to. */
  readonly base: URL;
  readonly process: ProcessDefinition | undefined;
  /** The output's id. */
  readonly name: string;
}

/** What the schema says about an output, or about its items where they are unwrapped one by one. */
export function shapeOf(definition: OutputDefinition): ValueShape {
  const { many } = definition;
  if (many === undefined) return outputShape(definition, "value");
  return outputShape(definition, many === true ? "items" : "either");
}

/** Warns that an output does not have the form that its description says. */
export function warnForm(context: OutputContext, problem: string): void {
  const processId = context.process?.id ?? "unknown";
  const warning: Warning = {
    code: "output-form",
    message: `Output ${context.name} of ${processId} ${problem}; it is returned as it came.`,
    processId,
    output: context.name,
  };
  context.connection.warn(warning);
}
