import { MASK } from "../../runtime/base/secrets.js";
import type { Settings } from "../define-config.js";
import { flagName } from "./config-services.js";
import type {
  Configuration,
  Environment,
  ServiceConfiguration,
  SettingLayer,
} from "./config.js";
import type { Io } from "./io.js";
import { outFolder } from "./options.js";
import { printableJson, printableLine } from "./printable.js";
import type { Redact } from "./redact.js";
import { shownPath } from "./shown-path.js";
import { environmentNames, SETTINGS, type SettingName } from "./settings.js";

/** A setting in force. */
interface SettingInForce {
  /** Masked where it is secret. */
  readonly value: unknown;
  readonly source: SettingLayer["source"] | "default";
  /** The flag, the variable or the file that it is from. */
  readonly from?: string;
}

/** What to print besides the configuration. */
interface PrintOptions {
  readonly io: Io;
  readonly version: string;
  readonly json: boolean;
  readonly redact: Redact;
}

/**
 * The text of `--print-config`: the settings in force, each with where it comes from. Secrets are masked, and so are all
 * headers. With `json`, one object.
 */
export function configText(
  { services, file }: Configuration,
  { io, version, json, redact }: PrintOptions,
): string {
  const shown = services.map((service) => ({
    name: service.name,
    settings: settingsInForce(service, file, io, redact),
  }));
  const [first] = shown;
  if (json) {
    const content =
      shown.length === 1 ? { settings: first?.settings } : { services: shown };
    return `${printableJson({ version, file, ...content })}\n`;
  }
  const blocks = shown.map(({ name, settings }) => [
    ...(shown.length === 1 ? [] : [`${name ?? ""}:`]),
    ...tableLines(settings),
  ]);
  const place = file === undefined ? "none" : shownPath(file, io.folder);
  const lines = [
    `Configuration file: ${place}`,
    ...blocks.flatMap((block) => ["", ...block]),
  ];
  return `${lines.map(printableLine).join("\n")}\n`;
}

function settingsInForce(
  { settings, layers }: ServiceConfiguration,
  file: string | undefined,
  io: Io,
  redact: Redact,
): Readonly<Record<string, SettingInForce>> {
  const given: Settings = { out: outFolder(settings, io.folder), ...settings };
  const rows = (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => {
    const value = given[name] ?? SETTINGS[name].default;
    if (value === undefined) return [];
    const layer = layers.findLast((one) => one.settings[name] !== undefined);
    const { source = "default" } = layer ?? {};
    const from = placeOf(name, source, io.environment, file);
    const row: SettingInForce = {
      value: masked(name, value, redact),
      source,
      ...(from === undefined ? {} : { from }),
    };
    return [[name, row] as const];
  });
  return Object.fromEntries(rows);
}

/** What the user changes to change a setting. */
function placeOf(
  name: SettingName,
  source: SettingInForce["source"],
  environment: Environment,
  file: string | undefined,
): string | undefined {
  switch (source) {
    case "flag":
      return flagName(name);
    case "environment":
      return environmentNames(name).find((variable) => environment[variable]);
    case "file":
      return file;
    case "default":
      return undefined;
  }
}

function masked(name: SettingName, value: unknown, redact: Redact): unknown {
  if (name === "headers") {
    const names = Object.keys(value as Readonly<Record<string, string>>);
    return Object.fromEntries(names.map((header) => [header, MASK]));
  }
  if (SETTINGS[name].secret === true) return MASK;
  if (name === "emitters") {
    return (value as NonNullable<Settings["emitters"]>).map((one) => one.name);
  }
  if (typeof value === "string") return redact(value);
  return Array.isArray(value)
    ? value.map((item) => redact(String(item)))
    : value;
}

function tableLines(
  settings: Readonly<Record<string, SettingInForce>>,
): readonly string[] {
  const rows = Object.entries(settings).map(
    ([name, { value, source, from }]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
      source === "file" || from === undefined ? source : from,
    ],
  );
  const width = (column: number): number =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1)];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
