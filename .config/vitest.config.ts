import { defineConfig } from "vitest/config";

/** Folders of tests that stand beside each other as the sources in src/ do. */
const MIRROR = "test/{generator,runtime,server}/**/*.test.ts";
const SLOW = "test/**/*.slow.test.ts";

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
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        // `npm run test:unit`: what proves a single source file, unless the
        // name of the test file says that it is slow.
        extends: true,
        test: {
          name: "unit",
          include: ["test/*.test.ts", MIRROR],
          exclude: [SLOW],
          // They share no state, so that a worker need not load all modules
          // anew for each file.
          isolate: false,
          maxWorkers: "100%",
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/*.test.ts",
            "test/{generator,runtime,server}/**/!(*.slow).test.ts",
            // They have configurations of their own.
            "test/interop/**",
            "test/browser/**",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
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
