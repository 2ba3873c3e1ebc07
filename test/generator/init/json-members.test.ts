import { describe, expect, it } from "vitest";
import { withMembers } from "../../../src/generator/init/json-members.js";

const SCRIPTS = { generate: "a b", "generate:check": "a c" };

describe("members of a JSON file", () => {
  it.each<[string, string, string]>([
    [
      "are added with their object, in the file's indentation",
      '{\n\t"name": "p",\n\t"files": ["a", "b"]\n}\n',
      '{\n\t"name": "p",\n\t"files": ["a", "b"],\n\t"scripts": {\n\t\t"generate": "a b",\n\t\t"generate:check": "a c"\n\t}\n}\n',
    ],
    [
      "are added at the end of their object, with the file's line ends",
      '{\r\n    "scripts": {\r\n        "x": "y"\r\n    },\r\n    "z": 1e3\r\n}',
      '{\r\n    "scripts": {\r\n        "x": "y",\r\n        "generate": "a b",\r\n        "generate:check": "a c"\r\n    },\r\n    "z": 1e3\r\n}',
    ],
    [
      "replace others of the same name",
      '{\n  "scripts": {\n    "generate": "old",\n    "x": "y"\n  }\n}\n',
      '{\n  "scripts": {\n    "generate": "a b",\n    "x": "y",\n    "generate:check": "a c"\n  }\n}\n',
    ],
    [
      "fill an empty object",
      '{\n  "scripts": {},\n  "v": 1}\n',
      '{\n  "scripts": {\n    "generate": "a b",\n    "generate:check": "a c"\n  },\n  "v": 1}\n',
    ],
    [
      "make an empty file",
      "{}\n",
      '{\n  "scripts": {\n    "generate": "a b",\n    "generate:check": "a c"\n  }\n}\n',
    ],
    [
      "stay on the line of an object that has one",
      '{\n  "scripts": { "x": "y" }\n}\n',
      '{\n  "scripts": { "x": "y", "generate": "a b", "generate:check": "a c" }\n}\n',
    ],
    [
      "stay on the line of a file that has one",
      '{"name":"p","scripts":{"x":"y"}}',
      '{"name":"p","scripts":{"x":"y","generate":"a b","generate:check":"a c"}}',
    ],
    [
      "are added with their object to a file of one line",
      '{"name":"p"}',
      '{"name":"p","scripts":{"generate":"a b","generate:check":"a c"}}',
    ],
    [
      "are found by their name, however it is written",
      '{\n  "scr\\u0069pts": {\n    "generate": "old"\n  }\n}\n',
      '{\n  "scr\\u0069pts": {\n    "generate": "a b",\n    "generate:check": "a c"\n  }\n}\n',
    ],
  ])("%s", async (_name, text, wanted) => {
    const changed = await withMembers(text, "scripts", SCRIPTS);
    expect(changed).toBe(wanted);
    expect(JSON.parse(changed)).toMatchObject({ scripts: SCRIPTS });
  });
});
