import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own, removed at the end of the test. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "s2gos-codegen-")));
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Writes files by their paths. */
export function writeFiles(
  root: string,
  files: Readonly<Record<string, string>>,
): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** All that stands in a folder: texts of files, targets of links. */
export function readFiles(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const stats = lstatSync(join(root, path));
      if (stats.isSymbolicLink()) {
        found[path] = `-> ${readlinkSync(join(root, path))}`;
      } else if (stats.isDirectory()) {
        const before = Object.keys(found).length;
        visit(path);
        if (Object.keys(found).length === before) found[`${path}/`] = "";
      } else {
        found[path] = readFileSync(join(root, path), "utf8");
      }
    }
  };
  visit("");
  return found;
}
