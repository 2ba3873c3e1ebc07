import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type DefaultTheme } from "vitepress";
import { checkAnchors } from "./anchors.ts";
import { copyPages, pagesOf, type Page } from "./pages.ts";

const ROOT = join(import.meta.dirname, "..", "..");

function items(
  pages: readonly Omit<Page, "path">[],
): DefaultTheme.SidebarItem[] {
  return pages.map(({ title, link }) => ({ text: title, link }));
}

/** What TypeDoc writes before the site is built: one page for each entry point of the package. */
const API: readonly Omit<Page, "path">[] = [
  { title: "s2gos-codegen", link: "/docs/api/generator/" },
  { title: "s2gos-codegen/runtime", link: "/docs/api/runtime/" },
  { title: "s2gos-codegen/server", link: "/docs/api/server/" },
];

// The pages are the repository's own Markdown files, README.md first: each text has one
// home. They are copied to where the site's tools find what pages need, Vue above all.
const PAGES = copyPages(ROOT, join(import.meta.dirname, "..", ".pages"));

export default defineConfig({
  title: "s2gos-codegen",
  description:
    "Typed TypeScript clients of OGC API - Processes servers: guides and API.",
  // GitHub Pages serves a project's site in a folder; the workflow passes its name.
  base: process.env["DOCS_BASE"] ?? "/",
  srcDir: PAGES,
  rewrites: { "README.md": "index.md" },
  outDir: join(import.meta.dirname, "dist"),
  cacheDir: join(import.meta.dirname, "cache"),
  // README.md links to the licence, which is no page: it is copied beside the pages.
  ignoreDeadLinks: [/\/LICENSE$/],
  themeConfig: {
    outline: [2, 3],
    search: { provider: "local" },
    sidebar: [
      { text: "Guides", items: items(pagesOf("guides", ROOT)) },
      { text: "Reference", items: items(pagesOf("reference", ROOT)) },
      { text: "API", items: items(API) },
    ],
  },
  buildEnd: ({ outDir, site }) => {
    copyFileSync(join(ROOT, "LICENSE"), join(outDir, "LICENSE"));
    checkAnchors(outDir, site.base);
  },
});
