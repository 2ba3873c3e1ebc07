import { mapMembers, type JsonObject } from "../json.js";
import type { SettingKind } from "./command-settings.js";
import { SCHEMA_KEY, SERVICE_NAME, SERVICES_KEY } from "./config-content.js";
import {
  defaultText,
  SETTING_ALIASES,
  SETTINGS,
  type SettingName,
} from "./settings.js";

/** A text all of whose `${` begin a variable, or are escaped. */
const TEXT = {
  type: "string",
  pattern:
    "^(?:[^$]|\\$(?!\\$?\\{)|\\$\\$\\{|\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::-[^{}]*)?\\})*$",
};

/** A text with a variable, whose value is not known here. */
const VARIABLE = {
  allOf: [TEXT, { type: "string", pattern: "(?:^|[^$])\\$\\{" }],
};

/** What is not set. */
const UNSET = { enum: [null, ""] };

/** The name of a header (RFC 9110, section 5.1) and its value, as the command reads them. */
const HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*";
const HEADER_VALUE = "[^\\r\\n\\u0000]*\\s*$";

const HEADER_LINE = {
  allOf: [TEXT, { type: "string", pattern: `^${HEADER_NAME}:${HEADER_VALUE}` }],
};

/** What each kind of setting may be in a file. */
const VALUES: Readonly<
  Record<Extract<SettingKind, string>, readonly object[]>
> = {
  boolean: [
    { type: "boolean" },
    {
      type: "string",
      pattern:
        "^(?:1|[Oo][Nn]|[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|0|[Oo][Ff][Ff]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])$",
    },
    VARIABLE,
  ],
  // JSON and YAML have no functions.
  emitters: [{ type: "array", maxItems: 0 }],
  headers: [
    {
      type: "object",
      propertyNames: { pattern: `^${HEADER_NAME}$` },
      additionalProperties: {
        anyOf: [
          { type: "number" },
          { allOf: [TEXT, { type: "string", pattern: `^${HEADER_VALUE}` }] },
        ],
      },
    },
    { type: "array", items: { anyOf: [HEADER_LINE, VARIABLE] } },
    HEADER_LINE,
    VARIABLE,
  ],
  list: [
    {
      type: "array",
      items: { anyOf: [TEXT, { type: "number" }] },
    },
    { type: "number" },
    TEXT,
  ],
  path: [TEXT],
  "positive-number": [
    { type: "number", exclusiveMinimum: 0 },
    { type: "string", pattern: "^\\s*(?=[0.]*[1-9])\\d+(?:\\.\\d+)?\\s*$" },
    VARIABLE,
  ],
  string: [TEXT, { type: "number" }],
};

/**
 * The JSON Schema (draft 7) of configuration files in JSON and YAML, for editors. Made of the table of settings; it
 * accepts what the command accepts, but for a setting that is given by two names.
 */
export function configSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of s2gos-codegen",
    ...settingsSchema({
      [SCHEMA_KEY]: { description: "This schema, for editors." },
      [SERVICES_KEY]: {
        description:
          "Services by their names. The settings beside them are the defaults of each.",
        anyOf: [
          { type: "null" },
          {
            type: "object",
            minProperties: 1,
            propertyNames: { pattern: SERVICE_NAME.source },
            additionalProperties: { $ref: "#/definitions/service" },
          },
        ],
      },
    }),
    definitions: {
      ...mapMembers(SETTINGS, (_setting, name) =>
        settingSchema(name as SettingName),
      ),
      service: settingsSchema({}),
    },
  };
}

function settingsSchema(others: JsonObject): JsonObject {
  const names = Object.keys(SETTINGS) as SettingName[];
  const written = [
    ...names.map((name) => [name, name] as const),
    ...Object.entries(SETTING_ALIASES),
  ];
  const reference = (name: string): object => ({
    $ref: `#/definitions/${name}`,
  });
  return {
    type: "object",
    properties: {
      ...others,
      ...Object.fromEntries(names.map((name) => [name, reference(name)])),
    },
    patternProperties: Object.fromEntries(
      written.flatMap(([key, name]) => {
        const pattern = otherSpellings(key, key === name);
        return pattern === undefined ? [] : [[pattern, reference(name)]];
      }),
    ),
    additionalProperties: false,
    not: {
      required: ["url", "input"],
      properties: mapMembers({ url: 0, input: 0 }, () => ({ not: UNSET })),
    },
  };
}

/** The pattern of a key in snake_case and kebab-case, such as `use[-_]bearer`. Undefined: it has one word. */
function otherSpellings(key: string, isKnown: boolean): string | undefined {
  const words = key.replaceAll(
    /[A-Z]/g,
    (letter) => `(?:${letter}|[-_]${letter.toLowerCase()})`,
  );
  if (!isKnown) return `^${words}$`;
  return words === key ? undefined : `^(?!${key}$)${words}$`;
}

function settingSchema(name: SettingName): object {
  const { kind, description, default: value } = SETTINGS[name];
  const values =
    typeof kind === "string" ? VALUES[kind] : [{ enum: kind.oneOf }, VARIABLE];
  const taken = defaultText(name);
  return {
    description: `${description}.${taken === undefined ? "" : ` Default: ${taken}.`}`,
    ...(value === undefined ? {} : { default: value }),
    anyOf: [...values, UNSET],
  };
}
