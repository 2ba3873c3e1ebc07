import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MediaValue,
  startServer,
  type ProcessImplementation,
  type RunningServer,
} from "../../../src/server/index.js";
import { send, stable, submit, waitFor, type Answer } from "../request.js";

const PICTURE: ProcessImplementation = {
  description: {
    id: "picture",
    version: "1.0.0",
    outputs: {
      picture: {
        schema: {
          type: "string",
          contentEncoding: "binary",
          contentMediaType: "image/png",
        },
      },
      "note 1": { schema: { type: "string", contentMediaType: "text/csv" } },
      size: { schema: { type: "integer" } },
    },
  },
  execute: () => ({
    picture: new MediaValue("image/png", new Uint8Array([1, 2, 255])),
    "note 1": new MediaValue("text/csv", "a,ü\n"),
    size: 3,
  }),
};
const ONLY_SYNC: ProcessImplementation = {
  description: {
    ...PICTURE.description,
    id: "only-sync",
    jobControlOptions: ["sync-execute"],
  },
  execute: PICTURE.execute.bind(PICTURE),
};
const ONLY_ASYNC: ProcessImplementation = {
  description: {
    ...PICTURE.description,
    id: "only-async",
    jobControlOptions: ["async-execute"],
  },
  execute: PICTURE.execute.bind(PICTURE),
};

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    processes: [PICTURE, ONLY_SYNC, ONLY_ASYNC],
  });
});
afterAll(async () => {
  await server.close();
});

function execute(
  process: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(`${server.url}processes/${process}/execution`, { json, headers });
}

/** Replaces the job's id, which differs from test to test. */
function withoutJob(text: unknown): unknown {
  return JSON.parse(JSON.stringify(text).replace(/job_\d+/g, "job_N"));
}

const PNG = { picture: {} };
const PNG_REFERENCE = { picture: { transmissionMode: "reference" } };
const REFERENCES = {
  picture: { transmissionMode: "reference" },
  "note 1": { transmissionMode: "reference" },
};

describe("one raw value", () => {
  it.each<[string, unknown, string, string]>([
    ["an image", PNG, "image/png", "\u0001\u0002\ufffd"],
    ["text", { "note 1": {} }, "text/csv", "a,ü\n"],
  ])("%s comes in its media type", async (_name, outputs, type, body) => {
    const answer = await execute("picture", { outputs });
    expect([
      answer.status,
      answer.headers.get("content-type"),
      answer.body,
    ]).toEqual([200, type, body]);
  });

  it("a number is JSON", async () => {
    const { status, headers, body } = await execute("picture", {
      outputs: { size: {} },
    });
    expect([status, headers.get("content-type"), body]).toEqual([
      200,
      "application/json",
      3,
    ]);
  });

  it("a string is plain text", async () => {
    const { headers, body } = await execute("echo", {
      inputs: { stringInput: "Value1" },
      outputs: { stringOutput: {} },
    });
    expect([headers.get("content-type"), body]).toEqual([
      "text/plain; charset=utf-8",
      "Value1",
    ]);
  });
});

describe("several raw values", () => {
  it("are the parts of a multipart body", async () => {
    const { headers, body } = await execute("picture", {
      outputs: { ...PNG, size: {} },
    });
    const [, boundary = ""] =
      /^multipart\/related; boundary="(.+)"$/.exec(
        headers.get("content-type") ?? "",
      ) ?? [];
    expect(String(body).replaceAll(boundary, "BOUNDARY")).toBe(
      [
        "--BOUNDARY",
        "Content-ID: <picture>",
        "Content-Type: image/png",
        "",
        "\u0001\u0002\ufffd",
        "--BOUNDARY",
        "Content-ID: <size>",
        "Content-Type: application/json",
        "",
        "3",
        "--BOUNDARY--",
        "",
      ].join("\r\n"),
    );
  });

  it("are parts with content by value, and without content by reference", async () => {
    const { body } = await execute("picture", {
      outputs: { ...PNG_REFERENCE, size: {} },
    });
    const text = JSON.stringify(stable(withoutJob(body), server.url));
    expect(text).toContain(
      "Content-ID: <picture>\\r\\nContent-Type: image/png\\r\\nContent-Location: http://server/jobs/job_N/results/picture\\r\\n\\r\\n\\r\\n--",
    );
    expect(text).toContain("Content-ID: <size>");
  });
});

