import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Real documents beside the repository; absent where only the repository is at hand. */
const CORPUS = fileURLToPath(
  new URL("../../../shared/corpus", import.meta.url),
);

/** Process descriptions to change; none, with a plain note, where the corpus is absent. */
export function readCorpus(): readonly unknown[] {
  try {
    return readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
      .filter((name) => /(^|\/)process-[^/]*\.json$/.test(name))
      .sort()
      .map((name): unknown =>
        JSON.parse(readFileSync(join(CORPUS, name), "utf8")),
      );
  } catch {
    console.warn(
      "Fuzz: no corpus beside the repository; only invented descriptions are used.",
    );
    return [];
  }
}
