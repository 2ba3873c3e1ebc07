import { resolveRoot } from "./locations.js";
import { readManifestSync, type Manifest } from "./manifest-file.js";
import { recoverOutput } from "./recover.js";

export { MANIFEST_NAME, textHash, type Manifest } from "./manifest-file.js";

/**
 * Reads the manifest of an output folder; undefined if it has none. What a
 * killed run left behind is recovered first: the manifest may be part of it.
 *
 * @throws UsageError if the file exists but is not a manifest of this version.
 */
export async function readManifest(
  root: string,
): Promise<Manifest | undefined> {
  const folder = resolveRoot(root);
  await recoverOutput(folder);
  return readManifestSync(folder);
}
