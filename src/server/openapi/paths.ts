import { JOB_STATUSES, type Schema } from "../documents.js";
import { RESOURCES } from "../http/resources.js";
import { ref, TEXT } from "./schemas.js";

type Operation = Readonly<Record<string, unknown>>;

const PROBLEM = { "application/problem+json": { schema: ref("exception") } };

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
      { description: descriptions[code], content: PROBLEM },
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

const SECONDS: Schema = { type: "number", minimum: 0 };
const PROCESS_ID = parameter("path", "processID", TEXT);
const JOB_ID = parameter("path", "jobID", TEXT);
const LIMIT = parameter("query", "limit", {
  type: "integer",
  minimum: 1,
  maximum: 10_000,
  default: 10,
});
const OFFSET = parameter("query", "offset", {
  type: "integer",
  minimum: 0,
  default: 0,
});

const RESULT_RESPONSES: Operation = {
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
        schema: TEXT,
      },
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: ref("execute") } },
    },
    responses: {
      ...RESULT_RESPONSES,
      "201": {
        ...response("A job was created.", "statusInfo"),
        headers: {
          Location: { description: "The job's status.", schema: TEXT },
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

const JOB_FILTERS = [
  parameter("query", "type", {
    type: "array",
    items: { type: "string", enum: ["process"] },
  }),
  parameter("query", "processID", { type: "array", items: TEXT }),
  parameter("query", "status", {
    type: "array",
    items: { type: "string", enum: JOB_STATUSES },
  }),
  parameter("query", "datetime", TEXT),
  parameter("query", "minDuration", SECONDS),
  parameter("query", "maxDuration", SECONDS),
  LIMIT,
  OFFSET,
];

/** The standard's resources and their operations, with the standard's operation ids. */
export const PATHS: Readonly<Record<string, Operation>> = {
  [RESOURCES.landingPage.path]: {
    get: get(
      "getLandingPage",
      "Landing page",
      "capabilities",
      ok("The landing page.", "landingPage"),
    ),
  },
  [RESOURCES.api.path]: {
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
  [RESOURCES.conformance.path]: {
    get: get(
      "getConformanceClasses",
      "Conformance classes",
      "capabilities",
      ok("What the server conforms to.", "confClasses"),
    ),
  },
  [RESOURCES.processes.path]: {
    get: get(
      "getProcesses",
      "Processes",
      "processes",
      { ...ok("A page of the process list.", "processList"), ...failures(400) },
      [LIMIT, OFFSET],
    ),
  },
  [RESOURCES.process.path]: {
    get: get(
      "getProcessDescription",
      "Process description",
      "processes",
      { ...ok("The description.", "process"), ...failures(404) },
      [PROCESS_ID],
    ),
  },
  [RESOURCES.execution.path]: {
    post: executeOperation("execute", "Run a process", [PROCESS_ID]),
  },
  [RESOURCES.jobs.path]: {
    get: get(
      "getJobs",
      "Jobs",
      "jobs",
      { ...ok("A page of the job list.", "jobList"), ...failures(400) },
      JOB_FILTERS,
    ),
  },
  [RESOURCES.job.path]: {
    get: get(
      "getStatus",
      "Job status",
      "jobs",
      { ...ok("The status.", "statusInfo"), ...failures(404) },
      [JOB_ID],
    ),
    delete: get(
      "dismiss",
      "Dismiss a job",
      "jobs",
      { ...ok("The last status.", "statusInfo"), ...failures(404, 410) },
      [JOB_ID],
    ),
  },
  [RESOURCES.results.path]: {
    get: get(
      "getResult",
      "Job results",
      "jobs",
      { ...RESULT_RESPONSES, ...failures(404, 410, 500) },
      [JOB_ID],
    ),
  },
  [RESOURCES.result.path]: {
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
      [JOB_ID, parameter("path", "output", TEXT)],
    ),
  },
};
