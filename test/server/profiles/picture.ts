import {
  MediaValue,
  type ProcessImplementation,
} from "../../../src/server/index.js";

/** A process with an output of each kind: content, a literal and an object. */
export const PICTURE: ProcessImplementation = {
  description: {
    id: "picture",
    version: "1.0.0",
    inputs: {
      size: { minOccurs: 0, schema: { type: "integer", default: 3 } },
      spot: {
        minOccurs: 0,
        schema: { type: "object", format: "ogc-bbox", nullable: true },
      },
      images: {
        maxOccurs: 2,
        minOccurs: 0,
        schema: {
          oneOf: [
            { type: "string", contentMediaType: "image/png" },
            { type: "string", contentMediaType: "image/jp2" },
          ],
        },
      },
    },
    outputs: {
      picture: {
        schema: {
          type: "string",
          contentEncoding: "binary",
          contentMediaType: "image/png",
        },
      },
      size: { schema: { type: "integer" } },
      box: { schema: { type: "object" } },
    },
  },
  execute: ({ size }) => ({
    picture: new MediaValue("image/png", new Uint8Array([1, 2, 255])),
    size,
    box: { a: 1 },
  }),
};

export const PICTURE_IN_BASE64 = {
  value: "AQL/",
  encoding: "base64",
  mediaType: "image/png",
};
