import {
  isJsonObject,
  without,
  type InputDescription,
  type ProcessDescription,
  type Schema,
} from "../documents.js";
import { chooseMode } from "../execution/mode.js";
import { readPrefer } from "../http/prefer.js";
import {
  inlineForm,
  linkOf,
  rawReply,
  resultsOf,
  type Result,
} from "../execution/results.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { EXCEPTIONS, Problem } from "../problem.js";
import type { Profile, ServerRequest } from "./profile.js";
import {
  monitorLink,
  processDocument,
  processSummary,
  processUrl,
  STANDARD,
  statusMembers,
} from "./standard.js";

const CONFORMANCE = "http://www.opengis.net/spec/ogcapi-processes-1/2.0/conf/";
const RESULTS_PROFILE =
  '<https://www.opengis.net/def/profile/OGC/0/ogc-results>; rel="profile"';

/** Converts a schema, and all schemas in it, from the OpenAPI 3.0 dialect to JSON Schema 2020-12. */
function modernSchema(schema: Schema): Schema {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const names: Readonly<Record<string, string>> = {
    ...(exclusiveMinimum === true ? { minimum: "exclusiveMinimum" } : {}),
    ...(exclusiveMaximum === true ? { maximum: "exclusiveMaximum" } : {}),
  };
  return Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [
      names[keyword] ?? keyword,
      keyword === "type" && nullable === true ? [value, "null"] : modern(value),
    ]),
  );
}

function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  return isJsonObject(value) ? modernSchema(value) : value;
}

function version2Description(
  process: ProcessDescription,
  base: string,
): Readonly<Record<string, unknown>> {
  const input = (one: InputDescription): unknown => ({
    ...one,
    schema: modernSchema(one.schema),
    valuePassing: ["byValue", "byReference"],
  });
  return {
    ...without(processDocument(process, base), "outputTransmission"),
    inputs: mapped(process.inputs, input),
    outputs: mapped(process.outputs, (one) => ({
      ...one,
      schema: modernSchema(one.schema),
    })),
  };
}

function mapped<T>(
  object: Readonly<Record<string, T>> = {},
  change: (one: T) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(object).map(([name, one]) => [name, change(one)]),
  );
}

/** The job's id is `id` instead of `jobID`, and `processID` is a URI. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const status = STANDARD.statusInfo(job, base);
  return {
    id: job.id,
    processingEntityType: "ogc-api-processes",
    ...without(statusMembers(job), "jobID", "type"),
    processID: processUrl(job.process, base),
    ...(job.status === "failed"
      ? { exception: problemMembers(noResults(job, base)) }
      : {}),
    links: isJsonObject(status) ? status["links"] : [],
  };
}

function problemMembers({ type, title, status, detail }: Problem): unknown {
  return { type, title, status, detail };
}

/** The results that the client asked for; `?outputs=a,b` selects from them. */
function wantedResults(
  job: Job,
  { base, query }: ServerRequest,
): readonly Result[] {
  const found = resultsOf(job, STANDARD.jobUrl(job, base));
  if (query["outputs"] === undefined) return found;
  const names = [query["outputs"]].flat().flatMap((list) => list.split(","));
  const wrong = names.find((name) => !found.some((one) => one.name === name));
  if (wrong !== undefined) throw noSuchOutput(job, wrong);
  return found.filter((result) => names.includes(result.name));
}

function noSuchOutput(job: Job, name: string): Problem {
  return new Problem(
    400,
    "No such output",
    `Job "${job.id}" has no result "${name}".`,
    `${EXCEPTIONS}no-such-output`,
  );
}

/** A document of values; with `return=minimal`, objects are links. Results are never multipart. */
function resultsDocument(job: Job, request: ServerRequest): Reply {
  const results = wantedResults(job, request);
  if (results.length === 0) {
    throw new Problem(
      404,
      "Result not available",
      `Job "${job.id}" was asked for no outputs.`,
      `${EXCEPTIONS}result-not-available`,
    );
  }
  const minimal = readPrefer(request.prefer).return === "minimal";
  return jsonReply(
    Object.fromEntries(
      results.map((result) => [
        result.name,
        minimal && isJsonObject(result.value)
          ? linkOf(result)
          : inlineForm(result.value),
      ]),
    ),
    200,
    { link: [RESULTS_PROFILE] },
  );
}

/** One output alone is raw, several are a document, and without outputs the status is 204. */
function syncResults(job: Job, request: ServerRequest): Reply {
  const results = wantedResults(job, request);
  const [first] = results;
  const reply =
    first === undefined
      ? { status: 204 }
      : results.length === 1
        ? rawReply(first.value, first.schema)
        : resultsDocument(job, request);
  return withHeaders(reply, {
    link: [monitorLink(STANDARD.jobUrl(job, request.base))],
  });
}

function noResults(job: Job, base: string): Problem {
  const problem = STANDARD.noResults(job, base);
  return job.status === "dismissed"
    ? new Problem(
        404,
        "Result not available",
        problem.detail,
        `${EXCEPTIONS}result-not-available`,
      )
    : problem;
}

/** Drafts of version 2.0: another status document, no `response` in requests, selected results, schemas in JSON Schema 2020-12. */
export const VERSION2: Profile = {
  ...STANDARD,
  conformsTo: [
    "core",
    "ogc-process-description",
    "json",
    "oas30",
    "job-list",
    "callback",
    "dismiss",
  ].map((name) => CONFORMANCE + name),
  emptyOutputs: "none",
  processList: ({ items, links }, { base }) => ({
    processes: items.map((process) =>
      without(processSummary(process, base), "outputTransmission"),
    ),
    links,
  }),
  processDescription: (process, { base }) => version2Description(process, base),
  // This version does not know `response` and `transmissionMode`, and unknown members are ignored.
  executeRequest: (body) =>
    isJsonObject(body)
      ? {
          ...without(body, "response"),
          ...(isJsonObject(body["outputs"])
            ? {
                outputs: mapped(body["outputs"], (one) =>
                  isJsonObject(one) ? without(one, "transmissionMode") : one,
                ),
              }
            : {}),
        }
      : body,
  executionMode: (options, { prefer }) =>
    chooseMode(options, readPrefer(prefer)),
  statusInfo,
  jobList: ({ items, links }, { base }) => ({
    jobs: items.map((job) => statusInfo(job, base)),
    links,
  }),
  jobCreated: (job, { base }) =>
    jsonReply(statusInfo(job, base), 201, {
      location: STANDARD.jobUrl(job, base),
    }),
  syncResults,
  jobResults: resultsDocument,
  jobResult: (job, output, request) => {
    const result = resultsOf(job, STANDARD.jobUrl(job, request.base)).find(
      (one) => one.name === output,
    );
    if (result === undefined) throw noSuchOutput(job, output);
    return rawReply(result.value, result.schema);
  },
  noResults,
  dismiss: (job, jobs, base) => {
    if (!job.isActive) jobs.remove(job.id);
    job.dismiss();
    return jsonReply(statusInfo(job, base));
  },
};
