/**
 * The documents of OGC API - Processes 1.0 (OGC 18-062r2, annex B) as JSON Schemas, written from the
 * standard's text for these tests. They are stricter than the standard's own, so that misspelt names fail.
 */
const TEXT = { type: "string", minLength: 1 };
const TIME = { type: "string", format: "date-time" };
const URI = { type: "string", format: "uri" };

const LINK = {
  type: "object",
  required: ["href", "rel"],
  properties: {
    href: URI,
    rel: TEXT,
    type: TEXT,
    hreflang: TEXT,
    title: TEXT,
  },
  additionalProperties: false,
};
const LINKS = { type: "array", items: LINK };

const DESCRIPTION = {
  title: TEXT,
  description: TEXT,
  keywords: { type: "array", items: TEXT },
  metadata: { type: "array", items: { type: "object" } },
};

const SUMMARY = {
  ...DESCRIPTION,
  id: TEXT,
  version: TEXT,
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
  links: LINKS,
};

/** A schema in the dialect of OpenAPI 3.0, with the keywords that the standard allows. */
const SCHEMA = {
  $id: "schema",
  type: "object",
  properties: {
    type: {
      enum: ["array", "boolean", "integer", "number", "object", "string"],
    },
    title: TEXT,
    description: TEXT,
    format: TEXT,
    default: {},
    enum: { type: "array", minItems: 1 },
    nullable: { type: "boolean" },
    minimum: { type: "number" },
    maximum: { type: "number" },
    exclusiveMinimum: { type: "boolean" },
    exclusiveMaximum: { type: "boolean" },
    minLength: { type: "integer", minimum: 0 },
    maxLength: { type: "integer", minimum: 0 },
    pattern: TEXT,
    minItems: { type: "integer", minimum: 0 },
    maxItems: { type: "integer", minimum: 0 },
    items: { $ref: "schema" },
    required: { type: "array", minItems: 1, items: TEXT },
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
    contentMediaType: TEXT,
    contentEncoding: { enum: ["base64", "binary"] },
    contentSchema: URI,
  },
  patternProperties: { "^x-": {} },
  additionalProperties: false,
};

const EXCEPTION = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: TEXT,
    title: TEXT,
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: TEXT,
  },
  additionalProperties: false,
};

const STATUS_INFO = {
  type: "object",
  required: ["jobID", "status", "type", "processID", "created", "links"],
  properties: {
    processID: TEXT,
    type: { const: "process" },
    jobID: TEXT,
    status: {
      enum: ["accepted", "running", "successful", "failed", "dismissed"],
    },
    message: TEXT,
    created: TIME,
    started: TIME,
    finished: TIME,
    updated: TIME,
    progress: { type: "integer", minimum: 0, maximum: 100 },
    links: LINKS,
  },
  additionalProperties: false,
};

const QUALIFIED_VALUE = {
  type: "object",
  required: ["value"],
  properties: {
    value: {},
    mediaType: TEXT,
    encoding: { const: "base64" },
  },
  additionalProperties: false,
};
const BOUNDING_BOX = {
  type: "object",
  required: ["bbox"],
  properties: {
    bbox: { type: "array", items: { type: "number" } },
    crs: URI,
  },
  additionalProperties: false,
};
const OUTPUT_LINK = { ...LINK, required: ["href"] };
const PLAIN = { type: ["string", "number", "boolean", "null"] };
const OBJECTS = { anyOf: [QUALIFIED_VALUE, BOUNDING_BOX, OUTPUT_LINK] };

/** The schemas, by the names of the standard's schema files. */
export const STANDARD_SCHEMAS = {
  schema: SCHEMA,
  landingPage: {
    type: "object",
    required: ["links"],
    properties: { title: TEXT, description: TEXT, links: LINKS },
    additionalProperties: false,
  },
  confClasses: {
    type: "object",
    required: ["conformsTo"],
    properties: {
      conformsTo: { type: "array", items: URI, uniqueItems: true },
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
          properties: SUMMARY,
          additionalProperties: false,
        },
      },
      links: LINKS,
    },
    additionalProperties: false,
  },
  process: {
    type: "object",
    required: ["id", "version", "links"],
    properties: {
      ...SUMMARY,
      inputs: {
        type: "object",
        additionalProperties: {
          type: "object",
          required: ["schema"],
          properties: {
            ...DESCRIPTION,
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
          properties: { ...DESCRIPTION, schema: { $ref: "schema" } },
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  },
  statusInfo: STATUS_INFO,
  jobList: {
    type: "object",
    required: ["jobs", "links"],
    properties: { jobs: { type: "array", items: STATUS_INFO }, links: LINKS },
    additionalProperties: false,
  },
  results: {
    type: "object",
    additionalProperties: {
      anyOf: [
        PLAIN,
        OBJECTS,
        {
          type: "array",
          items: { anyOf: [PLAIN, { type: "array" }, OBJECTS] },
        },
      ],
    },
  },
  exception: EXCEPTION,
} as const;
