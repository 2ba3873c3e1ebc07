/**
 * Writes one version after another until it is killed.
 * Arguments: output folder, number of files, `swap` or `in-place`.
 */
import { generateVersion } from "./packages.js";

const [root = "", size = "0", strategy] = process.argv.slice(2);
// The working directory cannot be replaced by renaming, so the writer changes its files in place.
if (strategy === "in-place") process.chdir(root);

process.stdout.write("ready\n");
for (let version = 1; ; version += 1) {
  await generateVersion(root, version, Number(size));
}
