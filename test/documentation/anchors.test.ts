import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAnchors } from "../../docs/.vitepress/anchors.js";

const FILES = { "index.html": '<h2 id="a">', "docs/two.html": '<h2 id="b">' };

/** What is found in a site of two pages, of which the second has a link. */
function findings(href: string): string {
  const folder = mkdtempSync(join(tmpdir(), "s2gos-codegen-anchors-"));
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}<a href="${href}">`);
    }
    checkAnchors(folder, "/base/");
    return "";
  } catch (error) {
    return (error as Error).message.split("\n").slice(1).join(", ");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("links to places in the pages", () => {
  it.each([
    ["of another page", "/base/docs/two.html#b", ""],
    ["of the first page", "/base/#a", ""],
    ["of a page without ending", "/base/docs/two#b", ""],
    ["of another site", "https://example.org/#nowhere", ""],
    [
      "that are not there",
      "/base/docs/two.html#a",
      "docs/two.html has a link to docs/two.html#a, index.html has a link to docs/two.html#a",
    ],
    [
      "of a page that is not there",
      "/base/three.html#a",
      "docs/two.html has a link to three.html#a, index.html has a link to three.html#a",
    ],
  ])("%s", (_name, href, wanted) => {
    const found = findings(href).split(", ").toSorted().join(", ");
    expect(found).toBe(wanted);
  });
});
