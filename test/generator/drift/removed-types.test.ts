import { describe, expect, it } from "vitest";
import type { CompactModel } from "../../../src/generator/drift/compact-model.js";
import { removedTypes } from "../../../src/generator/drift/removed-types.js";

const ITEM = { required: { name: "string" }, optional: {} };
const OTHER = { required: { size: "number" }, optional: {} };

/** A model of processes that declare types. */
function model(
  own: Readonly<Record<string, CompactModel["types"]>>,
  types: CompactModel["types"] = {},
): CompactModel {
  return {
    types,
    processes: Object.fromEntries(
      Object.entries(own).map(([id, declared]) => [
        id,
        {
          function: id,
          interfaces: [`${id}Inputs`, `${id}Outputs`],
          inputs: { required: {}, optional: {} },
          outputs: {},
          types: declared,
        },
      ]),
    ),
  };
}

interface Row {
  readonly name: string;
  readonly before: CompactModel;
  readonly after: CompactModel;
  readonly wanted: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "that stay are not told",
    before: model({ tag: { Item: ITEM } }),
    after: model({ tag: {} }, { Item: ITEM }),
    wanted: [],
  },
  {
    name: "without successor",
    before: model({ tag: { Item: ITEM } }),
    after: model({ tag: {} }),
    wanted: ["type Item"],
  },
  {
    name: "that had to take other names",
    before: model({ tag: {}, list: {} }, { Item: ITEM }),
    after: model(
      {
        tag: { TagItem: { ref: "ListItem" } },
        list: {},
        show: { ShowItem: OTHER },
      },
      { ListItem: ITEM },
    ),
    wanted: ["type Item, which is now called ListItem, TagItem"],
  },
  {
    name: "of a reserved title that had to take other names",
    before: model({ move: { PointType: ITEM } }),
    after: model({ move: { MovePoint: ITEM } }),
    wanted: ["type PointType, which is now called MovePoint"],
  },
  {
    name: "that became another structure under a similar name",
    before: model({ tag: { Item: ITEM } }),
    after: model({ tag: { TagItem: OTHER } }),
    wanted: ["type Item"],
  },
  {
    name: "whose name another process has now",
    before: model({ tag: { NdviArea: ITEM }, ndvi: {} }),
    after: model({ tag: { TagNdviArea: ITEM }, ndvi: { NdviArea: OTHER } }),
    wanted: ["type NdviArea, which is now called TagNdviArea"],
  },
  {
    name: "that changed where they are",
    before: model({ tag: { Item: ITEM } }),
    after: model({ tag: { Item: OTHER } }),
    wanted: [],
  },
  {
    name: "of a process that is gone are not told",
    before: model({ tag: { Item: ITEM } }),
    after: model({}),
    wanted: [],
  },
];

describe("exported types", () => {
  it.each(ROWS)("$name", ({ before, after, wanted }) => {
    expect(removedTypes(before, after)).toEqual(wanted);
  });
});
