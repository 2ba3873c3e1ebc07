import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** An entry of the sidebar. */
export interface Page {
  /** The first heading of the file. */
  readonly title: string;
  /** Path of the page in the site, such as `/docs/clients`. */
  readonly link: string;
  /** Path of the file in the repository. */
  readonly path: string;
}

/** The order of the guides. Files that are not there yet are left out. */
const GUIDES = [
  "README.md",
  "docs/examples.md",
  "docs/clients.md",
  "docs/jobs.md",
  "docs/viewers.md",
  "docs/run.md",
  "docs/authentication.md",
  "docs/configuration.md",
  "docs/forms.md",
  "docs/errors.md",
  "docs/frameworks.md",
  "docs/data-libraries.md",
  "docs/testing.md",
  "docs/emitters.md",
  "docs/init.md",
  "docs/ci.md",
  "docs/changes.md",
  "docs/migration.md",
];

/** What comes after the rest of the reference. */
const LAST = ["docs/design.md", "SECURITY.md", "CHANGELOG.md"];

/** The pages of a part of the sidebar. A new file in docs/ that no guide names is one of the reference. */
export function pagesOf(
  part: "guides" | "reference",
  root: string,
): readonly Page[] {
  const named = new Set([...GUIDES, ...LAST]);
  const others = readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
    .filter((path) => !named.has(path))
    .toSorted();
  return (part === "guides" ? GUIDES : [...others, ...LAST])
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ title: titleOf(path, root), link: linkOf(path), path }));
}

/**
 * Copies all pages to a folder, with the folders that they have in the repository, so
 * that links between them stay right.
 *
 * @returns The folder.
 */
export function copyPages(root: string, folder: string): string {
  const pages = [...pagesOf("guides", root), ...pagesOf("reference", root)];
  for (const { path } of pages) {
    const copy = join(folder, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(root, path), copy);
  }
  return folder;
}

function titleOf(path: string, root: string): string {
  if (path === "README.md") return "Quick start";
  const [, title = path] =
    /^# (.+)$/m.exec(readFileSync(join(root, path), "utf8")) ?? [];
  return title;
}

function linkOf(path: string): string {
  if (path === "README.md") return "/";
  return `/${path.replace(/\.md$/, "")}`;
}
