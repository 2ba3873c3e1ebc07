// Lint rules for the direction of imports, made of the data in rooms.js.

import { createNodeResolver, importX } from "eslint-plugin-import-x";
import { defineConfig } from "eslint/config";
import { parser } from "typescript-eslint";
import { ACROSS, ROOMS, SHARED_WITH_GENERATOR } from "./rooms.js";

/** A room may import itself, the rooms in its list, and what rooms.js allows it in other folders of src/. */
const ROOM_ZONES = Object.entries(ROOMS).flatMap(([side, rooms]) =>
  Object.entries(rooms).map(([room, lower]) => {
    const allowed = [
      ...lower.map((name) => `${side}/${name}`),
      ...(ACROSS[`${side}/${room}`] ?? []),
      ...(side === "generator" ? SHARED_WITH_GENERATOR : []),
    ];
    return {
      target: `src/${side}/${room}`,
      from: "src",
      except: [`${side}/${room}`, ...allowed],
      message: `.config/rooms.js says what ${side}/${room} may import.`,
    };
  }),
);

/** Programs, tests and generated code import src/, and never the other way round. */
const OUTER_ZONE = {
  target: "src",
  from: ["docs", "generated-example", "test", ".config"],
  message: "Only src/ may be imported here.",
};

export default defineConfig(
  {
    files: ["src/**/*.ts"],
    languageOptions: { parser },
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": [".ts"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [
        createNodeResolver({ extensionAlias: { ".js": [".ts", ".js"] } }),
      ],
    },
    rules: {
      // A part that is loaded when it is used imports what loads it: by then, that has been loaded.
      "import-x/no-cycle": [
        "error",
        { ignoreExternal: true, allowUnsafeDynamicCyclicDependency: true },
      ],
      "import-x/no-restricted-paths": [
        "error",
        {
          basePath: `${import.meta.dirname}/..`,
          zones: [...ROOM_ZONES, OUTER_ZONE],
        },
      ],
    },
  },
  {
    // One handler from Request to Response, which later runs where there is no Node.
    files: ["src/server/**"],
    ignores: ["src/server/node/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["node:*", "srvx/*"],
              message: "Only server/node may import what needs Node.",
            },
          ],
        },
      ],
      "no-restricted-globals": ["error", "Buffer", "process", "require"],
    },
  },
  Object.keys(ROOMS.runtime).map((room) => ({
    files: [`src/runtime/${room}`, `src/runtime/${room}/**`],
    rules: { "no-restricted-syntax": ["error", ...packageRules(room)] },
  })),
);

/**
 * What a room of the runtime may not import from outside src/.
 * @param {string} room - As `rooms.js` names it.
 * @returns {{ selector: string, message: string }[]} Restrictions for `no-restricted-syntax`.
 */
function packageRules(room) {
  const computed = {
    selector: 'ImportExpression:not([source.type="Literal"])',
    message: `runtime/${room} may import no module under a name that is computed: .config/rooms.js.`,
  };
  return [
    {
      // `import("x").Y`, the type, is reported by consistent-type-imports.
      selector: `:matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)[source.value=/^(?!\\.)/]`,
      message: `runtime/${room} may import no package, nor a module of Node; base/platform.ts reaches those.`,
    },
    computed,
  ];
}
