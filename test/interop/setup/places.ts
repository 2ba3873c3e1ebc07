import { fileURLToPath } from "node:url";

const ROOT_URL = new URL("../../../", import.meta.url);

/** The root of this repository. */
export const ROOT: string = fileURLToPath(ROOT_URL);

/** Folder of what the interop tests write: the built command line, generated packages, logs. */
export const CACHE: string = fileURLToPath(
  new URL("node_modules/.cache/s2gos-interop/", ROOT_URL),
);

/** Folder of the Python environments: outside node_modules, which `npm ci` deletes. */
export const ENVIRONMENTS: string = fileURLToPath(new URL(".venv/", ROOT_URL));

/** Versions of what the environment holds. */
export const REQUIREMENTS: string = fileURLToPath(
  new URL("../requirements.txt", import.meta.url),
);

/** Programs of this folder that run in Python. */
export const PYTHON_SOURCES: string = fileURLToPath(
  new URL("../python/", import.meta.url),
);
