import { defineConfig } from "vitest/config";

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
    include: ["test/**/*.test.ts"],
    exclude: ["test/interop/**", "test/browser/**", "**/node_modules/**"],
    typecheck: {
      enabled: true,
      include: ["test/**/*.test-d.ts"],
      tsconfig: "./.config/tsconfig.types.json",
      // `npm run typecheck` reports these.
      ignoreSourceErrors: true,
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
