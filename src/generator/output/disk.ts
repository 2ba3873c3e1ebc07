import { hash } from "node:crypto";
import { lstatSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";

/** What stands at a path of the output folder. Links are reported, never followed. */
export type DiskEntry =
  | { readonly kind: "absent" }
  /** A regular file; line ends are `\n`, as Git may have changed them. */
  | { readonly kind: "file"; readonly text: string }
  | { readonly kind: "folder" }
  /** A symbolic link, or a path that leads through one. */
  | { readonly kind: "link"; readonly at: string }
  /** A path that leads through a file, or a device. */
  | { readonly kind: "other"; readonly at: string };

/** The byte before `\n` in line ends of Windows. */
const CARRIAGE_RETURN = 13;

/** Reads entries of one folder; each parent folder is read once. */
export class Disk {
  readonly root: string;
  readonly #parents = new Map<string, DiskEntry>();

  constructor(root: string) {
    this.root = root;
  }

  /** @param path - Safe path relative to the folder, with `/` between its parts. */
  read(path: string): DiskEntry {
    const slash = path.lastIndexOf("/");
    if (slash >= 0) {
      const parent = this.#parent(path.slice(0, slash));
      if (parent.kind !== "folder") return parent;
    }
    const stats = this.#stats(path);
    if (stats?.isFile() === true) {
      const text = readFileSync(join(this.root, path), "utf8");
      return { kind: "file", text: text.replaceAll("\r\n", "\n") };
    }
    return entryOf(stats, path);
  }

  /** Whether nothing stands at a path. */
  isAbsent(path: string): boolean {
    const slash = path.lastIndexOf("/");
    const parent = slash < 0 ? undefined : this.#parent(path.slice(0, slash));
    return parent === undefined || parent.kind === "folder"
      ? this.#stats(path) === undefined
      : parent.kind === "absent";
  }

  /** SHA-256 of a file's text, whose line ends are `\n` for that; undefined where no regular file is there. */
  hash(path: string): string | undefined {
    const slash = path.lastIndexOf("/");
    if (slash >= 0 && this.#parent(path.slice(0, slash)).kind !== "folder") {
      return undefined;
    }
    if (this.#stats(path)?.isFile() !== true) return undefined;
    const bytes = readFileSync(join(this.root, path));
    return bytes.includes(CARRIAGE_RETURN)
      ? hash("sha256", bytes.toString("utf8").replaceAll("\r\n", "\n"))
      : hash("sha256", bytes);
  }

  /** A folder below the root: `folder`, `absent`, or what is there instead. */
  #parent(path: string): DiskEntry {
    const known = this.#parents.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf("/");
    const above: DiskEntry =
      slash < 0 ? { kind: "folder" } : this.#parent(path.slice(0, slash));
    const entry =
      above.kind === "folder" ? entryOf(this.#stats(path), path) : above;
    this.#parents.set(path, entry);
    return entry;
  }

  #stats(path: string): Stats | undefined {
    return lstatSync(join(this.root, path), { throwIfNoEntry: false });
  }
}

function entryOf(stats: Stats | undefined, path: string): DiskEntry {
  if (stats === undefined) return { kind: "absent" };
  if (stats.isDirectory()) return { kind: "folder" };
  if (stats.isSymbolicLink()) return { kind: "link", at: path };
  return { kind: "other", at: path };
}
