import { describe, expect, it } from "vitest";
import {
  bodyStream,
  wholeBody,
} from "../../../src/runtime/http/body-chunks.js";
import { BodyTooLargeError } from "../../../src/runtime/index.js";

const URL_OF_BODY = new URL("http://a.example/x?token=t");

/** Two pieces of two bytes; says whether the reader left before the end, or read them all. */
function body(): {
  readonly chunks: AsyncGenerator<Uint8Array, undefined>;
  readonly log: string[];
} {
  const log: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array, undefined> {
    try {
      yield await Promise.resolve(Uint8Array.of(1, 2));
      log.push("second");
      yield Uint8Array.of(3, 4);
      log.push("end");
    } finally {
      log.push("closed");
    }
  }
  return { chunks: chunks(), log };
}

describe("a body in pieces", () => {
  it.each<[string, number, readonly number[] | string, readonly string[]]>([
    ["of as many bytes as are allowed", 4, [1, 2, 3, 4], ["second", "end"]],
    ["of more", 3, "http://a.example/x?token=", ["second"]],
    ["of more already at first", 1, "http://a.example/x?token=", []],
  ])("%s", async (_name, maxBytes, wanted, steps) => {
    const { chunks, log } = body();
    const read = await wholeBody(chunks, maxBytes, URL_OF_BODY).then(
      (bytes) => [...bytes],
      (error: unknown) =>
        error instanceof BodyTooLargeError && !error.url.endsWith("=t")
          ? error.url.replace(/=.*/, "=")
          : error,
    );
    expect(read).toEqual(wanted);
    expect(log).toEqual([...steps, "closed"]);
  });

  it("as a stream comes when it is read, and ends where it is left", async () => {
    const { chunks, log } = body();
    const reader = bodyStream(chunks).getReader();
    expect(log).toEqual([]);
    expect(await reader.read()).toEqual({
      done: false,
      value: Uint8Array.of(1, 2),
    });
    await reader.cancel();
    expect(log).toEqual(["closed"]);
  });
});
