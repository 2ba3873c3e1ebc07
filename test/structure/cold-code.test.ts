import ts from "typescript";
import { describe, expect, it } from "vitest";

// TypeScript knows no types of .config/cold-code.js.
const PLUGIN = new URL("../../.config/cold-code.js", import.meta.url);
const { byIndex } = (await import(PLUGIN.href)) as {
  readonly byIndex: (source: ts.SourceFile, checker: ts.TypeChecker) => string;
};

interface Case {
  readonly name: string;
  /** The body of a function of `list`, `pairs`, `text`, `set`, `map` and `found`. */
  readonly given: string;
  /** Not given: as it was. */
  readonly wanted?: string;
}

const CASES: readonly Case[] = [
  {
    name: "a loop over an array",
    given: "for (const item of list) { found.push(item); }",
    wanted:
      "for (let $0 = 0, $0list = list; $0 < $0list.length; $0++) {let item = $0list[$0]; found.push(item); }",
  },
  {
    name: "a loop whose body is one statement",
    given: "for (const item of [...list, 7]) found.push(item);",
    wanted:
      "for (let $0 = 0, $0list = [...list, 7]; $0 < $0list.length; $0++) { let item = $0list[$0]; found.push(item); }",
  },
  {
    name: "a loop over an array that grows meanwhile, with jumps and functions that outlive a step",
    given: `
      const grown = [...list], later: (() => number)[] = [];
      all: for (const item of grown) {
        later.push(() => item);
        for (const other of list) {
          if (other === 2) continue all;
          if (other === 1 && grown.length < 6) grown.push(other + item);
          if (item > 3) break all;
        }
      }
      for (const each of later) found.push(each());`,
    wanted: `
      const grown = [...list], later: (() => number)[] = [];
      all: for (let $0 = 0, $0list = grown; $0 < $0list.length; $0++) {let item = $0list[$0];
        later.push(() => item);
        for (let $3 = 0, $3list = list; $3 < $3list.length; $3++) {let other = $3list[$3];
          if (other === 2) continue all;
          if (other === 1 && grown.length < 6) grown.push(other + item);
          if (item > 3) break all;
        }
      }
      for (let $6 = 0, $6list = later; $6 < $6list.length; $6++) { let each = $6list[$6]; found.push(each()); }`,
  },
  {
    name: "a loop over pairs",
    given: "for (const [key, { length }] of pairs) found.push(key, length);",
    wanted:
      "for (let $0 = 0, $0list = pairs; $0 < $0list.length; $0++) { let $0item = $0list[$0], key = $0item[0], { length } = $0item[1]; found.push(key, length); }",
  },
  {
    name: "a loop over what may be a list or nothing, or one of two lists",
    given: `
      const some = list.length > 1 ? list : undefined;
      for (const item of some ?? []) found.push(item);
      for (const item of list.length > 1 ? list : [text]) found.push(item);`,
    wanted: `
      const some = list.length > 1 ? list : undefined;
      for (let $0 = 0, $0list = some ?? []; $0 < $0list.length; $0++) { let item = $0list[$0]; found.push(item); }
      for (let $4 = 0, $4list = list.length > 1 ? list : [text]; $4 < $4list.length; $4++) { let item = $4list[$4]; found.push(item); }`,
  },
  {
    name: "variables and functions that take a pair apart",
    given: `
      const [, second] = list;
      const [[key]] = pairs, [first] = text.split("");
      found.push(second, key, first, ...pairs.map(([name]) => name));
      pairs.forEach(([, value]: readonly [string, string]) => { found.push(value); });
      found.push(pairs.map(([a, b]) => ({ [a]: b })));`,
    wanted: `
      const $0 = list, second = $0[1];
      const $2 = pairs, [key] = $2[0], $4 = text.split(""), first = $4[0];
      found.push(second, key, first, ...pairs.map(($6) => { let name = $6[0]; return name }));
      pairs.forEach(($9: readonly [string, string]) => {let value = $9[1]; found.push(value); });
      found.push(pairs.map(($11) => { let a = $11[0], b = $11[1]; return ({ [a]: b }) }));`,
  },
  {
    name: "what takes the rest, or has a value to stand in",
    given: `
      const [first, ...rest] = list, [, , , fourth = 9] = list;
      const joined = ([a, b]: readonly number[], c = a) => [a, b, c];
      found.push(first, rest, fourth, joined(list), ...pairs.map(([, ...others]) => others));`,
  },
  {
    name: "texts, sets, maps and generators",
    given: `
      for (const character of text) found.push(character);
      for (const item of set) found.push(item);
      for (const [key, value] of map) found.push(key, value);
      const [first] = text, [one] = set, [[key]] = map;
      function* twice() { yield 1; yield 2; }
      for (const item of twice()) found.push(item, first, one, key);`,
  },
];

const HEAD =
  "function run(list: readonly number[], pairs: readonly (readonly [string, string])[], text: string, set: ReadonlySet<number>, map: ReadonlyMap<string, number>, found: unknown[]) {";

function transformed(body: string): string {
  const options = { target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"] };
  const host = ts.createCompilerHost(options);
  const source = ts.createSourceFile(
    "given.ts",
    `${HEAD}${body}}`,
    ts.ScriptTarget.ES2022,
    true,
  );
  const program = ts.createProgram(["given.ts"], options, {
    ...host,
    getSourceFile: (name, version) =>
      name === "given.ts" ? source : host.getSourceFile(name, version),
  });
  expect(program.getSemanticDiagnostics(source)).toEqual([]);
  return byIndex(source, program.getTypeChecker()).slice(HEAD.length, -1);
}

/** What the body leaves in `found`. */
function run(body: string): readonly unknown[] {
  const options = { target: ts.ScriptTarget.ES2022 };
  const code = ts.transpile(`${HEAD}${body}}`, options);
  const found: unknown[] = [];
  const pairs = [
    ["a", "one"],
    ["b", "three"],
  ];
  const map = new Map([["k", 5]]);
  // The code is that of the cases above.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function(`${code}; return run;`)()(
    [3, 1, 2],
    pairs,
    "a😀",
    new Set([4]),
    map,
    found,
  );
  return found;
}

describe("arrayLoops", () => {
  it.each(CASES)("writes by index: $name", ({ given, wanted = given }) => {
    const text = transformed(given);
    expect(text).toBe(wanted);
    const found = run(given);
    expect(found.length).toBeGreaterThan(0);
    expect(run(text)).toEqual(found);
  });
});
