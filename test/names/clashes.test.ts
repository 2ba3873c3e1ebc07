import { describe, expect, it } from "vitest";
import { readDocument } from "../documentation/code-blocks.js";
import { buildModel } from "../generator/build-model.js";

type Document = Readonly<Record<string, unknown>>;
/** Descriptions of processes, by their ids. */
type Service = Readonly<Record<string, Document>>;

const object = (property: string, title?: string) => ({
  type: "object",
  properties: { [property]: { type: "number" } },
  ...(title === undefined ? {} : { title }),
});

const inputs = (values: Readonly<Record<string, unknown>>, rest = {}) => ({
  inputs: Object.fromEntries(
    Object.entries(values).map(([name, schema]) => [name, { schema }]),
  ),
  ...rest,
});

const tree = (property: string) => ({
  type: "object",
  properties: {
    [property]: { type: "string" },
    children: { type: "array", items: { $ref: "#/$defs/Tree" } },
  },
});
const treeOf = (property: string) =>
  inputs(
    { root: { $ref: "#/$defs/Tree" } },
    { $defs: { Tree: tree(property) } },
  );

const definedInPlace = (property: string) => ({
  $ref: "#/$defs/Item",
  $defs: { Item: object(property, "Item") },
});

/** Clashes of names, by what docs/types.md says of them. */
const CLASHES: Readonly<Record<string, Service>> = {
  "one structure under one title, in `a` and `b`": {
    a: inputs({ x: object("top", "Depth range") }),
    b: inputs({ x: object("top", "Depth range") }),
  },
  "one structure under two titles": {
    a: inputs({ x: object("day", "Start day"), y: object("day", "End day") }),
  },
  "two structures under one title, in `a` and `b`": {
    a: inputs({ x: object("top", "Range") }),
    b: inputs({ x: object("left", "Range") }),
  },
  "one structure in `a` and `b`, another one in `c`": {
    a: inputs({ x: object("top", "Range") }),
    b: inputs({ x: object("top", "Range") }),
    c: inputs({ x: object("left", "Range") }),
  },
  "two definition keys with one title": {
    a: inputs(
      { x: { $ref: "#/$defs/Item-Input" } },
      {
        outputs: { y: { schema: { $ref: "#/$defs/Item-Output" } } },
        $defs: {
          "Item-Input": object("size", "Item"),
          "Item-Output": object("weight", "Item"),
        },
      },
    ),
  },
  "one definition key for an input and another structure of an output": {
    a: {
      inputs: { x: { schema: definedInPlace("size") } },
      outputs: { y: { schema: definedInPlace("weight") } },
    },
  },
  "one structure that contains itself, in `a` and `b`": {
    a: treeOf("name"),
    b: treeOf("name"),
  },
  "two structures that contain themselves, under one key": {
    a: treeOf("name"),
    b: treeOf("label"),
  },
  "a title that the runtime or the platform has": {
    a: inputs({ x: object("row", "Point"), y: object("row", "Map") }),
  },
  "the titles `Point` and `Point type`": {
    a: inputs({ x: object("row", "Point"), y: object("row", "Point type") }),
  },
  "a title that ends with `Inputs` or `Outputs`": {
    a: inputs({ x: object("red", "Ndvi inputs") }),
  },
  "a title and the place of an untitled structure": {
    a: inputs({ value: object("x") }),
    b: inputs({ y: object("z", "A value") }),
  },
  "ids that run together with names of inputs": {
    ndvi: inputs({ area_mask: object("x") }),
    "ndvi-area": inputs({ mask: object("y") }),
  },
  "ids that differ in separators alone": {
    "a-b": inputs({ x: object("y") }),
    a_b: inputs({ x: object("z") }),
  },
};

async function namesOf(service: Service): Promise<readonly string[]> {
  const { model } = await buildModel({
    processes: Object.entries(service).map(([id, document]) => ({
      id,
      document: { id, ...document },
    })),
  });
  const types = [model.types, ...model.processes.map(({ types }) => types)];
  return types
    .flat()
    .map(({ name }) => name)
    .sort();
}

/** The rows of the table of clashes in docs/types.md. */
function documented(): ReadonlyMap<string, readonly string[]> {
  const [, names = ""] = readDocument("docs/types.md").split("\n## Names\n");
  const rows = names.matchAll(/^\| (.+?) +\| (`.+?`) +\|/gm);
  return new Map(
    [...rows].map(([, clash = "", types = ""]) => [
      clash,
      types.split(", ").map((name) => name.replaceAll("`", "")),
    ]),
  );
}

describe("what names become that clash", () => {
  it.each(Object.entries(CLASHES))("%s", async (clash, service) => {
    expect(documented().get(clash)).toEqual(await namesOf(service));
  });

  it("stands in the documentation for each clash", () => {
    expect([...documented().keys()]).toEqual(Object.keys(CLASHES));
  });
});
