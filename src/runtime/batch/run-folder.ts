import { hashOf } from "./canonical.js";

/** The name of the folder of a run: its key where each file system can have that, else with a part of its hash. */
export async function folderName(key: string): Promise<string> {
  if (/^[\da-z][\da-z_-]{0,80}$/.test(key)) return key;
  const hash = await hashOf(key);
  const start = key
    .toLowerCase()
    .replace(/[^\da-z_-]/g, "-")
    .slice(0, 60);
  return `${start}-${hash.slice(0, 12)}`;
}
