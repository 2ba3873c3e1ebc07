import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import {
  MediaValue,
  type ProcessImplementation,
  type RunningServer,
} from "../../src/server/index.js";
import { send } from "../server/request.js";
import type { Described, DriftCase } from "./drift-case.js";

/** An answer, as far as old callers depend on it. */
interface Observed {
  readonly status: number;
  readonly body: unknown;
  /** What a problem document says (RFC 7807, section 3.1). */
  readonly detail?: string;
}

/** What a server answered to the same request before and after a change. */
export interface Answers {
  readonly before: Observed;
  readonly after: Observed;
}

/** A case, and the models of the service before and after it. */
export interface ModelledCase {
  readonly given: DriftCase;
  readonly before: ServiceModel;
  readonly after: ServiceModel;
}

/** Sends the request of an old caller to the process as it was and as it is; undefined where it is gone. */
export async function answersOf(
  server: RunningServer,
  { given, ...models }: ModelledCase,
  index: number,
): Promise<Answers | undefined> {
  const { before, after } = given;
  if (after === undefined) return undefined;
  const observe = async (
    described: Described,
    side: "after" | "before",
  ): Promise<Observed> => {
    const id = `case-${index}-${side}`;
    server.addProcess(implementation(id, described, given, models[side]));
    const answer = await send(`${server.url}processes/${id}/execution`, {
      json: {
        inputs: given.inputs ?? {},
        response: "document",
        ...given.request,
      },
      headers: given.prefer === undefined ? {} : { prefer: given.prefer },
    });
    const { status, body } = answer;
    // Documents of jobs and problems have ids and times in them.
    if (status === 200) return { status, body: known(body, before) };
    return { status, body: undefined, ...detailOf(body, id) };
  };
  return {
    before: await observe(before, "before"),
    after: await observe(after, "after"),
  };
}

/** What the problem says, of the process `p` and its first job: the ids of the test would change with each new case. */
function detailOf(body: unknown, id: string): Pick<Observed, "detail"> {
  const { detail } = (body ?? {}) as { readonly detail?: unknown };
  if (typeof detail !== "string") return {};
  const ofCase = detail.replaceAll(id, "p");
  return { detail: ofCase.replaceAll(/\bjob_\d+/g, "job_1") };
}

/** The outputs that an old caller knows. */
function known(body: unknown, { outputs = {} }: Described): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => Object.hasOwn(outputs, name)),
  );
}

function implementation(
  id: string,
  described: Described,
  { echoes, isStrict, result }: DriftCase,
  model: ServiceModel,
): ProcessImplementation {
  const { r } = described.outputs ?? {};
  const isMedia = JSON.stringify(r).includes("contentMediaType");
  const schema = model.processes[0]?.schemas.inputs;
  const validate = new Ajv2020({ strict: false, formats: fullFormats }).compile(
    isStrict ? (schema as object) : {},
  );
  return {
    description: {
      version: "1.0.0",
      ...described,
      id,
    } as unknown as ProcessImplementation["description"],
    execute: (inputs) => {
      if (!validate(inputs)) throw new Error("The inputs are not valid.");
      if (isMedia) return { r: new MediaValue("image/tiff", "picture") };
      return { r: echoes ? inputs["x"] : (result ?? 1), s: 1 };
    },
  };
}
