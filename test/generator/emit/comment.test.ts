import { describe, expect, it } from "vitest";
import {
  commentLines,
  docComment,
} from "../../../src/generator/emit/comment.js";
import type { Documentation } from "../../../src/generator/model/service-model.js";

interface Row {
  readonly name: string;
  readonly given: Documentation;
  readonly wanted: string;
}

const ROWS: readonly Row[] = [
  { name: "nothing", given: { tags: [] }, wanted: "" },
  {
    name: "a title",
    given: { title: "Month", tags: [] },
    wanted: "/** Month */\n",
  },
  {
    name: "a description that repeats the title",
    given: { title: "Month", description: "Month", tags: [] },
    wanted: "/** Month */\n",
  },
  {
    name: "a title, a description and tags",
    given: {
      title: "Month",
      description: "Of the year.",
      tags: [{ name: "default", text: '"june"' }],
    },
    wanted: '/**\n * Month\n *\n * Of the year.\n *\n * @default "june"\n */\n',
  },
  {
    name: "texts that want to leave the comment",
    given: {
      title: "*/ evil() /*",
      description: "a\n*/\nevil();\n/**",
      tags: [{ name: "pattern", text: "*/ evil() /*\n@internal" }],
    },
    wanted:
      "/**\n * *\\/ evil() /*\n *\n * a\n * *\\/\n * evil();\n * /**\n *\n * @pattern *\\/ evil() /* \\@internal\n */\n",
  },
  {
    name: "texts of invisible characters",
    given: { title: "\u200b", description: "\u202e\n\u0000", tags: [] },
    wanted: "",
  },
  {
    name: "a tag without a text",
    given: { tags: [{ name: "deprecated", text: "" }] },
    wanted: "/** @deprecated */\n",
  },
];

describe("a doc comment", () => {
  it.each(ROWS)("$name", ({ given, wanted }) => {
    expect(docComment(commentLines(given))).toBe(wanted);
  });

  it("refuses the name of a tag that is none", () => {
    const tags = [{ name: "a */", text: "" }];
    expect(() => commentLines({ tags })).toThrow("Not an identifier");
  });
});
