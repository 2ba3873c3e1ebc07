import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { landingPageOf } from "../../../src/generator/source/landing-page.js";
import { readRecording } from "../../../src/generator/source/read-recording.js";
import { snapshotText } from "../../../src/generator/source/snapshot.js";
import type { Source } from "../../../src/generator/source/source.js";
import { buildModel } from "../build-model.js";
import { compactModel } from "../compact-model.js";

const URL_TEXT = "http://127.0.0.1:4711/api/";

const RELATIONS = ["about", "license", "self", "execute", "", "service-desc"];
const HREFS = [
  "http://127.0.0.1:4711/docs?a=b#c",
  "http://127.0.0.1:4711",
  "https://docs.example/b",
  "https://me:secret@docs.example/ä b",
  "/docs",
  "../docs",
  "mailto:ada@example.org",
  "//docs.example",
];

const LINK = fc.oneof(
  fc.record(
    {
      rel: fc.constantFrom(...RELATIONS),
      href: fc.constantFrom(...HREFS),
      title: fc.string({ unit: "binary" }),
    },
    { requiredKeys: ["href"] },
  ),
  fc.jsonValue(),
);

/** Names that JavaScript, or JSON texts, treat in a way of their own. */
const NAME = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }),
  fc.constantFrom("__proto__", "constructor", "1", "10", "2", "toString"),
);

const SCHEMA = fc.constantFrom<unknown>(
  { type: "string", default: "é\u2028\ud800" },
  { type: "number", minimum: -0, maximum: 1e21 },
  { enum: [1, "1", null, { a: [] }] },
  {},
);

const DESCRIPTION = fc.record({
  version: fc.string(),
  title: fc.jsonValue(),
  links: fc.oneof(fc.array(LINK), fc.jsonValue()),
  inputs: fc.dictionary(NAME, fc.record({ schema: SCHEMA })),
  outputs: fc.dictionary(NAME, fc.record({ schema: SCHEMA })),
});

const SOURCE = fc
  .record({
    title: fc.string({ unit: "binary" }).map((title) => `${title}.`),
    hasUrl: fc.boolean(),
    processes: fc.dictionary(NAME, DESCRIPTION, { minKeys: 1, maxKeys: 4 }),
  })
  .map(({ title, hasUrl, processes }): Source => ({
    // As it is read of a server.
    title: landingPageOf({ body: { title }, headers: {} }).title ?? "",
    ...(hasUrl ? { url: URL_TEXT } : {}),
    processes: Object.entries(processes).map(([id, description]) => ({
      id,
      document: JSON.parse(JSON.stringify({ ...description, id })) as unknown,
    })),
    failures: [],
    diagnostics: [],
  }));

async function readText(text: string): Promise<Source> {
  const stdin = (async function* () {
    yield await Promise.resolve(text);
  })();
  return await readRecording("-", { stdin });
}

async function recordedModel({ processes }: Source): Promise<unknown> {
  const { model } = await buildModel({ processes });
  return compactModel(model);
}

describe("a snapshot of any descriptions", () => {
  it("is the same once it is read and written again, and gives the same model", async () => {
    await fc.assert(
      fc.asyncProperty(SOURCE, async (source) => {
        const text = snapshotText(source);
        const read = await readText(text);
        expect(snapshotText(read)).toBe(text);
        expect(await recordedModel(read)).toEqual(await recordedModel(source));
        expect(text).not.toContain("secret");
      }),
    );
  });
});
