import { expect, it } from "vitest";
import { shownCommand } from "../../../src/generator/cli/shown-command.js";

it.each<[words: string[], flags: Record<string, unknown>, text: string]>([
  [["jobs"], {}, "s2gos-codegen jobs"],
  [
    ["results", "job_1", "--wait"],
    { url: "http://u:secret@h.example/?token=abc", quiet: true },
    "s2gos-codegen results job_1 --wait --url 'http://h.example/?token=***'",
  ],
  [
    ["dismiss", "it's"],
    { config: "a b.json", only: ["x", "y"] },
    "s2gos-codegen dismiss 'it'\\''s' --config 'a b.json' --only x --only y",
  ],
])("%j with %j", (words, flags, text) => {
  expect(shownCommand(words, flags)).toBe(text);
});