describe("references", () => {
  it("are Link headers without a body, and point to the values", async () => {
    const { status, headers, body } = await execute("picture", {
      outputs: REFERENCES,
    });
    expect([status, body]).toEqual([204, undefined]);
    const links = headers.get("link") ?? "";
    expect(stable(withoutJob(links), server.url)).toBe(
      [
        '<http://server/jobs/job_N/results/picture>; rel="picture"; type="image/png"',
        '<http://server/jobs/job_N/results/note%201>; rel="note%201"; type="text/csv"',
        '<http://server/jobs/job_N>; rel="monitor"; type="application/json"',
      ].join(", "),
    );
    const [, note = ""] = /<([^>]+note%201)>/.exec(links) ?? [];
    expect((await send(note)).body).toBe("a,ü\n");
  });

  it("are links in a document", async () => {
    const { body } = await execute("picture", {
      outputs: REFERENCES,
      response: "document",
    });
    expect(stable(withoutJob(body), server.url)).toEqual({
      picture: {
        href: "http://server/jobs/job_N/results/picture",
        type: "image/png",
      },
      "note 1": {
        href: "http://server/jobs/job_N/results/note%201",
        type: "text/csv",
      },
    });
  });

  it("to outputs that a job does not have are not found", async () => {
    await execute("picture", {});
    const { status, body } = await send(
      `${server.url}jobs/job_0/results/nothing`,
    );
    expect([status, body]).toEqual([
      404,
      {
        type: "about:blank",
        title: "No such output",
        status: 404,
        detail: 'Job "job_0" has no result "nothing".',
      },
    ]);
  });
});

it("a document has text unencoded, and other content in base64", async () => {
  const { status, headers, body } = await execute("picture", {
    response: "document",
  });
  expect([status, headers.get("content-type"), body]).toEqual([
    200,
    "application/json",
    {
      picture: { value: "AQL/", encoding: "base64", mediaType: "image/png" },
      "note 1": { value: "a,ü\n", mediaType: "text/csv" },
      size: 3,
    },
  ]);
});

it("echo returns every form of value", async () => {
  const inputs = {
    stringInput: "Value2",
    measureInput: { value: { measurement: 10.3, uom: "m" } },
    dateInput: "2021-03-06T07:21:00",
    doubleInput: 3.14159,
    arrayInput: [1, 2, 3, 4, 5, 6],
    complexObjectInput: {
      value: {
        property1: "value1",
        property2: "http://x.org",
        property5: true,
      },
    },
    geometryInput: [
      {
        value: "<gml:Polygon/>",
        mediaType: "application/gml+xml; version=3.2",
      },
      { value: { type: "Point", coordinates: [-176.5, -44.1] } },
    ],
    boundingBoxInput: {
      bbox: [51.9, 7, 52, 7.1],
      crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    },
    imagesInput: [
      {
        href: "https://example.org/a.tif",
        type: "image/tiff; application=geotiff",
      },
      { value: "aGk=", encoding: "base64", mediaType: "image/jp2" },
    ],
    featureCollectionInput: {
      value: "<kml/>",
      mediaType: "application/vnd.google-earth.kml+xml",
    },
  };
  const { status, body } = await execute("echo", {
    inputs,
    response: "document",
  });
  expect([status, body]).toEqual([
    200,
    Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        name.replace("Input", "Output"),
        value,
      ]),
    ),
  ]);
});

