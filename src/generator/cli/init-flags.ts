import type { Options } from "yargs";
import { GENERATE_FLAGS, SOURCE_FLAGS } from "./flags.js";

/** Flags of `init`. */
export const INIT_FLAGS = {
  url: SOURCE_FLAGS.url,
  out: {
    ...GENERATE_FLAGS.out,
    description:
      "Folder of the generated package  [default: generated, in src where there is one]",
  },
  format: {
    type: "string",
    requiresArg: true,
    choices: ["json", "ts"],
    description: "Language of the configuration file  [default: json]",
  },
  ci: {
    type: "string",
    requiresArg: true,
    choices: ["github", "none"],
    description: "Service that workflows are written for  [default: github]",
  },
  yes: {
    alias: "y",
    type: "boolean",
    description: "Ask nothing: take the defaults of what no flag says",
  },
  force: {
    type: "boolean",
    description: "Replace files that exist",
  },
  "dry-run": {
    type: "boolean",
    description: "Write nothing; print what would be written",
  },
} as const satisfies Record<string, Options>;
