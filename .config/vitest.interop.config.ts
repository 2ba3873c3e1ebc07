import { defineConfig } from "vitest/config";
import { packageFolder } from "../test/interop/setup/packages.js";
import { findPython } from "../test/interop/setup/python.js";
import type { ServerName } from "../test/interop/setup/servers.js";

const python = await findPython();
const isFound = python.state === "found";
// In CI a Python that is there must do; a machine without one is no failure. It is not thrown here, because knip
// loads this file as well.
const mayBeAbsent = python.state !== "unfit" || process.env["CI"] !== "true";
if (!isFound) {
  const text = `The interop tests need Python 3.11 or newer with venv: ${python.reason}.`;
  console.warn(mayBeAbsent ? `${text} They are left out.` : text);
}

const generated = (name: ServerName, entry = "index"): string =>
  `${packageFolder(name)}/${entry}.js`;

const globalSetup = new URL(
  "../test/interop/setup/global-setup.ts",
  import.meta.url,
).pathname;

// `npm run test:interop`: generated packages against real servers.
export default defineConfig({
  resolve: {
    alias: {
      // Before the names of which these are longer.
      "#s2gos/schemas": generated("s2gos", "schemas/index"),
      "#wraptile/schemas": generated("wraptile", "schemas/index"),
      "#pygeoapi/schemas": generated("pygeoapi", "schemas/index"),
      "#s2gos": generated("s2gos"),
      "#wraptile": generated("wraptile"),
      "#pygeoapi-12": generated("pygeoapi-12"),
      "#pygeoapi": generated("pygeoapi"),
    },
  },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: isFound ? ["test/interop/**/*.test.ts"] : [],
    passWithNoTests: !isFound && mayBeAbsent,
    globalSetup: isFound ? [globalSetup] : [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
