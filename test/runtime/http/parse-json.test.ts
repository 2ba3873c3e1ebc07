import { expect, it } from "vitest";
import { connect } from "../../../src/runtime/client/client.js";
import { parseJson } from "../../../src/runtime/http/parse-json.js";
import { membersOf } from "../test-client.js";

const CONNECTION = connect({ apiUrl: "http://127.0.0.1/" });
const URL_OF_JOB = new URL("http://127.0.0.1/jobs/j?token=hidden");
const answer = (text: string): { bytes: Uint8Array; url: URL } => ({
  bytes: new TextEncoder().encode(text),
  url: URL_OF_JOB,
});

it("reads JSON", () => {
  expect(parseJson(CONNECTION, answer('\ufeff{"a": 1}'))).toEqual({ a: 1 });
});

it.each<[string, string, string, boolean]>([
  ["a page", " <!doctype html>", "this is a page of HTML or XML", false],
  ["text", "soon", "this is not valid JSON", false],
  ["JSON that breaks off", '{"a":', "this is not valid JSON", true],
])("says what %s is instead", (_name, text, wanted, truncated) => {
  const failure = ((): unknown => {
    try {
      return parseJson(CONNECTION, answer(text));
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(membersOf(failure, "code", "url", "truncated")).toEqual({
    code: "response-parse",
    url: "http://127.0.0.1/jobs/j?token=***",
    truncated,
  });
  expect((failure as Error).message).toContain(wanted);
});
