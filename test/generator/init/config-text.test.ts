import { expect, it } from "vitest";
import {
  configName,
  configText,
  type ConfigFormat,
} from "../../../src/generator/init/config-text.js";

const CONFIG = { url: 'https://example.org/"ogc"/', out: "src/generated" };

it.each<[ConfigFormat, string, string]>([
  [
    "json",
    "s2gos-codegen.config.json",
    '{\n  "$schema": "./node_modules/s2gos-codegen/config.schema.json",\n  "url": "https://example.org/\\"ogc\\"/",\n  "out": "src/generated"\n}\n',
  ],
  [
    "ts",
    "s2gos-codegen.config.ts",
    'import { defineConfig } from "s2gos-codegen";\n\nexport default defineConfig({\n  url: "https://example.org/\\"ogc\\"/",\n  out: "src/generated",\n});\n',
  ],
])("a configuration in %s", (format, name, text) => {
  expect([configName(format), configText(format, CONFIG)]).toEqual([
    name,
    text,
  ]);
});
