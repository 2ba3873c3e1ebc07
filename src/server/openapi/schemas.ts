import { jobStatuses } from "../documents.js";
import type { Schema } from "../documents.js";

const text: Schema = { type: "string" };
const time: Schema = { type: "string", format: "date-time" };
const texts: Schema = { type: "array", items: text };

/** A reference to one of the document's own schemas. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function list(name: string): Schema {
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

const summary: Readonly<Record<string, Schema>> = {
  id: text,
  version: text,
  title: text,
  description: text,
  keywords: texts,
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
  links: list("link"),
};

const occurrences: Readonly<Record<string, Schema>> = {
  minOccurs: { type: "integer", minimum: 0, default: 1 },
  maxOccurs: {
    oneOf: [
      { type: "integer", minimum: 1, default: 1 },
      { type: "string", enum: ["unbounded"] },
    ],
  },
};

const anyObject: Schema = { type: "object", additionalProperties: true };

/** The documents that the server takes and gives: the schemas of OGC 18-062r2, annex B. */
export const schemas: Readonly<Record<string, Schema>> = {
  link: object(
    { href: text, rel: text, type: text, hreflang: text, title: text },
    ["href"],
  ),
  landingPage: object({ title: text, description: text, links: list("link") }, [
    "links",
  ]),
  confClasses: object({ conformsTo: texts }, ["conformsTo"]),
  processSummary: object(summary, ["id", "version"]),
  processList: object(
    { processes: list("processSummary"), links: list("link") },
    ["processes", "links"],
  ),
  inputDescription: object(
    { title: text, description: text, ...occurrences, schema: anyObject },
    ["schema"],
  ),
  outputDescription: object(
    { title: text, description: text, schema: anyObject },
    ["schema"],
  ),
  process: object(
    {
      ...summary,
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
    format: object({ mediaType: text, encoding: text, schema: {} }),
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
      processID: text,
      type: { type: "string", enum: ["process"] },
      jobID: text,
      status: { type: "string", enum: jobStatuses },
      message: text,
      created: time,
      started: time,
      finished: time,
      updated: time,
      progress: { type: "integer", minimum: 0, maximum: 100 },
      links: list("link"),
    },
    ["jobID", "status", "type"],
  ),
  jobList: object({ jobs: list("statusInfo"), links: list("link") }, [
    "jobs",
    "links",
  ]),
  exception: {
    ...object(
      {
        type: text,
        title: text,
        status: { type: "integer" },
        detail: text,
        instance: text,
      },
      ["type"],
    ),
    additionalProperties: true,
  },
};
