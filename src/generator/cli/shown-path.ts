import { relative } from "node:path";

/** A path as people read it: relative to a folder, unless it is outside of it. */
export function shownPath(path: string, folder: string): string {
  const below = relative(folder, path);
  return below === "" ? "." : below.startsWith("..") ? path : below;
}
