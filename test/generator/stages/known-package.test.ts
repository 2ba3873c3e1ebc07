import { describe, expect, it } from "vitest";
import { withExactNumbers } from "../../../src/generator/exact-numbers.js";
import type { Source } from "../../../src/generator/source/source.js";
import {
  documentHashes,
  isKnowable,
  serviceHash,
} from "../../../src/generator/stages/known-package.js";

const SOURCE: Source = { processes: [], failures: [], diagnostics: [] };

/** The hash of a description; undefined where it has none. */
function hashOf(text: string): string | undefined {
  const processes = [
    { id: "p", document: withExactNumbers(text, JSON.parse(text)) },
  ];
  return documentHashes(processes).get("p");
}

describe("the hash of a description", () => {
  const given = '{"a":1,"b":[0,"x"]}';

  it.each([
    ["white space", '{ "a": 1, "b": [0, "x"] }', true],
    ["the order of members", '{"b":[0,"x"],"a":1}', false],
    ["a value", '{"a":2,"b":[0,"x"]}', false],
    ["a number that JavaScript reads alike", '{"a":1e-400,"b":[]}', false],
  ])("says whether anything but %s differs", (_name, text, isSame) => {
    expect(hashOf(text) === hashOf(given)).toBe(isSame);
  });

  it("tells numbers apart that JavaScript reads alike", () => {
    expect(hashOf('{"a":9007199254740993}')).not.toBe(
      hashOf('{"a":9007199254740992}'),
    );
  });

  it("is absent where JSON does not say the value, or cannot be printed", () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    const deep = documentHashes([{ id: "p", document: nested }]);
    expect([hashOf('{"a":[-0]}'), deep.size]).toEqual([undefined, 0]);
  });
});

describe("whether a package may be known", () => {
  it.each([
    ["a plain run", {}, SOURCE, true],
    ["a compiled package", { emit: "js" }, SOURCE, false],
    ["a verified one", { verify: true }, SOURCE, false],
    ["external references", { allowExternalRefs: ["a.test"] }, SOURCE, false],
    ["a selection", {}, { ...SOURCE, unselectedIds: ["q"] }, false],
  ] as const)("%s", (_name, options, source, wanted) => {
    expect(isKnowable(options, source)).toBe(wanted);
  });
});

it("depends on what the service is called, and which server it is", () => {
  const hashes = [
    SOURCE,
    { ...SOURCE, title: "A" },
    { ...SOURCE, server: "zoo" } as const,
  ].map(serviceHash);
  expect(new Set(hashes).size).toBe(3);
});
