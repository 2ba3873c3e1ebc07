import {
  type InputDescription,
  type OutputDescription,
  type ProcessDescription,
  type Schema,
  isJsonObject,
} from "../documents.js";
import { formatsOf, offeredMediaTypes } from "../execution/media-type.js";
import {
  linkOf,
  plainForm,
  rawReply,
  resultsOf,
} from "../execution/results.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { jobGone, Problem } from "../problem.js";
import {
  JOBS_BELOW_PROCESS,
  jobUrlBelowProcess,
} from "./jobs-below-process.js";
import { executeMap } from "./older-requests.js";
import type { Profile } from "./profile.js";
import {
  conformanceClasses,
  jsonLink,
  processUrl,
  STANDARD,
} from "./standard.js";

const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/** A schema as WPS 2.0 describes types: literal domains, formats, or coordinate reference systems. */
function dataType(schema: Schema): Readonly<Record<string, unknown>> {
  if (schema["format"] === "ogc-bbox") {
    return { supportedCRS: [{ default: true, crs: CRS84 }] };
  }
  const type = schema["type"];
  const isLiteral =
    typeof type === "string" &&
    !["object", "array"].includes(type) &&
    schema["contentMediaType"] === undefined;
  if (!isLiteral || formatsOf(schema).length > 1) {
    return {
      formats: offeredMediaTypes(schema).map((mimeType, index) => ({
        mimeType,
        ...(index === 0 ? { default: true } : {}),
      })),
    };
  }
  const values: unknown = schema["enum"];
  return {
    literalDataDomains: [
      {
        dataType: { name: type === "number" ? "double" : type },
        valueDefinition: Array.isArray(values)
          ? { allowedValues: values.map(String) }
          : { anyValue: true },
        ...(schema["default"] === undefined
          ? {}
          : { defaultValue: JSON.stringify(schema["default"]) }),
      },
    ],
  };
}

function wpsInput([id, description]: readonly [
  string,
  InputDescription,
]): unknown {
  const { title, schema, minOccurs = 1, maxOccurs = 1 } = description;
  return {
    id,
    title: title ?? id,
    input: dataType(schema),
    minOccurs,
    maxOccurs,
  };
}

function wpsOutput([id, { title, schema }]: readonly [
  string,
  OutputDescription,
]): unknown {
  return { id, title: title ?? id, output: dataType(schema) };
}

function summary(
  process: ProcessDescription,
): Readonly<Record<string, unknown>> {
  const { id, version, title, description } = process;
  return {
    id,
    title: title ?? id,
    ...(description === undefined ? {} : { description }),
    version,
    keywords: [],
    metadata: [],
    jobControlOptions: ["async-execute", "sync-execute"],
    outputTransmission: ["value", "reference"],
  };
}

/** Only the id, the status, the progress and links, whose relations are not URIs. */
function statusInfo(job: Job, base: string): Readonly<Record<string, unknown>> {
  const url = jobUrlBelowProcess(job, base);
  const links = [jsonLink(url, "self", "This document")];
  if (job.status === "successful") {
    links.push(jsonLink(`${url}/results`, "results", "Job results"));
  }
  if (job.status === "failed") {
    links.push(jsonLink(`${url}/results`, "exceptions", "Job exceptions"));
  }
  return {
    status: job.status,
    ...(job.progress === undefined ? {} : { progress: job.progress }),
    jobID: job.id,
    links,
  };
}

function results(job: Job, base: string): Reply {
  const found = resultsOf(job, jobUrlBelowProcess(job, base));
  const [first] = found;
  if (job.request.response === "raw" && first !== undefined) {
    return rawReply(first.value, first.schema);
  }
  return jsonReply({
    outputs: found.map((result) => ({
      id: result.name,
      value: result.byReference
        ? { href: linkOf(result).href }
        : { inlineValue: plainForm(result.value) },
    })),
  });
}

function noResults(job: Job, base: string): Problem {
  if (job.status === "failed") {
    return new Problem(500, "NoApplicableCode", job.error?.message ?? "failed");
  }
  return job.isActive
    ? new Problem(400, "ResultNotReady", `Job with id ${job.id} not ready.`)
    : STANDARD.noResults(job, base);
}

function exception({ title, status, detail, headers }: Problem): Reply {
  const code = /^\w+$/.test(title) ? title : "InvalidParameter";
  return jsonReply({ code, description: detail }, status, headers);
}

/**
 * 52°North's javaPS: descriptions follow WPS 2.0, jobs are below their process only, and the response
 * that creates a job has no body. Unlike the real server, it also accepts the maps of 1.0 in requests.
 */
export const JAVAPS: Profile = {
  ...STANDARD,
  conformsTo: conformanceClasses("core", "oas30", "json"),
  processPaging: undefined,
  jobPaging: undefined,
  jobFilters: undefined,
  inputs: { unknown: "reject", qualified: "unwrap", null: "absent" },
  resources: JOBS_BELOW_PROCESS,
  lacks: ["jobs", "job", "results", "result"],
  landingPage: ({ title, description }, base) => ({
    title,
    description,
    links: [
      jsonLink(base, "self", "This document"),
      {
        href: `${base}api/`,
        rel: "service",
        type: "application/openapi+json;version=3.0",
        title: "The API definition",
      },
      jsonLink(`${base}conformance/`, "conformance", "Conformance classes"),
      jsonLink(`${base}processes/`, "processes", "The processes"),
    ],
  }),
  // An array, without an object around it.
  processList: ({ items }, { base }) =>
    items.map((process) => ({
      ...summary(process),
      links: [
        jsonLink(processUrl(process, base), "process-desc", "Description"),
      ],
    })),
  processDescription: (process, { base }) => ({
    ...summary(process),
    inputs: Object.entries(process.inputs ?? {}).map(wpsInput),
    outputs: Object.entries(process.outputs ?? {}).map(wpsOutput),
    links: [
      {
        href: `${processUrl(process, base)}/jobs`,
        rel: "execute",
        title: "Execute endpoint",
      },
    ],
  }),
  executeRequest: (body) => {
    const request = executeMap(body);
    return isJsonObject(request)
      ? { response: "document", ...request }
      : request;
  },
  executionMode: (_options, _request, body) => ({
    mode: body["mode"] === "sync" ? "sync" : "async",
    applied: {},
  }),
  jobUrl: jobUrlBelowProcess,
  statusInfo,
  jobCreated: (job, { base }) => ({
    status: 201,
    headers: { location: jobUrlBelowProcess(job, base) },
  }),
  syncResults: (job, { base }) => results(job, base),
  jobResults: (job, { base }) => results(job, base),
  noResults,
  dismiss: (job) => {
    throw jobGone(job.id);
  },
  exception,
};
