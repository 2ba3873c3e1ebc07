import { createClient } from "../../../src/runtime/index.js";
import {
  readProcess,
  type DescribedProcess,
} from "../../../src/generator/execution/described-process.js";
import { testServer } from "../source/test-server.js";

/** A process with an input of each kind. */
export const KINDS = {
  id: "kinds",
  version: "1.0.0",
  jobControlOptions: ["async-execute"],
  inputs: {
    whole: { schema: { type: "integer", minimum: 0, maximum: 100 } },
    number: { schema: { type: "number" } },
    flag: { schema: { type: "boolean" } },
    text: { schema: { type: "string" } },
    month: { schema: { type: "string", enum: ["june", "july"] } },
    code: { schema: { type: "string", pattern: "^[0-9]{4}$" } },
    either: { schema: { oneOf: [{ type: "number" }, { type: "string" }] } },
    anything: { schema: {} },
    maybe: { schema: { type: ["integer", "null"] } },
    numbers: { schema: { type: "array", items: { type: "number" } } },
    names: {
      schema: { type: "string", enum: ["a", "b", "1"] },
      maxOccurs: "unbounded",
    },
    place: {
      schema: { type: "object", properties: { x: { type: "number" } } },
    },
    "a=b": { schema: { type: "string" } },
    table: { schema: { type: "string", contentMediaType: "text/csv" } },
    image: {
      schema: {
        type: "string",
        contentEncoding: "binary",
        contentMediaType: "image/png",
      },
    },
    picture: {
      schema: {
        oneOf: ["image/png", "image/tiff; application=geotiff"].map(
          (contentMediaType) => ({
            type: "string",
            contentEncoding: "binary",
            contentMediaType,
          }),
        ),
      },
    },
    shape: {
      schema: {
        oneOf: [
          { type: "string", contentMediaType: "application/gml+xml" },
          {
            type: "object",
            required: ["type", "coordinates"],
            properties: {
              type: { enum: ["Point"] },
              coordinates: { type: "array", items: { type: "number" } },
            },
          },
        ],
      },
    },
    images: {
      schema: {
        type: "string",
        contentEncoding: "binary",
        contentMediaType: "image/png",
      },
      maxOccurs: 3,
    },
    box: {
      schema: {
        type: "object",
        format: "ogc-bbox",
        required: ["bbox"],
        properties: {
          bbox: {
            type: "array",
            minItems: 4,
            maxItems: 6,
            items: { type: "number" },
          },
          crs: { type: "string" },
        },
      },
    },
    link: {
      schema: {
        type: "object",
        required: ["href"],
        properties: { href: { type: "string" }, rel: { type: "string" } },
      },
    },
  },
  outputs: { out: { schema: { type: "number" } } },
};

/** Reads a process as a server describes it. */
export async function described(
  document: { readonly id: string } = KINDS,
): Promise<DescribedProcess> {
  await using server = await testServer({
    "/": { json: { title: "A service", links: [] } },
    [`/processes/${document.id}`]: { json: document },
  });
  const client = createClient({ apiUrl: server.url });
  return await readProcess(document.id, client, { url: server.url });
}
