import {
  isJsonObject,
  type InputDescription,
  type ProcessDescription,
  type Schema,
} from "../documents.js";
import { chooseMode } from "../execution/mode.js";
import { readPrefer } from "../http/prefer.js";
import {
  linkOf,
  plainForm,
  qualifiedForm,
  resultsOf,
  standardResults,
  type Result,
} from "../execution/results.js";
import type { PagingRules } from "../http/paging.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { MediaValue } from "../process.js";
import { Problem } from "../problem.js";
import type { Profile } from "./profile.js";
import { processDocument, processSummary, STANDARD } from "./standard.js";

const PAGING: PagingRules = {
  defaultLimit: 1000,
  maximumLimit: 1000,
  next: true,
  by: { parameter: "skip", unit: "items" },
};

/**
 * `minOccurs` is told only above 1: an optional input is one whose schema is nullable, and for
 * complex inputs that is the schema under `extended-schema`.
 */
function input({
  minOccurs = 1,
  maxOccurs = 1,
  schema,
  ...rest
}: InputDescription): Readonly<Record<string, unknown>> {
  const optional = minOccurs === 0 ? { nullable: true } : {};
  const isComplex = schema["oneOf"] !== undefined;
  return {
    ...rest,
    ...(minOccurs > 1 ? { minOccurs } : {}),
    ...(maxOccurs === 1 ? {} : { maxOccurs }),
    schema: { ...withTextEnum(schema), ...(isComplex ? {} : optional) },
    ...(isComplex
      ? { "extended-schema": { ...extended(schema), ...optional } }
      : {}),
  };
}

/** The values of an enumeration are text, whatever the type beside them. */
function withTextEnum(schema: Schema): Schema {
  const values: unknown = schema["enum"];
  return Array.isArray(values)
    ? { ...schema, enum: values.map(String) }
    : schema;
}

/** What a complex input may also be: a link or a qualified value. */
function extended(schema: Schema): Schema {
  return {
    oneOf: [
      {
        allOf: [
          {
            $ref: "http://zoo-project.org/dl/link.json",
          },
        ],
      },
      { type: "object", required: ["value"], properties: { value: schema } },
    ],
  };
}

function description(
  process: ProcessDescription,
  base: string,
): Readonly<Record<string, unknown>> {
  return {
    ...processDocument(process, base),
    mutable: false,
    inputs: Object.fromEntries(
      Object.entries(process.inputs ?? {}).map(([name, one]) => [
        name,
        input(one),
      ]),
    ),
  };
}

/** The id under the names of both versions of the standard. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const status = STANDARD.statusInfo(job, base);
  return { id: job.id, ...(isJsonObject(status) ? status : {}) };
}

/** A results document whose qualified values have their media type one level down. */
function results(job: Job, base: string): Reply {
  const url = STANDARD.jobUrl(job, base);
  if (job.request.response !== "document") return standardResults(job, url);
  return jsonReply(
    Object.fromEntries(
      resultsOf(job, url).map((result) => [result.name, documentForm(result)]),
    ),
  );
}

function documentForm(result: Result): unknown {
  if (result.byReference) return linkOf(result);
  const { value } = result;
  if (value instanceof MediaValue) {
    const { mediaType, encoding, ...rest } = qualifiedForm(value);
    return {
      ...rest,
      format: { mediaType, ...(encoding === undefined ? {} : { encoding }) },
    };
  }
  return isJsonObject(value) && !("bbox" in value)
    ? { value, format: { mediaType: "application/json" } }
    : plainForm(value);
}

/** A process that failed is the server's fault, whatever it says. */
function noResults(job: Job, base: string): Problem {
  return job.status === "failed"
    ? new Problem(500, "NoApplicableCode", job.error?.message ?? "failed")
    : STANDARD.noResults(job, base);
}

function exception({ type, title, status, detail, headers }: Problem): Reply {
  const code = status === 400 ? "InvalidParameterValue" : wpsCode(title);
  return {
    ...jsonReply(
      { title: code, type: type === "about:blank" ? code : type, detail },
      status,
      headers,
    ),
    mediaType: "application/json;encoding=utf-8",
  };
}

/** "No such process" is `NoSuchProcess` in WPS. */
function wpsCode(title: string): string {
  return title.replace(/(?:^|\W+)(\w)/g, (_match, letter: string) =>
    letter.toUpperCase(),
  );
}

/** ZOO-Project: optional inputs that only their schema gives away, ids twice in a status, and formats nested in results. */
export const ZOO: Profile = {
  ...STANDARD,
  processPaging: PAGING,
  jobPaging: PAGING,
  inputs: { unknown: "ignore", qualified: "unwrap", null: "absent" },
  processList: ({ items, links, total }, { base }) => ({
    processes: items.map((process) => ({
      ...processSummary(process, base),
      mutable: false,
    })),
    links,
    numberTotal: total,
  }),
  processDescription: (process, { base }) => description(process, base),
  executionMode: (options, { prefer }, body) =>
    chooseMode(options, {
      respondAsync: readPrefer(prefer).respondAsync || body["mode"] === "async",
    }),
  statusInfo,
  jobList: ({ items, links, total }, { base }) => ({
    jobs: items.map((job) => statusInfo(job, base)),
    links,
    numberTotal: total,
  }),
  jobCreated: (job, { base }) =>
    jsonReply(statusInfo(job, base), 201, {
      location: STANDARD.jobUrl(job, base),
    }),
  syncResults: (job, { base }) =>
    withHeaders(results(job, base), { location: STANDARD.jobUrl(job, base) }),
  jobResults: (job, { base }) => results(job, base),
  noResults,
  dismiss: (job, jobs, base) => {
    STANDARD.dismiss(job, jobs, base);
    return jsonReply(statusInfo(job, base));
  },
  exception,
};
