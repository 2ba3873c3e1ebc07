import {
  isJsonObject,
  type Link,
  type OutputRequest,
  type ProcessDescription,
  type Schema,
} from "../documents.js";
import { toBase64 } from "../http/base64.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { MediaValue, Reference } from "../process.js";
import {
  formatsOf,
  isMediaType,
  isTextMediaType,
  mediaTypeOf,
  offeredMediaTypes,
} from "./media-type.js";
import { multipartReply, type Part } from "../http/multipart.js";

/** An output of a successful job that the client asked for. */
export interface Result {
  readonly name: string;
  readonly value: unknown;
  readonly schema: Schema;
  /** Whether it is delivered as a link. */
  readonly byReference: boolean;
  /** The URL of this result alone. */
  readonly href: string;
}

/** The results that a client asked for, in the order of the description, without outputs that the process did not return. */
export function resultsOf(job: Job, jobUrl: string): readonly Result[] {
  const { outputs = undescribed(job) } = job.process;
  return Object.entries(outputs).flatMap(([name, { schema }]) => {
    const request = requestOf(name, job);
    const value = job.outputs?.[name];
    if (request === undefined || value === undefined) return [];
    return {
      name,
      value,
      schema,
      byReference:
        request.transmissionMode === "reference" || value instanceof Reference,
      href: `${jobUrl}/results/${encodeURIComponent(name)}`,
    };
  });
}

/** What a process returned whose description does not say which outputs it has. */
function undescribed(job: Job): NonNullable<ProcessDescription["outputs"]> {
  return Object.fromEntries(
    Object.keys(job.outputs ?? {}).map((name) => [name, { schema: {} }]),
  );
}

/** What was asked for an output. Who names none of a process that describes none asks for all. */
function requestOf(
  name: string,
  { process, request: { outputs } }: Job,
): OutputRequest | undefined {
  const isOpen =
    process.outputs === undefined && Object.keys(outputs).length === 0;
  const [transmissionMode = "value"] = process.outputTransmission ?? [];
  return isOpen ? { transmissionMode } : outputs[name];
}

/** The response with a job's results: the table of OGC 18-062r2, 7.11.4, and 7.13 (requirements 28 to 32, 39 to 43). */
export function standardResults(job: Job, jobUrl: string): Reply {
  const results = resultsOf(job, jobUrl);
  if (job.request.response === "document") {
    return jsonReply(
      Object.fromEntries(
        results.map((result) => [result.name, documentForm(result)]),
      ),
    );
  }
  const [first] = results;
  if (first === undefined) return { status: 204 };
  if (results.every((result) => result.byReference)) {
    return {
      status: 204,
      headers: { link: results.map(linkHeader) },
    };
  }
  return results.length === 1
    ? rawReply(first.value, first.schema)
    : multipartReply(results.map(resultPart), "related");
}

/** A result as a link. */
export function linkOf(result: Result): Link {
  if (result.value instanceof Reference) return result.value.link;
  return {
    href: result.href,
    type: rawForm(result.value, result.schema).mediaType,
  };
}

/** A result as a `Link` header (RFC 8288) whose relation is the output's name: requirement 30. */
function linkHeader(result: Result): string {
  const { href, type } = linkOf(result);
  const parameters = isMediaType(type)
    ? `; type="${type.replace(/["\\]/g, "\\$&")}"`
    : "";
  return `<${headerText(href)}>; rel="${encodeURIComponent(result.name)}"${parameters}`;
}

/** A URL for use in a header: everything but printable ASCII is percent-encoded. */
function headerText(url: string): string {
  return url.replace(/[^!-~]|[<>"]/gu, (sign) =>
    Array.from(
      new TextEncoder().encode(sign),
      (byte) => `%${byte.toString(16).padStart(2, "0")}`,
    ).join(""),
  );
}

/** A result inside a results document (schema `results.yaml`): inline, qualified or a link. */
function documentForm(result: Result): unknown {
  if (result.byReference) return linkOf(result);
  return inlineForm(result.value);
}

/** A value inside a results document. Objects are qualified, so that they cannot be confused with links or bounding boxes. */
export function inlineForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inlineForm);
  if (value instanceof Reference) return value.link;
  if (value instanceof MediaValue) return qualifiedForm(value);
  if (!isJsonObject(value) || isBoundingBox(value)) return value;
  return { value };
}

/** A qualified value: text is not encoded, anything else is in base64 (OGC 18-062r2, requirement 22). */
export function qualifiedForm(value: MediaValue): Record<string, unknown> {
  const { mediaType } = value;
  return isTextMediaType(mediaType)
    ? { value: value.text(), mediaType }
    : {
        value: toBase64(value.bytes),
        encoding: "base64",
        mediaType,
      };
}

function isBoundingBox(value: Readonly<Record<string, unknown>>): boolean {
  return (
    Array.isArray(value["bbox"]) &&
    Object.keys(value).every((key) => key === "bbox" || key === "crs")
  );
}

/** A value without a document around it, in its own media type: OGC 18-062r2, requirement 28. */
function rawForm(
  value: unknown,
  schema: Schema,
): { readonly mediaType: string; readonly content: Uint8Array } {
  if (value instanceof MediaValue) {
    return { mediaType: value.mediaType, content: value.bytes };
  }
  if (typeof value === "string" && isText(schema)) {
    const mediaType = mediaTypeOf(schema) ?? "text/plain; charset=utf-8";
    return { mediaType, content: new TextEncoder().encode(value) };
  }
  const [json = "application/json"] = offeredMediaTypes(schema).filter((type) =>
    type.endsWith("json"),
  );
  return {
    mediaType: isJsonObject(value) ? json : "application/json",
    content: new TextEncoder().encode(JSON.stringify(plainForm(value))),
  };
}

/** Whether a string is sent as text, and not as JSON in quotes: the schema allows strings only. */
function isText(schema: Schema): boolean {
  return formatsOf(schema).every((format) => format["type"] === "string");
}

/** A value as JSON in which objects are not qualified, for servers that do not qualify them. */
export function plainForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainForm);
  if (value instanceof Reference) return value.link;
  return value instanceof MediaValue ? qualifiedForm(value) : value;
}

/** The response that contains one value and nothing else. */
export function rawReply(value: unknown, schema: Schema): Reply {
  if (value instanceof Reference) {
    return { status: 303, headers: { location: value.link.href } };
  }
  return { status: 200, ...rawForm(value, schema) };
}

/** One result as a part of a multipart response. A part by reference is empty: OGC 18-062r2, requirements 29 and 31. */
export function resultPart(result: Result): Part {
  const id = encodeURIComponent(result.name);
  if (result.byReference) {
    const { href, type } = linkOf(result);
    return {
      headers: {
        "Content-ID": `<${id}>`,
        ...(isMediaType(type) ? { "Content-Type": type } : {}),
        "Content-Location": headerText(href),
      },
      content: new Uint8Array(),
    };
  }
  const { mediaType, content } = rawForm(result.value, result.schema);
  return {
    headers: { "Content-ID": `<${id}>`, "Content-Type": mediaType },
    content,
  };
}
