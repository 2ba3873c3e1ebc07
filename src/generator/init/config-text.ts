import { jsonText } from "../json-text.js";

/** The languages that `init` writes a configuration in. */
export const CONFIG_FORMATS = ["json", "ts"] as const;

/** A language of a configuration. */
export type ConfigFormat = (typeof CONFIG_FORMATS)[number];

/** The settings of a new configuration. */
export interface NewConfig {
  /** Landing page of the server. */
  readonly url: string;
  /** Folder of the package, relative to that of the file, with `/` between its parts. */
  readonly out: string;
}

/** The name of a new configuration file. */
export function configName(format: ConfigFormat): string {
  return `s2gos-codegen.config.${format}`;
}

/** Where an editor finds the schema of a configuration, from the folder of a project that has installed this program. */
const SCHEMA = "./node_modules/s2gos-codegen/config.schema.json";

/** The text of a new configuration file. */
export function configText(format: ConfigFormat, config: NewConfig): string {
  const { url, out } = config;
  if (format === "json") return jsonText({ $schema: SCHEMA, url, out });
  return `import { defineConfig } from "s2gos-codegen";

export default defineConfig({
  url: ${JSON.stringify(url)},
  out: ${JSON.stringify(out)},
});
`;
}
