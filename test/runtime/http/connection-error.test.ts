import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { connectionErrorOf } from "../../../src/runtime/http/connection-error.js";
import { membersOf } from "../test-client.js";

const REQUEST = {
  method: "GET",
  url: new URL("http://user:word@host/a?token=hidden"),
};
const SHOWN = "GET http://host/a?token=*** failed: ";
const HINT = "; install undici";

/** An error as a test runner's other realm makes it: no instance of this realm's `Error`. */
const foreign = (code: string): unknown => runInNewContext(code);

describe("what failed, and the code of it", () => {
  it.each<[string, unknown, string, string | undefined]>([
    [
      "an error of the operating system",
      Object.assign(new Error("connect refused"), { code: "ECONNREFUSED" }),
      "connect refused",
      "ECONNREFUSED",
    ],
    [
      "the cause of an error of fetch",
      new TypeError("fetch failed", {
        cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      }),
      "reset",
      "ECONNRESET",
    ],
    [
      "the first of several addresses",
      new TypeError("fetch failed", {
        cause: new AggregateError([
          Object.assign(new Error("a"), { code: "ECONNREFUSED" }),
          Object.assign(new Error("b"), { code: "EHOSTUNREACH" }),
        ]),
      }),
      "ECONNREFUSED",
      "ECONNREFUSED",
    ],
    [
      "an error of another realm",
      foreign("Object.assign(new Error('reset'), { code: 'ECONNRESET' })"),
      "reset",
      "ECONNRESET",
    ],
    [
      "an error of fetch of another realm",
      foreign(
        "new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })",
      ),
      "reset",
      "ECONNRESET",
    ],
    [
      "a browser's error",
      new TypeError("Failed to fetch"),
      "Failed to fetch",
      undefined,
    ],
    ["an error that says nothing", new Error(""), "no reason given", undefined],
    ["no error at all", undefined, "no reason given", undefined],
    [
      "headers that Node's fetch waited for",
      new TypeError("fetch failed", {
        cause: Object.assign(new Error("Headers Timeout Error"), {
          code: "UND_ERR_HEADERS_TIMEOUT",
        }),
      }),
      `Headers Timeout Error${HINT}`,
      "UND_ERR_HEADERS_TIMEOUT",
    ],
    [
      "a body that Node's fetch waited for",
      new TypeError("terminated", {
        cause: Object.assign(new Error("Body Timeout Error"), {
          code: "UND_ERR_BODY_TIMEOUT",
        }),
      }),
      `Body Timeout Error${HINT}`,
      "UND_ERR_BODY_TIMEOUT",
    ],
  ])("%s", (_name, thrown, said, networkCode) => {
    const error = connectionErrorOf(thrown, REQUEST, HINT);

    expect(
      membersOf(error, "message", "method", "url", "networkCode", "cause"),
    ).toEqual({
      message: SHOWN + said,
      method: "GET",
      url: "http://host/a?token=***",
      networkCode,
      cause: thrown,
    });
  });
});
