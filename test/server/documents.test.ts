import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { send, submit, waitFor, type Answer } from "./request.js";
import { STANDARD_SCHEMAS } from "./standard-schemas.js";

const AJV = new Ajv({ strict: false, allErrors: true, formats: fullFormats });
AJV.addSchema(STANDARD_SCHEMAS.schema);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ service: "local", port: 0 });
});
afterAll(async () => {
  await server.close();
});

const ECHO_REQUEST = {
  inputs: {
    stringInput: "Value1",
    measureInput: { value: { measurement: 10.3, uom: "m" } },
    dateInput: "2021-03-06T07:21:00",
    doubleInput: 3.14,
    arrayInput: [1, 2, 3],
    complexObjectInput: { value: { property1: "a", property5: true } },
    geometryInput: [
      { value: "<gml/>", mediaType: "application/gml+xml; version=3.2" },
      { value: { type: "Point", coordinates: [1, 2] } },
    ],
    boundingBoxInput: { bbox: [51.9, 7, 52, 7.1] },
    imagesInput: [
      { href: "http://example.org/a.tif", type: "image/tiff" },
      { value: "aGk=", encoding: "base64", mediaType: "image/jp2" },
    ],
    featureCollectionInput: {
      value: { type: "FeatureCollection", features: [] },
    },
  },
  response: "document",
};

type Name = keyof typeof STANDARD_SCHEMAS;
const EXCHANGES: readonly (readonly [
  string,
  number,
  Name,
  (base: string) => Promise<Answer>,
])[] = [
  ["landing page", 200, "landingPage", (base) => send(base)],
  ["conformance", 200, "confClasses", (base) => send(`${base}conformance`)],
  ["process list", 200, "processList", (base) => send(`${base}processes`)],
  [
    "page of it",
    200,
    "processList",
    (base) => send(`${base}processes?limit=2`),
  ],
  ...[
    "sleep_a_while",
    "primes_between",
    "simulate_scene",
    "return_base_model",
    "process_pipeline",
    "218",
    "echo",
  ].map(
    (id) =>
      [
        `description of ${id}`,
        200,
        "process",
        (base: string) => send(`${base}processes/${id}`),
      ] as const,
  ),
  [
    "results of every form",
    200,
    "results",
    (base) => send(`${base}processes/echo/execution`, { json: ECHO_REQUEST }),
  ],
  [
    "results by reference",
    200,
    "results",
    (base) =>
      send(`${base}processes/primes_between/execution`, {
        json: {
          outputs: { return_value: { transmissionMode: "reference" } },
          response: "document",
        },
      }),
  ],
  [
    "a link as an object",
    200,
    "results",
    (base) =>
      send(`${base}processes/simulate_scene/execution`, {
        json: { inputs: { resolution: 1 }, response: "document" },
      }),
  ],
  [
    "status of an accepted job",
    201,
    "statusInfo",
    (base) => submit(base, "primes_between", {}),
  ],
  [
    "status of a failed job",
    200,
    "statusInfo",
    async (base) =>
      waitFor(
        (
          await submit(base, "sleep_a_while", {
            inputs: { duration: 0.1, fail: true },
          })
        ).headers.get("location") ?? "",
      ),
  ],
  [
    "status of a dismissed job",
    200,
    "statusInfo",
    async (base) =>
      send(
        (await submit(base, "sleep_a_while", {})).headers.get("location") ?? "",
        {
          method: "DELETE",
        },
      ),
  ],
  ["job list", 200, "jobList", (base) => send(`${base}jobs?limit=100`)],
  ["no such process", 404, "exception", (base) => send(`${base}processes/x`)],
  ["no such job", 404, "exception", (base) => send(`${base}jobs/x`)],
  [
    "results of no job",
    404,
    "exception",
    (base) => send(`${base}jobs/x/results`),
  ],
  [
    "inputs that are not valid",
    400,
    "exception",
    (base) =>
      send(`${base}processes/echo/execution`, {
        json: { inputs: { stringInput: "Value9" } },
      }),
  ],
  [
    "a failed execution",
    500,
    "exception",
    (base) =>
      send(`${base}processes/sleep_a_while/execution`, {
        json: { inputs: { duration: 0, fail: true } },
      }),
  ],
  ["no such page", 400, "exception", (base) => send(`${base}jobs?limit=0`)],
  ["no such path", 404, "exception", (base) => send(`${base}nothing`)],
  [
    "no such method",
    405,
    "exception",
    (base) => send(`${base}jobs`, { method: "PUT" }),
  ],
];

describe("the documents of the standard profile", () => {
  it.each(EXCHANGES)("%s", async (_name, status, schema, exchange) => {
    const answer = await exchange(server.url);
    const validate = AJV.compile(STANDARD_SCHEMAS[schema]);
    validate(answer.body);
    expect(validate.errors ?? []).toEqual([]);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      schema === "exception" ? "application/problem+json" : "application/json",
    ]);
  });
});