describe("inputs by reference", () => {
  it("are read from this machine and validated", async () => {
    const { headers } = await execute("return_base_model", {
      inputs: { scene_spec: { threshold: 1, factor: 2 } },
    });
    const [, job = ""] =
      /<([^>]+)>; rel="monitor"/.exec(headers.get("link") ?? "") ?? [];
    const href = `${job}/results/return_value`;
    const { status, body } = await execute("return_base_model", {
      inputs: { scene_spec: { href } },
    });
    expect([status, body]).toEqual([200, { threshold: 1, factor: 2 }]);
  });

  it("are read from data: URLs", async () => {
    const { body } = await execute("echo", {
      inputs: { imagesInput: [{ href: "data:image/jp2;base64,aGk=" }] },
      outputs: { imagesOutput: {} },
      response: "document",
    });
    expect(body).toEqual({
      imagesOutput: [
        { value: "aGk=", encoding: "base64", mediaType: "image/jp2" },
      ],
    });
  });

  it.each([
    [
      "values that are not valid",
      'data:application/json,{"threshold":"x"}',
      'Input scene_spec, read from data:application/json,{"threshold":"x"}: scene_spec must have required property \'factor\'; scene_spec /threshold must be number.',
    ],
    [
      "what is no JSON",
      "data:application/json,{",
      "Input scene_spec: data:application/json,{ is not valid JSON.",
    ],
    ["what is not there", "jobs/none", "Input scene_spec: URL answered 404."],
  ])("make the job fail for %s", async (_name, href, message) => {
    const url = href.startsWith("data:") ? href : server.url + href;
    const { status, body } = await execute("return_base_model", {
      inputs: { scene_spec: { href: url } },
    });
    expect(status).toBe(500);
    expect(body).toMatchObject({
      detail: expect.stringContaining(message.replace("URL", url)) as unknown,
    });
  });
});

describe("preferences", () => {
  const sleep = { inputs: { duration: 0.3 } };
  it.each<[string, string, unknown, string, readonly [number, string | null]]>([
    [
      "no preference",
      "sleep_a_while",
      { inputs: { duration: 0 } },
      "",
      [200, null],
    ],
    ["async", "sleep_a_while", sleep, "respond-async", [201, "respond-async"]],
    [
      "a wait that is long enough",
      "sleep_a_while",
      sleep,
      "wait=20",
      [200, "wait=20"],
    ],
    ["a wait that is too short", "sleep_a_while", sleep, "wait=0", [201, null]],
    [
      "async with a wait",
      "sleep_a_while",
      sleep,
      "respond-async, wait=20",
      [200, "wait=20"],
    ],
    [
      "async, but only sync offered",
      "only-sync",
      {},
      "respond-async",
      [200, null],
    ],
    ["none, but only async offered", "only-async", {}, "", [201, null]],
  ])("%s", async (_name, process, request, prefer, wanted) => {
    const { status, headers } = await execute(
      process,
      request,
      prefer === "" ? {} : { prefer },
    );
    expect([status, headers.get("preference-applied")]).toEqual(wanted);
  });
});

it("an accepted job has a Location, and its results are below it", async () => {
  const created = await submit(server.url, "picture", {
    outputs: { size: {} },
    response: "document",
  });
  const location = created.headers.get("location") ?? "";
  expect(created.status).toBe(201);
  expect(location).toMatch(/\/jobs\/job_\d+$/);
  const status = await waitFor(location);
  expect(stable(withoutJob(status.body), server.url)).toEqual({
    processID: "picture",
    type: "process",
    jobID: "job_N",
    status: "successful",
    created: "TIME",
    started: "TIME",
    finished: "TIME",
    updated: "TIME",
    progress: 100,
    links: [
      {
        href: "http://server/jobs/job_N",
        rel: "self",
        type: "application/json",
        title: "Job status",
      },
      {
        href: "http://server/jobs",
        rel: "up",
        type: "application/json",
        title: "Jobs",
      },
      {
        href: "http://server/jobs/job_N/results",
        rel: "http://www.opengis.net/def/rel/ogc/1.0/results",
        type: "application/json",
        title: "Job results",
      },
    ],
  });
  expect((await send(`${location}/results`)).body).toEqual({ size: 3 });
});

