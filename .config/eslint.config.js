import js from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import tsdoc from "eslint-plugin-tsdoc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import imports from "./imports.js";

export default defineConfig(
  {
    ignores: [
      "dist/",
      "coverage/",
      "**/node_modules/",
      "docs/.pages/",
      "docs/.vitepress/{cache,dist}/",
      // Imports the tools of the site, which only docs/package.json installs.
      "docs/.vitepress/config.ts",
      ".venv/",
      // Files of generated packages, with places in them that are filled.
      "templates/",
      // Type-checked against packages that are generated when they run.
      "test/interop/calls/",
      // Generated files tell linters to leave them alone. `npm run test:types` lints them nevertheless.
      "generated-example/",
      "test/typed/local-service/",
      "test/packages/__snapshots__/",
      // Projects of users, each with its own configuration. They are type-checked in their tests.
      "test/consumers/templates/",
      "examples/",
    ],
  },
  js.configs.recommended,
  ...imports,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [".config/*.js"],
        },
        tsconfigRootDir: `${import.meta.dirname}/..`,
      },
    },
    plugins: { "import-x": importX, tsdoc },
    rules: {
      // One import for each module: `import { x, type Y }`; of types alone, `import type`,
      // which loads nothing.
      "import-x/no-duplicates": ["error", { "prefer-inline": true }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports" },
      ],
      // `@param x - what it is`.
      "tsdoc/syntax": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      eqeqeq: ["error", "always"],
      // Export by name, so that a search finds every use.
      "import-x/no-default-export": "error",
    },
  },
  {
    // Constants are SCREAMING_CASE; the variables of a script are no constants.
    ignores: [
      "test/**/run*.ts",
      "test/bench/**",
      "test/browser/page.ts",
      "test/fuzz/*-child.ts",
      "test/kill/*.ts",
      "test/soak/server.ts",
      "docs/**",
      ".config/**",
    ],
    rules: {
      "@typescript-eslint/naming-convention": [
        "error",
        {
          selector: "variable",
          modifiers: ["const", "global"],
          format: ["UPPER_CASE"],
        },
        {
          selector: "variable",
          modifiers: ["const", "global"],
          types: ["function"],
          format: ["camelCase"],
        },
      ],
    },
  },
  {
    // Tests drive the compiler, whose host is an object of bare methods, and
    // walk schemas and syntax trees of any kind.
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: [".config/**"],
    rules: {
      // JSDoc gives JavaScript its types.
      "tsdoc/syntax": "off",
      "import-x/no-default-export": "off",
    },
  },
);
