import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../src/generator/index.js";
import type * as runtime from "../../src/runtime/index.js";
import {
  MediaValue,
  Problem,
  startServer,
  type ProcessImplementation,
  type RunningServer,
  type Schema,
  type ServerProfile,
} from "../../src/server/index.js";
import { PROFILES } from "../../src/server/profiles/index.js";

import { failureOf } from "../runtime/test-client.js";

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const POINT = { type: "Point", coordinates: [1, 2] };
const FEATURE = { type: "Feature", properties: { a: 1 }, geometry: POINT };

/** A process that returns the same values each time. */
function constant(
  id: string,
  outputs: Readonly<Record<string, { schema: Schema; value: unknown }>>,
): ProcessImplementation {
  return {
    description: {
      id,
      version: "1.0.0",
      inputs: { any: { minOccurs: 0, schema: { type: "integer" } } },
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, { schema }]) => [name, { schema }]),
      ),
    },
    execute: () =>
      Object.fromEntries(
        Object.entries(outputs).map(([name, { value }]) => [name, value]),
      ),
  };
}

const INTEGER = { schema: { type: "integer" }, value: 3 };
const PICTURE = {
  schema: {
    type: "string",
    contentEncoding: "binary",
    contentMediaType: "image/png",
  },
  value: new MediaValue("image/png", PNG),
};
const TABLE = {
  schema: { type: "string", contentMediaType: "text/csv" },
  value: new MediaValue("text/csv", "a,b\n1,x\n"),
};
const OBJECT = {
  schema: {
    type: "object",
    required: ["rows"],
    properties: { rows: { type: "integer" }, name: { type: "string" } },
  },
  value: { rows: 2, name: "n" },
};

const PROCESSES: readonly ProcessImplementation[] = [
  constant("an-integer", { count: INTEGER }),
  constant("a-text", { text: { schema: { type: "string" }, value: "a, b" } }),
  constant("a-list", {
    list: {
      schema: { type: "array", items: { type: "number" } },
      value: [1, 2.5],
    },
  }),
  constant("an-object", { found: OBJECT }),
  constant("a-feature", {
    feature: {
      schema: {
        type: "object",
        format: "geojson-feature",
        contentMediaType: "application/geo+json",
      },
      value: FEATURE,
    },
  }),
  constant("a-picture", { picture: PICTURE }),
  constant("a-table", { table: TABLE }),
  constant("several", {
    count: INTEGER,
    found: OBJECT,
    picture: PICTURE,
    table: TABLE,
  }),
  {
    description: {
      id: "refusing",
      version: "1.0.0",
      outputs: { count: { schema: { type: "integer" } } },
    },
    execute: () => {
      throw new Problem(400, "Invalid request", "Too large a request.");
    },
  },
];

const PICTURE_FILE = { mediaType: "image/png", bytes: [...PNG] };
const TABLE_FILE = { mediaType: "text/csv", text: "a,b\n1,x\n" };

/** What each process gives, whichever server it runs on: a package, a call and its outputs. */
const CALLS: readonly [name: string, inputs: object, outputs: object][] = [
  ["anInteger", {}, { count: 3 }],
  ["aText", {}, { text: "a, b" }],
  ["aList", {}, { list: [1, 2.5] }],
  ["anObject", {}, { found: OBJECT.value }],
  ["aFeature", {}, { feature: FEATURE }],
  ["aPicture", {}, { picture: PICTURE_FILE }],
  ["aTable", {}, { table: TABLE_FILE }],
  [
    "several",
    {},
    {
      count: 3,
      found: OBJECT.value,
      picture: PICTURE_FILE,
      table: TABLE_FILE,
    },
  ],
  ["primesBetween", { max_val: 7 }, { return_value: [2, 3, 5, 7] }],
];

/** Raw results of several outputs are the first of them only, so that the others are lost. */
function hasFirstOutputOnly(profile: ServerProfile, response: string): boolean {
  return profile === "javaps" && response === "raw";
}

type Call = (
  inputs: object,
  options: {
    readonly client: runtime.Client;
    readonly mode?: "async" | "sync";
    readonly response?: "document" | "raw";
  },
) => Promise<unknown>;

/** A package, with what its copy of the runtime exports. */
type Generated = Pick<typeof runtime, "createClient" | "ResultFile"> &
  Readonly<Record<string, unknown>>;

/** A file as a plain value. */
async function plain(value: unknown, kind: Generated): Promise<unknown> {
  if (!(value instanceof kind.ResultFile)) return value;
  const mediaType = value.mediaType?.split(";")[0];
  return mediaType?.startsWith("text/") === true
    ? { mediaType, text: await value.text() }
    : { mediaType, bytes: [...(await value.bytes())] };
}

describe.each(Object.keys(PROFILES) as ServerProfile[])(
  "a package that was generated from a server of profile %s",
  (profile) => {
    let server: RunningServer;
    let client: runtime.Client;
    let folder: string;
    let generated: Generated;
    const warnings: string[] = [];

    beforeAll(async () => {
      server = await startServer({
        service: "local",
        port: 0,
        profile,
        processes: PROCESSES,
      });
      folder = await mkdtemp(join(tmpdir(), "s2gos-profiles-"));
      const { processes } = await generate({
        url: server.url,
        out: folder,
        verify: true,
      });
      expect(processes.length).toBe(16);
      expect(processes.map(({ status }) => status)).not.toContain("failed");
      const index = join(folder, "index.ts");
      generated = (await import(/* @vite-ignore */ index)) as Generated;
      client = generated.createClient({
        apiUrl: server.url,
        pollIntervalMs: 10,
        onWarning: ({ code, message }) => warnings.push(`${code}: ${message}`),
      });
    }, 120_000);
    afterAll(async () => {
      await client.close();
      await server.close();
      await rm(folder, { recursive: true });
    });

    const call = (name: string): Call => {
      const found = generated[name];
      if (typeof found !== "function") throw new Error(`There is no ${name}.`);
      return found as Call;
    };

    describe.each(["async", "sync"] as const)("mode %s", (mode) => {
      describe.each(["raw", "document"] as const)("response %s", (response) => {
        it.each(CALLS)("%s", async (name, inputs, wanted) => {
          const options = { client, mode, response };
          if (name === "several" && hasFirstOutputOnly(profile, response)) {
            expect(await failureOf(call(name)(inputs, options))).toMatchObject({
              name: "ResponseParseError",
            });
            return;
          }
          const outputs = await call(name)(inputs, options);
          const found = await Promise.all(
            Object.entries(outputs as object).map(
              async ([output, value]: [string, unknown]) =>
                [output, await plain(value, generated)] as const,
            ),
          );
          expect(Object.fromEntries(found)).toEqual(wanted);
          // A text that is labelled as JSON and is none could be either.
          const doubtful =
            profile === "zoo" && response === "raw" && name === "aText";
          expect(warnings.splice(0).length).toBe(doubtful ? 1 : 0);
        });
      });
    });

    it("says why a process failed", async () => {
      const failing = call("sleepAWhile")(
        { duration: 0, fail: true },
        { client, mode: "async" },
      );
      expect(await failureOf(failing)).toMatchObject({
        name: "JobFailedError",
        jobId: expect.any(String) as string,
        message: expect.stringContaining("Woke up too early") as string,
      });
      const refused = call("refusing")({}, { client, mode: "async" });
      expect(await failureOf(refused)).toMatchObject({
        name: "JobFailedError",
        message: expect.stringContaining("Too large a request.") as string,
      });
    });
  },
);
