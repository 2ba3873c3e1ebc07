import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProcess } from "../../../src/runtime/index.js";
import { caseSeed, createRandom, type Random } from "../../random.js";
import { testClient } from "../test-client.js";
import {
  BODY_WRAPS,
  definitionOf,
  VALUE_KINDS,
  VALUE_WRAPS,
} from "./value-scene.js";

// What a process returns, wrapped in each way that the tables know, is what the caller gets.

const SEED = Number(
  process.env["RESULTS_SEED"] ?? Math.floor(Math.random() * 2 ** 31),
);

let body = "";
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json").end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(() => {
  server.close();
});

async function read(
  outputs: Readonly<Record<string, ReturnType<typeof definitionOf>>>,
  answer: unknown,
): Promise<{ readonly results: unknown; readonly codes: readonly string[] }> {
  body = JSON.stringify(answer);
  await using client = testClient(url);
  const run = defineProcess<object, Record<string, unknown>>(() => client, {
    id: "p",
    outputs,
  });
  const results = await run({}, { mode: "sync" });
  return { results, codes: client.warnings.map(({ code }) => code) };
}

const WRAPS_OF_BODIES = Object.entries(BODY_WRAPS);
const WRAPS_OF_VALUES = Object.entries(VALUE_WRAPS);

/** A wrapped value, unless it could not be told from its wrapper. */
function wrapped(
  kind: (typeof VALUE_KINDS)[number],
  value: unknown,
  random: Random,
): { readonly how: string; readonly wire: unknown } {
  const possible = WRAPS_OF_VALUES.filter(([how]) => {
    if (kind.form === "link") return !/link|base64/.test(how);
    // The wrapper itself is what the schema describes: an object with a text `value`, and more.
    return !(
      kind.name.startsWith("an object with a value") && how === "base64"
    );
  });
  const [how, wrap] = random.pick(possible);
  return { how, wire: wrap(value, random) };
}

describe(`a value comes back, however it was wrapped (RESULTS_SEED=${String(SEED)})`, () => {
  it.each(WRAPS_OF_BODIES.map(([how, wrap]) => [how, wrap] as const))(
    "%s",
    async (how, { only, wrap }) => {
      const wrong: string[] = [];
      for (let index = 0; index < 120; index += 1) {
        const random = createRandom(caseSeed(SEED, index));
        const count = only === true ? 1 : 1 + random.below(3);
        const names = ["out", "b", "value"].slice(0, count);
        const said: string[] = [];
        const definitions: Record<string, ReturnType<typeof definitionOf>> = {};
        const wanted: Record<string, unknown> = {};
        const wires: Record<string, unknown> = {};
        for (const name of names) {
          const kind = random.pick(VALUE_KINDS);
          const value = random.pick(kind.values);
          const { how: wrapping, wire } = wrapped(kind, value, random);
          said.push(
            `${name}: ${kind.name} ${JSON.stringify(value)}, ${wrapping}`,
          );
          definitions[name] = definitionOf(name, kind);
          wanted[name] = value;
          wires[name] = wire;
        }
        const answer = wrap(wires);
        const what = `${String(index)}. ${how}: ${said.join("; ")}: ${JSON.stringify(answer)}`;
        const found = await read(definitions, answer).catch(String);
        if (!isDeepStrictEqual(found, { results: wanted, codes: [] })) {
          wrong.push(`${what} gave ${JSON.stringify(found)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
