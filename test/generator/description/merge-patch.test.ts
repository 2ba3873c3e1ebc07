import { expect, it } from "vitest";
import { mergePatch } from "../../../src/generator/description/merge-patch.js";

/** The examples of RFC 7396, appendix A: the value, the patch, and what comes of them. */
const EXAMPLES: readonly (readonly [string, string, string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', "{}"],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', "null", "null"],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ["[1,2]", '{"a":"b","c":null}', '{"a":"b"}'],
  ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  // Names that objects inherit are names like others.
  [
    '{"__proto__":{"a":1}}',
    '{"__proto__":{"b":2}}',
    '{"__proto__":{"a":1,"b":2}}',
  ],
  [
    '{"__proto__":1}',
    '{"__proto__":null,"toString":{"a":1}}',
    '{"toString":{"a":1}}',
  ],
];

it.each(EXAMPLES)("%s, patched with %s, is %s", (given, patch, wanted) => {
  const value: unknown = JSON.parse(given);
  expect(JSON.stringify(mergePatch(value, JSON.parse(patch)))).toBe(wanted);
  expect(JSON.stringify(value)).toBe(given);
});
