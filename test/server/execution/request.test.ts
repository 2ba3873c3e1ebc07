import { describe, expect, it } from "vitest";
import type {
  ExecuteRequest,
  ProcessDescription,
} from "../../../src/server/documents.js";
import { readExecuteRequest } from "../../../src/server/execution/request.js";

const PROCESS: ProcessDescription = {
  id: "p",
  version: "1.0.0",
  outputs: {
    text: { schema: { type: "string" } },
    image: {
      schema: {
        oneOf: [
          {
            type: "string",
            contentMediaType: "image/tiff; application=geotiff",
          },
          { type: "string", contentMediaType: "image/jp2" },
        ],
      },
    },
  },
};
const BY_REFERENCE: ProcessDescription = {
  ...PROCESS,
  outputTransmission: ["reference"],
};
const VALUE = { transmissionMode: "value" } as const;
const REFERENCE = { transmissionMode: "reference" } as const;

describe("readExecuteRequest", () => {
  it.each<[string, unknown, ProcessDescription, ExecuteRequest]>([
    [
      "nothing at all: every output by value, raw",
      {},
      PROCESS,
      { inputs: {}, outputs: { text: VALUE, image: VALUE }, response: "raw" },
    ],
    [
      "the only transmission mode that there is",
      { outputs: { text: {} } },
      BY_REFERENCE,
      { inputs: {}, outputs: { text: REFERENCE }, response: "raw" },
    ],
    [
      "no outputs named: all of them",
      { outputs: {}, response: "document" },
      PROCESS,
      {
        inputs: {},
        outputs: { text: VALUE, image: VALUE },
        response: "document",
      },
    ],
    [
      "a format and a mode",
      {
        inputs: { a: 1 },
        outputs: {
          image: {
            format: { mediaType: "image/TIFF;application=geotiff" },
            transmissionMode: "reference",
          },
        },
      },
      PROCESS,
      {
        inputs: { a: 1 },
        outputs: {
          image: { ...REFERENCE, mediaType: "image/TIFF;application=geotiff" },
        },
        response: "raw",
      },
    ],
    [
      "a subscriber",
      {
        outputs: { text: {} },
        subscriber: { successUri: "http://127.0.0.1:1/a", failedUri: null },
      },
      PROCESS,
      {
        inputs: {},
        outputs: { text: VALUE },
        response: "raw",
        subscriber: { successUri: "http://127.0.0.1:1/a" },
      },
    ],
  ])("reads %s", (_name, body, description, wanted) => {
    expect(readExecuteRequest(body, description)).toEqual(wanted);
  });

  it("reads an empty object of outputs as no outputs, if the server does so", () => {
    expect(readExecuteRequest({ outputs: {} }, PROCESS, "none")).toEqual({
      inputs: {},
      outputs: {},
      response: "raw",
    });
  });

  it.each<[string, unknown, string]>([
    ["an array", [], "The body must be a JSON object"],
    ["inputs in a list", { inputs: [] }, '"inputs" must be an object'],
    [
      "another response",
      { response: "xml" },
      '"response" must be "raw" or "document".',
    ],
    ["outputs in a list", { outputs: [] }, '"outputs" must be an object'],
    [
      "an unknown output",
      { outputs: { other: {} } },
      'Process "p" has no output "other"; it has "text", "image".',
    ],
    [
      "an output that is not an object",
      { outputs: { text: true } },
      "outputs.text must be an object",
    ],
    [
      "another mode",
      { outputs: { text: { transmissionMode: "mail" } } },
      'outputs.text.transmissionMode must be "value" or "reference".',
    ],
    [
      "a format that is not offered",
      { outputs: { image: { format: { mediaType: "image/png" } } } },
      'outputs.image.format.mediaType: "image/png" is not offered; choose "image/tiff; application=geotiff", "image/jp2".',
    ],
    [
      "a subscriber that is not an object",
      { subscriber: "me" },
      '"subscriber" must be an object.',
    ],
    [
      "a subscriber of another protocol",
      { subscriber: { successUri: "file:///etc/passwd" } },
      "subscriber.successUri must be an http or https URL.",
    ],
  ])("rejects %s", (_name, body, wanted) => {
    expect(() => readExecuteRequest(body, PROCESS)).toThrow(wanted);
  });

  it("rejects a mode that the process does not offer", () => {
    expect(() =>
      readExecuteRequest(
        { outputs: { text: { transmissionMode: "value" } } },
        BY_REFERENCE,
      ),
    ).toThrow(
      'outputs.text.transmissionMode: this process offers "reference" only.',
    );
  });
});
