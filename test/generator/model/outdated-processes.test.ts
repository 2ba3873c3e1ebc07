import { describe, expect, it } from "vitest";
import { describeProcesses } from "../../../src/generator/description/describe-processes.js";
import type { Json } from "../../../src/generator/json.js";
import { buildModel } from "../../../src/generator/model/build-model.js";
import { cleanProcesses } from "../../../src/generator/schema/clean-processes.js";

type Service = Readonly<Record<string, Json>>;

const cleaned = async (service: Service) =>
  cleanProcesses(
    describeProcesses(
      Object.entries(service).map(([id, document]) => ({ id, document })),
    ),
  );

/** The known processes that are outdated, where a service becomes another one. */
async function outdated(
  before: Service,
  after: Service,
): Promise<readonly string[]> {
  const ids = Object.keys(before);
  const first = buildModel({ processes: await cleaned(before), ids });
  // As a file keeps it.
  const { processes, types } = JSON.parse(
    JSON.stringify(first.remembered()),
  ) as ReturnType<typeof first.remembered>;
  const known = new Map(processes.map((process) => [process.id, process]));
  return buildModel({
    processes: (await cleaned(after)).map((process) => {
      const { id } = process;
      return after[id] === before[id] ? (known.get(id) ?? process) : process;
    }),
    ids: Object.keys(after),
    knownTypes: types,
  }).outdated;
}

const object = (property: string, text = ""): Json => ({
  title: "Item",
  type: "object",
  properties: { [property]: { type: "string", description: text } },
});

const process = (schema: Json, name = "value"): Json => ({
  inputs: { [name]: { schema } },
  outputs: {},
});

const X = process(object("x"));
const Y = process(object("y"));
const TEXT = process({ type: "string" });
const COLOR = process({ enum: ["red", "green"] }, "color-b");

const SERVICES: readonly (readonly [
  name: string,
  before: Service,
  after: Service,
  outdated: readonly string[],
])[] = [
  ["nothing", { a: X, b: TEXT }, { a: X, b: TEXT }, []],
  [
    "a process with a type of its own changes",
    { a: X, b: TEXT },
    { a: X, b: COLOR },
    [],
  ],
  ["another process gets the type", { a: X, b: TEXT }, { a: X, b: X }, ["a"]],
  [
    "the type has another holder of three",
    { a: X, b: X, c: X },
    { a: TEXT, b: X, c: X },
    ["b"],
  ],
  [
    "one of three holders goes that does not declare it",
    { a: X, b: X, c: X },
    { a: X, b: X, c: TEXT },
    [],
  ],
  [
    "the documentation of a shared type changes",
    { a: X, b: X },
    { a: process(object("x", "A text.")), b: X },
    ["b"],
  ],
  ["a name is contested", { a: X, b: TEXT }, { a: X, b: Y }, ["a"]],
  ["a name is no longer contested", { a: X, b: Y }, { a: X, b: TEXT }, ["a"]],
  [
    "a function takes the name of an enumeration",
    { a: COLOR },
    { a: COLOR, "a-color-b-values": TEXT },
    ["a"],
  ],
  [
    "a process takes the name of another",
    { "a-b": TEXT },
    { "a-b": TEXT, a_b: TEXT },
    ["a-b"],
  ],
];

describe("the known processes that have to be modelled again", () => {
  it.each(SERVICES)("%s", async (_name, before, after, wanted) => {
    expect(await outdated(before, after)).toEqual(wanted);
  });
});
