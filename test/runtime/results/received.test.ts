import { expect, it } from "vitest";
import {
  resultsByName,
  type ReceivedOne,
} from "../../../src/runtime/results/received.js";

const json = (value: unknown): ReceivedOne => ({ kind: "json", value });

it("gives results of one name as a list, in the order of the names", () => {
  const results = resultsByName([
    ["a", json(1)],
    ["b", json(2)],
    ["a", json(3)],
    ["__proto__", json(4)],
    ["a", json(5)],
  ]);
  expect([...results]).toEqual([
    ["a", { kind: "list", items: [json(1), json(3), json(5)] }],
    ["b", json(2)],
    ["__proto__", json(4)],
  ]);
});
