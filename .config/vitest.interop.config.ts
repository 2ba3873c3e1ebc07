import { defineConfig } from "vitest/config";
import { packageFolder } from "../test/interop/setup/packages.js";
import { findPython } from "../test/interop/setup/python.js";
import type { ServerName } from "../test/interop/setup/servers.js";

const python = await findPython();
if (!python.found) {
  const text = `The interop tests need Python 3.11 or newer with venv, and are left out: ${python.reason}.`;
  console.warn(text);
}

const generated = (name: ServerName): string =>
  `${packageFolder(name)}/dist/index.js`;

// `npm run test:interop`: generated packages against real servers.
export default defineConfig({
  resolve: {
    alias: {
      "#s2gos": generated("s2gos"),
      "#wraptile": generated("wraptile"),
      "#pygeoapi-12": generated("pygeoapi-12"),
      "#pygeoapi": generated("pygeoapi"),
    },
  },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: python.found ? ["test/interop/**/*.test.ts"] : [],
    passWithNoTests: !python.found,
    globalSetup: python.found ? ["test/interop/setup/global-setup.ts"] : [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
