import { JOB_STATUSES, type Schema } from "../documents.js";

/** Any string. */
export const TEXT: Schema = { type: "string" };
const TIME: Schema = { type: "string", format: "date-time" };
const TEXTS: Schema = { type: "array", items: TEXT };

/** A reference to one of the schemas in `components`. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function arrayOfRefs(name: string): Schema {
  return { type: "array", items: ref(name) };
}

function object(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties,
  };
}

const SUMMARY: Readonly<Record<string, Schema>> = {
  id: TEXT,
  version: TEXT,
  title: TEXT,
  description: TEXT,
  keywords: TEXTS,
  metadata: { type: "array", items: { type: "object" } },
  jobControlOptions: {
    type: "array",
    items: {
      type: "string",
      enum: ["sync-execute", "async-execute", "dismiss"],
    },
  },
  outputTransmission: {
    type: "array",
    items: { type: "string", enum: ["value", "reference"] },
  },
  links: arrayOfRefs("link"),
};

const OCCURRENCES: Readonly<Record<string, Schema>> = {
  minOccurs: { type: "integer", minimum: 0, default: 1 },
  maxOccurs: {
    oneOf: [
      { type: "integer", minimum: 1, default: 1 },
      { type: "string", enum: ["unbounded"] },
    ],
  },
};

const ANY_OBJECT: Schema = { type: "object", additionalProperties: true };

/** The documents that the server receives and sends: the schemas of OGC 18-062r2, annex B. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  link: object(
    { href: TEXT, rel: TEXT, type: TEXT, hreflang: TEXT, title: TEXT },
    ["href"],
  ),
  landingPage: object(
    { title: TEXT, description: TEXT, links: arrayOfRefs("link") },
    ["links"],
  ),
  confClasses: object({ conformsTo: TEXTS }, ["conformsTo"]),
  processSummary: object(SUMMARY, ["id", "version"]),
  processList: object(
    { processes: arrayOfRefs("processSummary"), links: arrayOfRefs("link") },
    ["processes", "links"],
  ),
  inputDescription: object(
    { title: TEXT, description: TEXT, ...OCCURRENCES, schema: ANY_OBJECT },
    ["schema"],
  ),
  outputDescription: object(
    { title: TEXT, description: TEXT, schema: ANY_OBJECT },
    ["schema"],
  ),
  process: object(
    {
      ...SUMMARY,
      inputs: {
        type: "object",
        additionalProperties: ref("inputDescription"),
      },
      outputs: {
        type: "object",
        additionalProperties: ref("outputDescription"),
      },
    },
    ["id", "version"],
  ),
  inlineOrReference: {
    description:
      "A literal, an array, a bounding box, a qualified value (`value`, `mediaType`, `encoding`) or a link.",
    nullable: true,
    anyOf: [
      { type: "string" },
      { type: "number" },
      { type: "integer" },
      { type: "boolean" },
      { type: "array", items: {} },
      { type: "object" },
    ],
  },
  output: object({
    format: object({ mediaType: TEXT, encoding: TEXT, schema: {} }),
    transmissionMode: {
      type: "string",
      enum: ["value", "reference"],
      default: "value",
    },
  }),
  subscriber: object({
    successUri: { type: "string", format: "uri" },
    inProgressUri: { type: "string", format: "uri" },
    failedUri: { type: "string", format: "uri" },
  }),
  execute: object({
    inputs: {
      type: "object",
      additionalProperties: ref("inlineOrReference"),
    },
    outputs: { type: "object", additionalProperties: ref("output") },
    response: { type: "string", enum: ["raw", "document"], default: "raw" },
    subscriber: ref("subscriber"),
  }),
  results: {
    type: "object",
    additionalProperties: ref("inlineOrReference"),
  },
  statusInfo: object(
    {
      processID: TEXT,
      type: { type: "string", enum: ["process"] },
      jobID: TEXT,
      status: { type: "string", enum: JOB_STATUSES },
      message: TEXT,
      created: TIME,
      started: TIME,
      finished: TIME,
      updated: TIME,
      progress: { type: "integer", minimum: 0, maximum: 100 },
      links: arrayOfRefs("link"),
    },
    ["jobID", "status", "type"],
  ),
  jobList: object(
    { jobs: arrayOfRefs("statusInfo"), links: arrayOfRefs("link") },
    ["jobs", "links"],
  ),
  exception: {
    ...object(
      {
        type: TEXT,
        title: TEXT,
        status: { type: "integer" },
        detail: TEXT,
        instance: TEXT,
      },
      ["type"],
    ),
    additionalProperties: true,
  },
};
