import { fileURLToPath } from "node:url";

const ROOT_URL = new URL("../../../", import.meta.url);

/** The root of this repository. */
export const ROOT: string = fileURLToPath(ROOT_URL);

/** Folder of what the interop tests write: the built command line, generated packages, logs. */
export const CACHE: string = fileURLToPath(
  new URL("node_modules/.cache/s2gos-interop/", ROOT_URL),
);

/** Folder of the Python environments: outside node_modules, which `npm ci` deletes. */
export const ENVIRONMENTS_FOLDER: string = fileURLToPath(
  new URL(".venv/", ROOT_URL),
);

/** Folder of the files that say what each environment holds, with versions. */
export const REQUIREMENTS: string = fileURLToPath(
  new URL("../requirements/", import.meta.url),
);

/** Programs of this folder that run in Python. */
export const PYTHON_SOURCES: string = fileURLToPath(
  new URL("../python/", import.meta.url),
);
