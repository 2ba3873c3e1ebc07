import { fileURLToPath } from "node:url";

const ROOT_URL = new URL("../../../", import.meta.url);

/** The root of this repository. */
export const ROOT: string = fileURLToPath(ROOT_URL);

/** What the interop tests make: the built command line, the generated packages, logs. */
export const CACHE: string = fileURLToPath(
  new URL("node_modules/.cache/s2gos-interop/", ROOT_URL),
);

/** The Python environments. Outside of node_modules, which `npm ci` deletes. */
export const ENVIRONMENTS: string = fileURLToPath(new URL(".venv/", ROOT_URL));

/** Versions of what the environment holds. */
export const REQUIREMENTS: string = fileURLToPath(
  new URL("../requirements.txt", import.meta.url),
);

/** Programs of this folder that run in Python. */
export const PYTHON_SOURCES: string = fileURLToPath(
  new URL("../python/", import.meta.url),
);
