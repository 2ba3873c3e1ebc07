import { expect, it } from "vitest";
import { createRandom } from "../random.js";
import { killBatch } from "./batch.js";

it.each([
  ["that tells the inputs of jobs", { tellsInputs: true, isSaved: true }],
  ["that does not", { tellsInputs: false, isSaved: false }],
])(
  "leaves one result or one orphan of each input where runAll is killed, with a server %s",
  async (_, how) => {
    const found = await killBatch(3, createRandom(15).next, how);
    expect(found.faults).toEqual([]);
    expect(found.kills).toBeGreaterThan(0);
    const { executed, unsent } = found.orphans;
    expect(found.results + executed + unsent).toBe(60);
    if (how.tellsInputs) expect(executed).toBe(0);
  },
);
