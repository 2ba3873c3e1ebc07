import type { Schema } from "../documents.js";
import { isTextMediaType } from "../execution/media-type.js";
import { toBase64 } from "../http/base64.js";
import { samplePattern } from "./sample-pattern.js";
import type { Random } from "./random.js";

/** A text of each format that JSON Schema and the standard name. */
const FORMATS: Readonly<Record<string, string>> = {
  date: "2024-06-21",
  "date-time": "2024-06-21T12:00:00Z",
  duration: "PT1H",
  email: "ada@example.org",
  hostname: "data.example.org",
  "idn-email": "ada@example.org",
  "idn-hostname": "data.example.org",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  iri: "https://data.example.org/sample",
  "iri-reference": "https://data.example.org/sample",
  "json-pointer": "/sample",
  regex: "^sample$",
  "relative-json-pointer": "0",
  time: "12:00:00Z",
  uri: "https://data.example.org/sample",
  "uri-reference": "https://data.example.org/sample",
  "uri-template": "https://data.example.org/{sample}",
  url: "https://data.example.org/sample",
  uuid: "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
  wkt: "POINT (10 50)",
};

/** The content of a file that programs can show: one pixel, one row, one element. */
const CONTENTS: readonly (readonly [mediaType: RegExp, content: string])[] = [
  [/^text\/csv\b/i, "name,value\nsample,1\n"],
  [/^text\/html\b/i, "<!doctype html><title>Sample</title><p>Sample</p>"],
  [
    /^application\/geo\+json\b/i,
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[10,50]},"properties":{}}',
  ],
  [/^image\/svg\+xml\b/i, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [/^[^;]*[+/]json\b/i, "{}"],
  [/^[^;]*[+/]xml\b/i, "<sample/>"],
];

/** An image of one pixel, in base64. */
const PIXELS: readonly (readonly [mediaType: RegExp, base64: string])[] = [
  [
    /^image\/png\b/i,
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  ],
  [
    /^image\/gif\b/i,
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  ],
];

/** A text that a schema describes: content in its media type, a format, a pattern, or words of the right length. */
export function sampleText(schema: Schema, random: Random): string {
  const { contentMediaType, contentEncoding, format, pattern } = schema;
  if (contentMediaType !== undefined || contentEncoding !== undefined) {
    return sampleContent(schema);
  }
  if (typeof pattern === "string") return samplePattern(pattern, random);
  const known =
    typeof format === "string" && Object.hasOwn(FORMATS, format)
      ? FORMATS[format]
      : undefined;
  const least = numberOf(schema["minLength"]) ?? 0;
  const most = numberOf(schema["maxLength"]) ?? Infinity;
  const words = known ?? "sample";
  const long = words.padEnd(least, "sample ");
  return Array.from(long).slice(0, most).join("");
}

function sampleContent({ contentMediaType, contentEncoding }: Schema): string {
  const mediaType =
    typeof contentMediaType === "string"
      ? contentMediaType
      : "application/octet-stream";
  const isEncoded = ["base64", "binary"].includes(String(contentEncoding));
  const pixel = PIXELS.find(([wanted]) => wanted.test(mediaType))?.[1];
  if (isEncoded && pixel !== undefined) return pixel;
  const text =
    CONTENTS.find(([wanted]) => wanted.test(mediaType))?.[1] ??
    (isTextMediaType(mediaType) ? "Sample\n" : "sample");
  return isEncoded ? toBase64(new TextEncoder().encode(text)) : text;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
