import { resolveRoot } from "./locations.js";
import { readManifestSync, type Manifest } from "./manifest-file.js";
import { recoverOutput } from "./recover.js";

export { MANIFEST_NAME, textHash, type Manifest } from "./manifest-file.js";

/**
 * Reads the manifest of an output folder; undefined where there is none. What a
 * killed run left behind is put in order first: the manifest may be part of it.
 *
 * @throws UsageError where the file is there and cannot be understood.
 */
export async function readManifest(
  root: string,
): Promise<Manifest | undefined> {
  const folder = resolveRoot(root);
  await recoverOutput(folder);
  return readManifestSync(folder);
}
