import {
  isJsonObject,
  type ExecuteRequest,
  type OutputRequest,
  type ProcessDescription,
  type Subscriber,
  type TransmissionMode,
} from "../documents.js";
import { badRequest } from "../problem.js";
import { offeredMediaTypes, sameMediaType } from "./media-type.js";

/**
 * Reads the body of an execute request: OGC 18-062r2, 7.11.2.
 *
 * @param emptyOutputs - What `"outputs": {}` asks for. Default: all outputs.
 * @throws Problem with status 400 and a detail that says what is wrong with the body.
 */
export function readExecuteRequest(
  body: unknown,
  process: ProcessDescription,
  emptyOutputs: "all" | "none" = "all",
): ExecuteRequest {
  if (!isJsonObject(body)) {
    throw badRequest(
      'The body must be a JSON object, such as {"inputs": {}} for a process without inputs.',
    );
  }
  const inputs = body["inputs"] ?? {};
  if (!isJsonObject(inputs)) {
    throw badRequest('"inputs" must be an object, with input names as keys.');
  }
  const response = body["response"] ?? "raw";
  if (response !== "raw" && response !== "document") {
    throw badRequest('"response" must be "raw" or "document".');
  }
  const subscriber = readSubscriber(body["subscriber"]);
  return {
    inputs,
    outputs: readOutputs(body["outputs"], process, emptyOutputs),
    response,
    ...(subscriber === undefined ? {} : { subscriber }),
  };
}

/** The outputs that a request names; if it names none, all that are described, in the process's first transmission mode: OGC 18-062r2, requirement 27. */
function readOutputs(
  outputs: unknown,
  process: ProcessDescription,
  empty: "all" | "none",
): Readonly<Record<string, OutputRequest>> {
  const offered = process.outputs;
  const modes = process.outputTransmission ?? ["value", "reference"];
  const usual = modes[0] ?? "value";
  const isEmpty = isJsonObject(outputs) && Object.keys(outputs).length === 0;
  const noneNamed = outputs === undefined || outputs === null;
  if (noneNamed || (isEmpty && empty === "all")) {
    return Object.fromEntries(
      Object.keys(offered ?? {}).map((name) => [
        name,
        { transmissionMode: usual },
      ]),
    );
  }
  if (!isJsonObject(outputs)) {
    throw badRequest('"outputs" must be an object, with output names as keys.');
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => {
      const where = `outputs.${name}`;
      // Nothing says which outputs there are.
      if (offered === undefined)
        return [name, readOutput(where, output, modes)];
      const description = Object.hasOwn(offered, name)
        ? offered[name]
        : undefined;
      if (description === undefined) {
        throw badRequest(
          `Process "${process.id}" has no output "${name}"; it has ${quoted(Object.keys(offered))}.`,
        );
      }
      const request = readOutput(where, output, modes);
      const media = offeredMediaTypes(description.schema);
      if (
        request.mediaType !== undefined &&
        !media.some((one) => sameMediaType(one, request.mediaType ?? ""))
      ) {
        throw badRequest(
          `${where}.format.mediaType: "${request.mediaType}" is not offered; choose ${quoted(media)}.`,
        );
      }
      return [name, request];
    }),
  );
}

function readOutput(
  where: string,
  output: unknown,
  modes: readonly TransmissionMode[],
): OutputRequest {
  if (!isJsonObject(output)) {
    throw badRequest(
      `${where} must be an object; {} asks for its default form.`,
    );
  }
  const mode = output["transmissionMode"] ?? modes[0] ?? "value";
  if (mode !== "value" && mode !== "reference") {
    throw badRequest(
      `${where}.transmissionMode must be "value" or "reference".`,
    );
  }
  if (!modes.includes(mode)) {
    throw badRequest(
      `${where}.transmissionMode: this process offers ${quoted(modes)} only.`,
    );
  }
  const format = output["format"];
  const mediaType = isJsonObject(format) ? format["mediaType"] : undefined;
  return {
    transmissionMode: mode,
    ...(typeof mediaType === "string" ? { mediaType } : {}),
  };
}

function readSubscriber(subscriber: unknown): Subscriber | undefined {
  if (subscriber === undefined || subscriber === null) return undefined;
  if (!isJsonObject(subscriber)) {
    throw badRequest('"subscriber" must be an object.');
  }
  const uris: Record<string, string> = {};
  for (const key of ["successUri", "inProgressUri", "failedUri"] as const) {
    const uri = subscriber[key];
    if (uri === undefined || uri === null) continue;
    if (typeof uri !== "string" || !/^https?:$/.test(protocolOf(uri))) {
      throw badRequest(`subscriber.${key} must be an http or https URL.`);
    }
    uris[key] = uri;
  }
  return uris;
}

function protocolOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).protocol : "";
}

function quoted(names: readonly string[]): string {
  return names.length === 0
    ? "none"
    : names.map((name) => `"${name}"`).join(", ");
}
