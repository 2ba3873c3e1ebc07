import { isDeviceName } from "../results/saved-names.js";
import type { hashOf } from "./canonical.js";

/**
 * The name of the folder of a run: its key where each file system can have that, else with a part of its hash.
 * @param hash - Is given and not imported, because it is loaded with what has no folders, too.
 */
export async function folderName(
  key: string,
  hash: typeof hashOf,
): Promise<string> {
  if (/^[\da-z][\da-z_-]{0,80}$/.test(key) && !isDeviceName(key)) return key;
  const digits = await hash(key);
  const start = key
    .toLowerCase()
    .replace(/[^\da-z_-]/g, "-")
    .slice(0, 60);
  return `${start}-${digits.slice(0, 12)}`;
}
