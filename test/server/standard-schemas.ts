/**
 * The documents of OGC API - Processes 1.0 (OGC 18-062r2, annex B) as JSON Schemas, written from the
 * standard's text for these tests. Stricter than the standard's own where a typing error would pass those.
 */
const text = { type: "string", minLength: 1 };
const time = { type: "string", format: "date-time" };
const uri = { type: "string", format: "uri" };

const link = {
  type: "object",
  required: ["href", "rel"],
  properties: {
    href: uri,
    rel: text,
    type: text,
    hreflang: text,
    title: text,
  },
  additionalProperties: false,
};
const links = { type: "array", items: link };

const description = {
  title: text,
  description: text,
  keywords: { type: "array", items: text },
  metadata: { type: "array", items: { type: "object" } },
};

const summary = {
  ...description,
  id: text,
  version: text,
  jobControlOptions: {
    type: "array",
    minItems: 1,
    items: { enum: ["sync-execute", "async-execute", "dismiss"] },
  },
  outputTransmission: {
    type: "array",
    minItems: 1,
    items: { enum: ["value", "reference"] },
  },
  links,
};

/** The dialect of OpenAPI 3.0 for schemas, as far as the standard lets one in. */
const schema = {
  $id: "schema",
  type: "object",
  properties: {
    type: {
      enum: ["array", "boolean", "integer", "number", "object", "string"],
    },
    title: text,
    description: text,
    format: text,
    default: {},
    enum: { type: "array", minItems: 1 },
    nullable: { type: "boolean" },
    minimum: { type: "number" },
    maximum: { type: "number" },
    exclusiveMinimum: { type: "boolean" },
    exclusiveMaximum: { type: "boolean" },
    minLength: { type: "integer", minimum: 0 },
    maxLength: { type: "integer", minimum: 0 },
    pattern: text,
    minItems: { type: "integer", minimum: 0 },
    maxItems: { type: "integer", minimum: 0 },
    items: { $ref: "schema" },
    required: { type: "array", minItems: 1, items: text },
    properties: {
      type: "object",
      additionalProperties: { $ref: "schema" },
    },
    additionalProperties: {
      anyOf: [{ type: "boolean" }, { $ref: "schema" }],
    },
    oneOf: { type: "array", minItems: 1, items: { $ref: "schema" } },
    anyOf: { type: "array", minItems: 1, items: { $ref: "schema" } },
    allOf: { type: "array", minItems: 1, items: { $ref: "schema" } },
    examples: { type: "array" },
    contentMediaType: text,
    contentEncoding: { enum: ["base64", "binary"] },
    contentSchema: uri,
  },
  patternProperties: { "^x-": {} },
  additionalProperties: false,
};

const exception = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: text,
    title: text,
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: text,
  },
  additionalProperties: false,
};

const statusInfo = {
  type: "object",
  required: ["jobID", "status", "type", "processID", "created", "links"],
  properties: {
    processID: text,
    type: { const: "process" },
    jobID: text,
    status: {
      enum: ["accepted", "running", "successful", "failed", "dismissed"],
    },
    message: text,
    created: time,
    started: time,
    finished: time,
    updated: time,
    progress: { type: "integer", minimum: 0, maximum: 100 },
    links,
  },
  additionalProperties: false,
};

const qualifiedValue = {
  type: "object",
  required: ["value"],
  properties: {
    value: {},
    mediaType: text,
    encoding: { const: "base64" },
  },
  additionalProperties: false,
};
const boundingBox = {
  type: "object",
  required: ["bbox"],
  properties: {
    bbox: { type: "array", items: { type: "number" } },
    crs: uri,
  },
  additionalProperties: false,
};
const outputLink = { ...link, required: ["href"] };
const plain = { type: ["string", "number", "boolean", "null"] };
const objects = { anyOf: [qualifiedValue, boundingBox, outputLink] };

/** By the names of the standard's schema files. */
export const standardSchemas = {
  schema,
  landingPage: {
    type: "object",
    required: ["links"],
    properties: { title: text, description: text, links },
    additionalProperties: false,
  },
  confClasses: {
    type: "object",
    required: ["conformsTo"],
    properties: {
      conformsTo: { type: "array", items: uri, uniqueItems: true },
    },
    additionalProperties: false,
  },
  processList: {
    type: "object",
    required: ["processes", "links"],
    properties: {
      processes: {
        type: "array",
        items: {
          type: "object",
          required: ["id", "version", "links"],
          properties: summary,
          additionalProperties: false,
        },
      },
      links,
    },
    additionalProperties: false,
  },
  process: {
    type: "object",
    required: ["id", "version", "links"],
    properties: {
      ...summary,
      inputs: {
        type: "object",
        additionalProperties: {
          type: "object",
          required: ["schema"],
          properties: {
            ...description,
            minOccurs: { type: "integer", minimum: 0 },
            maxOccurs: {
              anyOf: [{ type: "integer", minimum: 1 }, { const: "unbounded" }],
            },
            schema: { $ref: "schema" },
          },
          additionalProperties: false,
        },
      },
      outputs: {
        type: "object",
        additionalProperties: {
          type: "object",
          required: ["schema"],
          properties: { ...description, schema: { $ref: "schema" } },
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  },
  statusInfo,
  jobList: {
    type: "object",
    required: ["jobs", "links"],
    properties: { jobs: { type: "array", items: statusInfo }, links },
    additionalProperties: false,
  },
  results: {
    type: "object",
    additionalProperties: {
      anyOf: [
        plain,
        objects,
        {
          type: "array",
          items: { anyOf: [plain, { type: "array" }, objects] },
        },
      ],
    },
  },
  exception,
} as const;
