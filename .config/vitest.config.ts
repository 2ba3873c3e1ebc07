import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** These folders mirror src/: a test file is named after its source file. */
const MIRRORED = "test/{generator,runtime,server}/**";

export default defineConfig({
  resolve: {
    alias: {
      // The package in test/typed imports the runtime by its name.
      "s2gos-codegen/runtime": new URL(
        "../src/runtime/index.ts",
        import.meta.url,
      ).pathname,
    },
  },
  test: {
    root: new URL("..", import.meta.url).pathname,
    // Before the workers, which would all do the same at once.
    globalSetup: [new URL("../test/join-runtime.ts", import.meta.url).pathname],
    testTimeout: 30_000,
    // Generations of tests leave nothing in the cache of the user.
    env: { XDG_CACHE_HOME: join(tmpdir(), "s2gos-codegen-tests") },
    hookTimeout: 60_000,
    projects: [
      {
        // `npm run test:unit`: the tests of single source files, except those
        // whose file name says that they are slow: X.slow.test.ts.
        extends: true,
        test: {
          name: "unit",
          include: ["test/*.test.ts", `${MIRRORED}/*.test.ts`],
          exclude: [`${MIRRORED}/*.slow.test.ts`],
          // These tests leave no state behind, so the files of a worker can
          // share modules that are loaded once.
          isolate: false,
          // Many tests wait for timers or a server, so one more worker than
          // there are cores shortens the run.
          maxWorkers: availableParallelism() + 1,
          // They run before the slow ones.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/*.test.ts",
            `${MIRRORED}/!(*.slow).test.ts`,
            "**/node_modules/**",
            // These have configurations of their own.
            "test/interop/**",
            "test/browser/**",
            // Tests of users' projects.
            "test/consumers/templates/**",
          ],
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          sequence: { groupOrder: 2 },
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/**/*.test-d.ts"],
            tsconfig: "./.config/tsconfig.types.json",
            // `npm run typecheck` reports these.
            ignoreSourceErrors: true,
          },
        },
      },
    ],
  },
});
