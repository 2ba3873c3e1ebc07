import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

interface Anchor {
  /** File of the page that the link leads to, in the built site. */
  readonly target: string;
  readonly id: string;
}

/**
 * Checks that each link with an anchor leads to an element of a built page. VitePress
 * itself checks the pages that links lead to, not the places in them.
 *
 * @param folder - The built site.
 * @param base - The path under which the site is served, with slashes around it.
 * @throws Error that names each link without a target.
 */
export function checkAnchors(folder: string, base: string): void {
  const texts = new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".html"))
      .map((path) => [
        path.replaceAll("\\", "/"),
        readFileSync(join(folder, path), "utf8"),
      ]),
  );
  const broken = [...texts].flatMap(([page, text]) =>
    anchorsOf(page, text, base)
      .filter(({ target, id }) => !texts.get(target)?.includes(` id="${id}"`))
      .map(({ target, id }) => `${page} has a link to ${target}#${id}`),
  );
  if (broken.length === 0) return;
  throw new Error(
    `Links to places that do not exist. Correct the part after "#":\n${broken.join("\n")}`,
  );
}

/** The links of a page to places in the site. */
function anchorsOf(page: string, text: string, base: string): Anchor[] {
  const links = text.matchAll(/ href="(?![a-z]+:|\/\/)([^"#]*)#([^"]+)"/g);
  return [...links].map(([, path = "", id = ""]) => ({
    target: path === "" ? page : fileOf(page, path, base),
    id: decodeURIComponent(id),
  }));
}

/** The file of the page that a link leads to. */
function fileOf(page: string, path: string, base: string): string {
  const inSite = path.startsWith(base)
    ? path.slice(base.length)
    : posix.join(posix.dirname(page), path);
  if (inSite === "" || inSite.endsWith("/")) return `${inSite}index.html`;
  return inSite.endsWith(".html") ? inSite : `${inSite}.html`;
}
