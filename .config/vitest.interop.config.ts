import { defineConfig } from "vitest/config";
import { findAvailable } from "../test/interop/setup/available.js";
import { callsFile, packageFolder } from "../test/interop/setup/packages.js";
import { SERVER_NAMES } from "../test/interop/setup/server-names.js";

const { servers, missing } = await findAvailable();
for (const line of missing) console.warn(line);
// A machine without any Python is no failure, also in CI.
const isPossible = servers.length > 0;

const globalSetup = new URL(
  "../test/interop/setup/global-setup.ts",
  import.meta.url,
).pathname;

// `npm run test:interop`: generated packages against real servers.
export default defineConfig({
  resolve: {
    // `#name` is the package that was generated from a server, `#name/schemas` its schemas.
    alias: SERVER_NAMES.flatMap((name) => [
      {
        find: `#${name}/schemas`,
        replacement: `${packageFolder(name)}/schemas/index.js`,
      },
      {
        find: new RegExp(`^#${name}$`),
        replacement: `${packageFolder(name)}/index.js`,
      },
    ]),
  },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: servers.map(callsFile),
    passWithNoTests: !isPossible,
    globalSetup: isPossible ? [globalSetup] : [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
