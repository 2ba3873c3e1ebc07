import { describe, expect, it } from "vitest";
import {
  longInteger,
  reportHazards,
} from "../../../src/runtime/results/json-hazards.js";
import { connectionOf } from "../../../src/runtime/client/client.js";
import { testClient } from "../test-client.js";

describe("an integer that JavaScript does not hold", () => {
  it.each<[string, string, string | undefined]>([
    ["beyond 2^53", '{"a":9007199254740993}', "9007199254740993"],
    ["below -2^53", "[-12345678901234567890, 1]", "-12345678901234567890"],
    ["the only value", "12345678901234567890", "12345678901234567890"],
    [
      "after a text with digits",
      '["12345678901234567890",\n98765432109876543210]',
      "98765432109876543210",
    ],
    [
      "after a text with quotes",
      '["\\"1\\\\", 98765432109876543210]',
      "98765432109876543210",
    ],
    ["the largest that it holds", '{"a":9007199254740991}', undefined],
    ["a text of digits", '{"a":"id 12345678901234567890 x"}', undefined],
    ["a name of digits", '{"12345678901234567890":1}', undefined],
    ["a text that does not end", '["12345678901234567890', undefined],
    ["a fraction", '{"a":0.12345678901234567890}', undefined],
    ["the start of a fraction", '{"a":12345678901234567890.5}', undefined],
    ["a power of ten", '{"a":12345678901234567890e3}', undefined],
    ["nothing of the kind", "[]", undefined],
  ])("%s", (_name, text, wanted) => {
    expect(longInteger(text)).toBe(wanted);
  });

  it("is a warning with the number that it became", async () => {
    await using client = testClient("http://127.0.0.1:9/");
    const text = '{"a":9007199254740993}';
    reportHazards(text, { id: "p", outputs: {} }, connectionOf(client));
    expect(client.warnings).toEqual([
      expect.objectContaining({
        code: "long-integer",
        processId: "p",
        message: expect.stringMatching(
          /9007199254740993.*9007199254740992/,
        ) as string,
      }),
    ]);
  });
});

it("characters that are lost are a warning", async () => {
  await using client = testClient("http://127.0.0.1:9/");
  const process = { id: "p", outputs: {} };
  reportHazards('{"a":"caf\uFFFD"}', process, connectionOf(client));
  reportHazards('{"a":"café"}', process, connectionOf(client));
  expect(client.warnings).toEqual([
    expect.objectContaining({ code: "lost-characters", processId: "p" }),
  ]);
});
