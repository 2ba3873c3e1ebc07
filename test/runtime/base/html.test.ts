import { expect, it } from "vitest";
import { escapeHtml } from "../../../src/runtime/base/html.js";

it.each<[string, string, string]>([
  ["a text", "done, 3 files", "done, 3 files"],
  ["an element", "<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"],
  ["both quotes", `"'`, "&quot;&#39;"],
  ["an entity, which is a text", "&lt;", "&amp;lt;"],
])("%s", (_name, text, wanted) => {
  expect(escapeHtml(text)).toBe(wanted);
});
