import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyPages, pagesOf } from "../../docs/.vitepress/pages.js";
import { ROOT } from "./code-blocks.js";

describe("the sidebar of the site", () => {
  it("has each page of docs/ once", () => {
    const paths = [...pagesOf("guides", ROOT), ...pagesOf("reference", ROOT)]
      .map(({ path }) => path)
      .filter((path) => path.startsWith("docs/"));
    const files = readdirSync(join(ROOT, "docs"))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`);
    expect(paths.toSorted()).toEqual(files.toSorted());
  });

  it("follows from the files, which are copied with their folders", () => {
    const root = mkdtempSync(join(tmpdir(), "s2gos-codegen-pages-"));
    try {
      mkdirSync(join(root, "docs"));
      for (const path of ["README.md", "docs/ci.md", "docs/new.md"]) {
        writeFileSync(join(root, path), `# Title of ${path}\n`);
      }
      expect(pagesOf("guides", root)).toEqual([
        { title: "Quick start", link: "/", path: "README.md" },
        { title: "Title of docs/ci.md", link: "/docs/ci", path: "docs/ci.md" },
      ]);
      expect(pagesOf("reference", root)).toEqual([
        {
          title: "Title of docs/new.md",
          link: "/docs/new",
          path: "docs/new.md",
        },
      ]);
      const copies = copyPages(root, join(root, "copies"));
      expect(readdirSync(copies, { recursive: true }).toSorted()).toEqual([
        "README.md",
        "docs",
        join("docs", "ci.md"),
        join("docs", "new.md"),
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
