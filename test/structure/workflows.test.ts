import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { actionlint, HAS_ACTIONLINT } from "../actionlint.js";

const FOLDER = fileURLToPath(
  new URL("../../.github/workflows", import.meta.url),
);

it.skipIf(!HAS_ACTIONLINT)(
  "actionlint finds nothing in the workflows of this repository",
  () => {
    const paths = readdirSync(FOLDER).map((name) => join(FOLDER, name));
    expect(paths.length).toBeGreaterThan(1);
    expect(actionlint(paths)).toBe("");
  },
);