it("answers every body, and never with status 500", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.jsonValue(),
        fc.record(
          {
            inputs: fc.oneof(
              fc.jsonValue(),
              fc.record(
                {
                  stringInput: fc.constantFrom("Value1", { value: "Value2" }),
                  geometryInput: fc.array(fc.jsonValue()),
                  boundingBoxInput: fc.record({
                    bbox: fc.array(fc.double({ noNaN: true })),
                  }),
                  imagesInput: fc.array(
                    fc.record({ href: fc.string(), type: fc.string() }),
                  ),
                },
                { requiredKeys: [] },
              ),
            ),
            outputs: fc.oneof(
              fc.jsonValue(),
              fc.dictionary(
                fc.constantFrom("stringOutput", "imagesOutput", "doubleOutput"),
                fc.record({
                  transmissionMode: fc.constantFrom("value", "reference"),
                }),
              ),
            ),
            response: fc.constantFrom("raw", "document", "none"),
          },
          { requiredKeys: [] },
        ),
      ),
      async (body) => {
        const { status } = await execute("echo", body);
        expect([200, 204, 400]).toContain(status);
      },
    ),
    { numRuns: 300 },
  );
});

describe("processes of the service `local`", () => {
  it.each<[string, unknown, unknown]>([
    [
      "primes_between",
      {},
      [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67,
        71, 73, 79, 83, 89, 97,
      ],
    ],
    ["primes_between", { min_val: 4, max_val: 12 }, [5, 7, 11]],
    [
      "return_base_model",
      { scene_spec: { threshold: 1, factor: 2 } },
      { threshold: 1, factor: 2 },
    ],
    [
      "process_pipeline",
      { id: "x" },
      [
        ["x_read_preprocessed_feature_mean", "resampled_from=x"],
        "x_read_preprocessed_feature_mean",
      ],
    ],
    [
      "218",
      {
        start_date: "2025-01-01",
        end_date: "2025-02-01",
        geometry: "POINT(1 2)",
        indicator_name: null,
        site_extend: null,
      },
      {
        start_date: "2025-01-01",
        end_date: "2025-02-01",
        geometry: "POINT(1 2)",
      },
    ],
  ])("%s with %j", async (process, inputs, wanted) => {
    const { status, body } = await execute(process, { inputs });
    expect([status, body]).toEqual([200, wanted]);
  });

  it("sleep_a_while waits as long as it reports", async () => {
    const { body } = await execute("sleep_a_while", {
      inputs: { duration: 0.2 },
    });
    expect(body).toBeGreaterThanOrEqual(0.2);
  });

  it("primes_between rejects an empty range", async () => {
    const { status, body } = await execute("primes_between", {
      inputs: { min_val: 5, max_val: 5 },
    });
    expect([status, body]).toEqual([
      400,
      {
        type: "about:blank",
        title: "Bad request",
        status: 400,
        detail: "max_val must be greater than 1 and greater than min_val",
      },
    ]);
  });

  it("simulate_scene writes a data cube inside the server's folder", async () => {
    const { body } = await execute("simulate_scene", {
      inputs: {
        var_names: "a,b",
        bbox: [0, 40, 10, 50],
        resolution: 1,
        end_date: "2025-01-11",
        periodicity: 2,
        output_path: "/../../etc/cube.zarr",
      },
    });
    const { href, type } = body as Readonly<Record<string, string>>;
    expect(type).toBe("application/zarr");
    const folder = fileURLToPath(href ?? "");
    expect(folder).toMatch(/s2gos-server-\w+\/etc\/cube\.zarr$/);
    expect((await readdir(folder)).sort()).toEqual([
      ".zgroup",
      "a",
      "b",
      "lat",
      "lon",
      "time",
    ]);
    const read = async (path: string): Promise<unknown> =>
      JSON.parse(await readFile(`${folder}/${path}`, "utf8")) as unknown;
    expect(await read("a/.zarray")).toMatchObject({
      shape: [5, 10, 10],
      dtype: "<f8",
    });
    const lon = await readFile(`${folder}/lon/0`);
    expect([lon.length, lon.readDoubleLE(0), lon.readDoubleLE(72)]).toEqual([
      80, 0.5, 9.5,
    ]);
  });
});
