import { describe, expect, it } from "vitest";
import type {
  InputDescription,
  Schema,
} from "../../../src/server/documents.js";
import { readReferences } from "../../../src/server/execution/by-reference.js";
import { MediaValue, Reference } from "../../../src/server/process.js";

const NOT_READ =
  "Input a: http://10.0.0.1/ is not read; this server reads data: URLs and those of its own machine.";
const AWAY = "http://10.0.0.1/";
const JSON_7 = "data:application/json,7";
const TEXT_7 = "data:text/plain,7";
const CSV: Schema = { type: "string", contentMediaType: "text/csv" };

const link = (href: string): Reference => new Reference({ href });

/** What an input becomes, or the message of the error. */
async function read(schema: Schema, value: unknown): Promise<unknown> {
  const description: InputDescription = { title: "a", schema };
  const { signal } = new AbortController();
  return readReferences({ a: value }, { a: description }, signal).then(
    ({ a }) => a,
    (failure: unknown) => (failure as Error).message,
  );
}

describe("an input by reference", () => {
  it.each<[string, Schema, string, unknown]>([
    ["a number, as JSON", { type: "integer" }, JSON_7, 7],
    [
      "a number, as another one than is described",
      { type: "integer", maximum: 5 },
      JSON_7,
      expect.stringContaining(`Input a, read from ${JSON_7}: `),
    ],
    [
      "a number, as text",
      { type: "number" },
      TEXT_7,
      `Input a: ${TEXT_7} is text/plain, not JSON.`,
    ],
    ["a number, elsewhere", { type: "integer" }, AWAY, NOT_READ],
    ["a truth value, elsewhere", { type: "boolean" }, AWAY, NOT_READ],
    ["one of some words, elsewhere", { enum: ["x", "y"] }, AWAY, NOT_READ],
    ["a file", CSV, TEXT_7, new MediaValue("text/plain", "7")],
    ["a file elsewhere", CSV, AWAY, link(AWAY)],
    ["an object elsewhere", { type: "object" }, AWAY, link(AWAY)],
  ])("may be %s", async (_name, schema, href, wanted) => {
    expect(await read(schema, link(href))).toEqual(wanted);
  });

  it("may be one of several", async () => {
    const values = [link(JSON_7), 8];
    expect(await read({ type: "integer" }, values)).toEqual([7, 8]);
  });
});
