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
import { isTextMediaType, mediaTypeOf } from "../execution/media-type.js";
import type { PagingRules } from "../http/paging.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { MediaValue } from "../process.js";
import { Problem } from "../problem.js";
import type { Profile } from "./profile.js";
import { processDocument, processSummary, STANDARD } from "./standard.js";

/** The second of the two `Content-Type`s that the real server writes, which is the one that counts. */
const RAW_LABEL = "application/json;charset=UTF-8";

const PAGING: PagingRules = {
  defaultLimit: 1000,
  maximumLimit: 1000,
  next: true,
  by: { parameter: "skip", unit: "items" },
};

/**
 * `minOccurs` is present only if it is above 1. An optional input has a nullable schema instead; for
 * complex inputs, this is the schema in `extended-schema`.
 */
function zooInput({
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

/** The encoding of a text is its charset. */
function withCharset(schema: Schema): Schema {
  const mediaType = mediaTypeOf(schema);
  return mediaType !== undefined &&
    isTextMediaType(mediaType) &&
    schema["contentEncoding"] === undefined
    ? { ...schema, contentEncoding: "utf-8" }
    : schema;
}

/** All values of an enumeration are strings, regardless of `type`. */
function withTextEnum(schema: Schema): Schema {
  const values: unknown = schema["enum"];
  return Array.isArray(values)
    ? { ...schema, enum: values.map(String) }
    : schema;
}

/** The other forms of a complex input: a link or a qualified value. */
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

function zooDescription(
  process: ProcessDescription,
  base: string,
): Readonly<Record<string, unknown>> {
  return {
    ...processDocument(process, base),
    mutable: false,
    inputs: Object.fromEntries(
      Object.entries(process.inputs ?? {}).map(([name, one]) => [
        name,
        zooInput(one),
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(process.outputs ?? {}).map(([name, one]) => [
        name,
        { ...one, schema: withCharset(one.schema) },
      ]),
    ),
  };
}

/** The job's id has the names of both versions of the standard: `id` and `jobID`. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const status = STANDARD.statusInfo(job, base);
  return { id: job.id, ...(isJsonObject(status) ? status : {}) };
}

/** A raw result is labelled as JSON, whatever it is. In a results document, the media type of a qualified value is in `format`. */
function results(job: Job, base: string): Reply {
  const url = STANDARD.jobUrl(job, base);
  if (job.request.response !== "document") {
    const reply = standardResults(job, url);
    return reply.mediaType?.startsWith("multipart/") === false
      ? { ...reply, mediaType: RAW_LABEL }
      : reply;
  }
  return jsonReply(
    Object.fromEntries(
      resultsOf(job, url).map((result) => [
        result.name,
        zooDocumentForm(result),
      ]),
    ),
  );
}

function zooDocumentForm(result: Result): unknown {
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

/** A failed job is always reported with status 500. */
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

/** A code of WPS: "No such process" becomes `NoSuchProcess`. */
function wpsCode(title: string): string {
  return title
    .split(/\W+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** ZOO-Project: only the schema shows which inputs are optional, a status has the id twice, raw results are labelled as JSON, and those of a document have a nested `format`. */
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
  processDescription: (process, { base }) => zooDescription(process, base),
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
