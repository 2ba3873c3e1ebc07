import { jobStatuses } from "../documents.js";
import type { Schema } from "../documents.js";
import { resources } from "../http/resources.js";
import { ref } from "./schemas.js";

type Operation = Readonly<Record<string, unknown>>;

const problem = { "application/problem+json": { schema: ref("exception") } };

function response(description: string, schema: string): Operation {
  return {
    description,
    content: { "application/json": { schema: ref(schema) } },
  };
}

function failures(...codes: readonly (400 | 404 | 410 | 500)[]): Operation {
  const descriptions = {
    400: "The request can't be read.",
    404: "There is no such resource, or no result yet.",
    410: "The job was dismissed.",
    500: "The process failed.",
  };
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { description: descriptions[code], content: problem },
    ]),
  );
}

function parameter(
  place: "path" | "query",
  name: string,
  schema: Schema,
): Operation {
  const isList = schema["type"] === "array";
  return {
    name,
    in: place,
    required: place === "path",
    schema,
    ...(isList ? { style: "form", explode: false } : {}),
  };
}

const text: Schema = { type: "string" };
const seconds: Schema = { type: "number", minimum: 0 };
const processId = parameter("path", "processID", text);
const jobId = parameter("path", "jobID", text);
const limit = parameter("query", "limit", {
  type: "integer",
  minimum: 1,
  maximum: 10_000,
  default: 10,
});
const offset = parameter("query", "offset", {
  type: "integer",
  minimum: 0,
  default: 0,
});

const resultResponses: Operation = {
  "200": {
    description:
      "The results: a document, one raw value, or several in a multipart body.",
    content: {
      "application/json": { schema: ref("results") },
      "multipart/related": { schema: { type: "string", format: "binary" } },
      "*/*": { schema: { type: "string", format: "binary" } },
    },
  },
  "204": { description: "The results stand at the `Link` headers' targets." },
};

/** The operation that runs a process: OGC 18-062r2, 7.11. */
export function executeOperation(
  operationId: string,
  summary: string,
  parameters: readonly Operation[],
): Operation {
  return {
    operationId,
    summary,
    tags: ["execution"],
    parameters: [
      ...parameters,
      {
        name: "Prefer",
        in: "header",
        required: false,
        description: "`respond-async`, `wait=10` (RFC 7240)",
        schema: text,
      },
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: ref("execute") } },
    },
    responses: {
      ...resultResponses,
      "201": {
        ...response("A job was created.", "statusInfo"),
        headers: {
          Location: { description: "The job's status.", schema: text },
        },
      },
      ...failures(400, 404, 500),
    },
  };
}

function get(
  operationId: string,
  summary: string,
  tag: string,
  responses: Operation,
  parameters: readonly Operation[] = [],
): Operation {
  return { operationId, summary, tags: [tag], parameters, responses };
}

function ok(description: string, schema: string): Operation {
  return { "200": response(description, schema) };
}

const jobFilters = [
  parameter("query", "type", {
    type: "array",
    items: { type: "string", enum: ["process"] },
  }),
  parameter("query", "processID", { type: "array", items: text }),
  parameter("query", "status", {
    type: "array",
    items: { type: "string", enum: jobStatuses },
  }),
  parameter("query", "datetime", text),
  parameter("query", "minDuration", seconds),
  parameter("query", "maxDuration", seconds),
  limit,
  offset,
];

/** The standard's resources and their operations, under the standard's operation ids. */
export const paths: Readonly<Record<string, Operation>> = {
  [resources.landingPage.path]: {
    get: get(
      "getLandingPage",
      "Landing page",
      "capabilities",
      ok("The landing page.", "landingPage"),
    ),
  },
  [resources.api.path]: {
    get: get("getApi", "This document", "capabilities", {
      "200": {
        description: "The API definition.",
        content: {
          "application/vnd.oai.openapi+json;version=3.0": {
            schema: { type: "object" },
          },
        },
      },
    }),
  },
  [resources.conformance.path]: {
    get: get(
      "getConformanceClasses",
      "Conformance classes",
      "capabilities",
      ok("What the server conforms to.", "confClasses"),
    ),
  },
  [resources.processes.path]: {
    get: get(
      "getProcesses",
      "Processes",
      "processes",
      { ...ok("A page of the process list.", "processList"), ...failures(400) },
      [limit, offset],
    ),
  },
  [resources.process.path]: {
    get: get(
      "getProcessDescription",
      "Process description",
      "processes",
      { ...ok("The description.", "process"), ...failures(404) },
      [processId],
    ),
  },
  [resources.execution.path]: {
    post: executeOperation("execute", "Run a process", [processId]),
  },
  [resources.jobs.path]: {
    get: get(
      "getJobs",
      "Jobs",
      "jobs",
      { ...ok("A page of the job list.", "jobList"), ...failures(400) },
      jobFilters,
    ),
  },
  [resources.job.path]: {
    get: get(
      "getStatus",
      "Job status",
      "jobs",
      { ...ok("The status.", "statusInfo"), ...failures(404) },
      [jobId],
    ),
    delete: get(
      "dismiss",
      "Dismiss a job",
      "jobs",
      { ...ok("The last status.", "statusInfo"), ...failures(404, 410) },
      [jobId],
    ),
  },
  [resources.results.path]: {
    get: get(
      "getResult",
      "Job results",
      "jobs",
      { ...resultResponses, ...failures(404, 410, 500) },
      [jobId],
    ),
  },
  [resources.result.path]: {
    get: get(
      "getOneResult",
      "One result of a job",
      "jobs",
      {
        "200": {
          description: "The value, in its own media type.",
          content: {
            "*/*": { schema: { type: "string", format: "binary" } },
          },
        },
        ...failures(404, 410, 500),
      },
      [jobId, parameter("path", "output", text)],
    ),
  },
};
