import { describe, expect, it } from "vitest";
import { offeredProcesses } from "../../../src/server/handlers/offered-processes.js";
import type { ProcessHandler } from "../../../src/server/handlers/process-handler.js";
import type { Schema } from "../../../src/server/documents.js";
import {
  MediaValue,
  type ExecutionContext,
  type ProcessImplementation,
} from "../../../src/server/process.js";

const KNOWN: ProcessImplementation = {
  description: { id: "known", version: "2.0.0", outputs: {} },
  optionalInputs: ["a"],
  execute: () => ({}),
};

const TEXT: Schema = { type: "string" };
const CSV: Schema = { type: "string", contentMediaType: "text/csv" };
const PNG: Schema = {
  type: "string",
  contentEncoding: "base64",
  contentMediaType: "image/png",
};
const BYTES = Uint8Array.of(1, 2);

function contextWith(mediaType: string | undefined): ExecutionContext {
  return {
    id: "job_0",
    signal: new AbortController().signal,
    outputs: mediaType === undefined ? {} : { out: { mediaType } },
    progress: () => undefined,
    directory: () => Promise.reject(new Error("No folder.")),
    writeFile: () => Promise.reject(new Error("No folder.")),
  };
}

/** What becomes of what the handler of a process with one output returns. */
async function returned(
  handler: ProcessHandler,
  schema: Schema | undefined,
  mediaType?: string,
): Promise<unknown> {
  const [process] = offeredProcesses({ p: handler }, () =>
    schema === undefined
      ? undefined
      : {
          description: {
            id: "p",
            version: "1.0.0",
            outputs: { out: { schema } },
          },
          execute: () => ({}),
        },
  );
  return process?.execute({}, contextWith(mediaType));
}

describe("offeredProcesses", () => {
  it("keeps what is known of a process, and describes another by its id", () => {
    const handlers = { known: () => ({}), other: () => ({}), none: undefined };
    const offered = offeredProcesses(handlers, (id) =>
      id === "known" ? KNOWN : undefined,
    );
    expect(offered.map(({ execute: _execute, ...process }) => process)).toEqual(
      [
        { description: KNOWN.description, optionalInputs: ["a"] },
        { description: { id: "other", version: "1.0.0" } },
      ],
    );
  });

  it.each<
    [
      name: string,
      value: unknown,
      schema: Schema | undefined,
      mediaType: string | undefined,
      wanted: unknown,
    ]
  >([
    ["JSON", { a: 1 }, { type: "object" }, undefined, { a: 1 }],
    ["a text that is JSON", "a", TEXT, undefined, "a"],
    ["a text that is asked for as JSON", "a", TEXT, "application/json", "a"],
    [
      "a text that is content",
      "a",
      CSV,
      undefined,
      new MediaValue("text/csv", "a"),
    ],
    [
      "a text that may be content, and is not asked for as such",
      "a",
      { oneOf: [TEXT, CSV] },
      undefined,
      "a",
    ],
    [
      "a text that is asked for as content",
      "a",
      { oneOf: [TEXT, CSV] },
      "text/csv",
      new MediaValue("text/csv", "a"),
    ],
    ["bytes", BYTES, PNG, undefined, new MediaValue("image/png", BYTES)],
    [
      "bytes in the form that is asked for",
      BYTES,
      { oneOf: [CSV, PNG] },
      "image/png",
      new MediaValue("image/png", BYTES),
    ],
    [
      "bytes of a process that is not described",
      BYTES,
      undefined,
      undefined,
      new MediaValue("application/octet-stream", BYTES),
    ],
    [
      "bytes of such a process, asked for with a media type",
      BYTES,
      undefined,
      "image/png",
      new MediaValue("image/png", BYTES),
    ],
    [
      "a buffer",
      BYTES.buffer,
      PNG,
      undefined,
      new MediaValue("image/png", BYTES),
    ],
    [
      "a blob",
      new Blob([BYTES]),
      PNG,
      undefined,
      new MediaValue("image/png", BYTES),
    ],
    [
      "a blob with a type",
      new Blob([BYTES], { type: "image/jp2" }),
      PNG,
      undefined,
      new MediaValue("image/jp2", BYTES),
    ],
    [
      "a list",
      [BYTES, { a: 1 }],
      PNG,
      undefined,
      [new MediaValue("image/png", BYTES), { a: 1 }],
    ],
    [
      "a media value",
      new MediaValue("image/jp2", BYTES),
      PNG,
      undefined,
      new MediaValue("image/jp2", BYTES),
    ],
  ])("sends %s as it is meant", async (_name, value, schema, type, wanted) => {
    expect(await returned(() => ({ out: value }), schema, type)).toEqual({
      out: wanted,
    });
  });

  it.each<[name: string, value: unknown, message: string]>([
    [
      "nothing",
      undefined,
      'The handler of process "p" must return its outputs by name, such as { return_value: 1 }.',
    ],
    [
      "a list",
      [1],
      'The handler of process "p" must return its outputs by name, such as { return_value: 1 }.',
    ],
    [
      "an output that the process does not have",
      { other: 1 },
      'The handler of process "p" returned "other", which is not an output of this process; it has "out".',
    ],
  ])("refuses %s", async (_name, value, message) => {
    await expect(returned(() => value as never, TEXT)).rejects.toThrow(
      new TypeError(message),
    );
  });
});
