import { describe, expect, it } from "vitest";
import {
  defineProcess,
  type OptionalInputsProcess,
  type Warning,
} from "../../../src/runtime/index.js";
import { scriptedServer, type Reply } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

const MAX_BYTES = 100_000;

/** A JSON text of a length. */
const textOf = (length: number): string =>
  JSON.stringify("x".repeat(length - 2));

const JSON_TYPE = { "content-type": "application/json" };

/** Endless as far as a client can tell: some bytes of a longer text come, and then nothing more. */
const stalled = (bytes: number): Reply => ({
  body: textOf(900_000),
  headers: JSON_TYPE,
  stallAfter: bytes,
});
const whole = (bytes: number): Reply => ({
  body: textOf(bytes),
  headers: JSON_TYPE,
});

type Outputs = Readonly<Record<string, unknown>>;

/** What a call returns whose outputs are links to answers, which are fetched one after the other. */
async function linkedResults(
  answers: Readonly<Record<string, Reply | readonly Reply[]>>,
): Promise<{
  readonly outputs: Outputs;
  readonly warnings: readonly string[];
}> {
  const names = Object.keys(answers);
  await using server = await scriptedServer({
    "POST /processes/p/execution": {
      json: Object.fromEntries(
        names.map((name) => [name, { href: `/${name}` }]),
      ),
    },
    ...Object.fromEntries(
      names.map((name) => [`GET /${name}`, answers[name] ?? {}]),
    ),
  });
  const warnings: Warning[] = [];
  await using client = testClient(server.url, {
    maxBytes: MAX_BYTES,
    maxConnections: 1,
    onWarning: (warning) => warnings.push(warning),
  });
  const run: OptionalInputsProcess<object, Outputs> = defineProcess(
    () => client,
    {
      id: "p",
      outputs: Object.fromEntries(
        names.map((name) => [
          name,
          { form: "value", shape: { types: ["string"] } },
        ]),
      ),
    },
  );
  const outputs = await run({}, { mode: "sync", response: "document" });
  return { outputs, warnings: warnings.map(({ message }) => message) };
}

const TOO_LONG =
  "is a link, and the links of one answer lead to more than the maxBytes (100000) that are read into memory";

describe("links of one answer", () => {
  it("are followed up to a length together; the one that passes it is not received to its end, nor any after it", async () => {
    const { outputs, warnings } = await linkedResults({
      a: whole(60_000),
      b: stalled(90_000),
      c: stalled(90_000),
    });

    expect(outputs).toEqual({
      a: "x".repeat(59_998),
      b: { href: "/b" },
      c: { href: "/c" },
    });
    expect(
      warnings.filter((warning) => warning.includes(TOO_LONG)),
    ).toHaveLength(2);
  });

  it("that break off and are asked again are counted once", async () => {
    const { outputs, warnings } = await linkedResults({
      a: whole(40_000),
      b: [{ ...whole(50_000), breakAt: "body" }, whole(50_000)],
    });

    expect(outputs).toEqual({
      a: "x".repeat(39_998),
      b: "x".repeat(49_998),
    });
    expect(warnings).toEqual([]);
  });
});
