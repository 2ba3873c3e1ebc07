// What is loaded for a call that asks for media types of its outputs.
import { ownMember } from "../base/json.js";
import type { ExecuteRequest, OutputRequest } from "../documents/documents.js";
import { InputError } from "../errors/errors.js";
import type { ProcessDefinition } from "../documents/process-definition.js";

/** A call, as far as media types of outputs matter to it. */
export interface FormattedCall<Request extends ExecuteRequest> {
  /** What the answer is read by. */
  readonly definition: ProcessDefinition;
  readonly request: Request;
}

/**
 * Asks for media types of outputs (OGC 18-062r2, schema `output.yaml`), and describes the outputs by them, so that answers
 * are read as such. Where the request lists no outputs, it lists all, because one that lists some gets no others.
 * @throws InputError: an output is named that is not requested.
 */
export function withMediaTypes<Request extends ExecuteRequest>(
  { definition, request }: FormattedCall<Request>,
  mediaTypes: Readonly<Record<string, string | undefined>>,
): FormattedCall<Request> {
  const { outputs: described } = definition;
  const all = Object.keys(described).map((name): [string, OutputRequest] => [
    name,
    {},
  ]);
  const requested = request.outputs ? Object.entries(request.outputs) : all;
  const names = requested.map(([name]) => name);
  const unknown = Object.keys(mediaTypes).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `mediaTypes names ${JSON.stringify(unknown)}, which is none of the outputs that are asked for: ${names.join(", ")}.`,
    );
  }
  const outputs = requested.map(([name, output]): [string, OutputRequest] => {
    const mediaType = ownMember(mediaTypes, name);
    return [name, mediaType ? { ...output, format: { mediaType } } : output];
  });
  const asked = Object.entries(described).map(([name, output]) => {
    const mediaType = ownMember(mediaTypes, name) ?? output.mediaType;
    return [name, mediaType ? { ...output, mediaType } : output] as const;
  });
  return {
    definition: { ...definition, outputs: Object.fromEntries(asked) },
    request: { ...request, outputs: Object.fromEntries(outputs) },
  };
}
