import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "../errors.js";
import { projectFormatter } from "../format/format.js";
import { isJsonObject } from "../json.js";
import { configName, configText, type ConfigFormat } from "./config-text.js";
import { pathFrom, type InitProject } from "./init-project.js";
import { withMembers } from "./json-members.js";
import { packageScripts, type PackageScripts } from "./package-scripts.js";
import { workflows, type CredentialVariable } from "./workflows.js";

/** Services whose workflows can be written, and `none`. */
export const CI_SERVICES = ["github", "none"] as const;

/** A service for which `init` writes workflows. */
export type CiService = (typeof CI_SERVICES)[number];

/** What `init` is to write. */
export interface InitOptions {
  readonly project: InitProject;
  /** The configuration that the project has. */
  readonly existing?: {
    readonly path: string;
    /** All that a run with it writes. */
    readonly written: readonly string[];
    /** Flags of this run whose values would be in a new configuration. */
    readonly unused: readonly string[];
  };
  /** Landing page of the server; not needed where there is a configuration. */
  readonly url: string | undefined;
  /** Absolute path of the package's folder. */
  readonly out: string;
  readonly format: ConfigFormat;
  readonly ci: CiService;
  /** Whether files that exist are replaced. */
  readonly force: boolean;
  /** Variables of the environment that hold credentials of the server. */
  readonly credentials: readonly CredentialVariable[];
  /** Version of this program. */
  readonly version: string;
}

/** What happens to a file. */
export interface PlannedFile {
  /** Absolute path. */
  readonly path: string;
  /** `keep`: the file is there, and stays as it is. */
  readonly action: "change" | "create" | "keep" | "replace";
  /** The whole text after that. */
  readonly text: string;
  /** What changes in it, or why it stays. */
  readonly note?: string;
}

/** All that `init` does. */
export interface InitPlan {
  readonly files: readonly PlannedFile[];
  /** Undefined where there is no package.json. */
  readonly scripts: PackageScripts | undefined;
}

/**
 * Plans what `init` writes: nothing is written here.
 *
 * @throws UsageError where a file cannot be read, or another configuration is in the way.
 */
export async function initPlan(options: InitOptions): Promise<InitPlan> {
  const { ci, existing, force, project } = options;
  const replacesConfig = existing === undefined || force;
  const manifestFile = join(project.root, "package.json");
  const manifestText = textOf(manifestFile);
  const scripts =
    manifestText === undefined
      ? undefined
      : packageScripts(parsed(manifestText, manifestFile), force);
  const files = [
    await configFile(options),
    ...(manifestText === undefined || scripts === undefined
      ? []
      : [await manifestChange(manifestFile, manifestText, scripts)]),
    ...(ci === "none"
      ? []
      : workflows({
          ...options,
          scripts: scripts ?? { generate: "", check: "" },
          written: replacesConfig ? [options.out] : existing.written,
        }).map(({ path, text }) =>
          newFile(join(project.repository, path), text, force),
        )),
  ];
  return { files, scripts };
}

async function configFile(options: InitOptions): Promise<PlannedFile> {
  const { existing, force, format, out, project, url } = options;
  const path = join(project.root, configName(format));
  if (existing !== undefined && !force) {
    const { unused } = existing;
    const note = [
      "it is the configuration already",
      ...(unused.length === 0 ? [] : [`, without ${unused.join(", ")}`]),
      ...(existing.path === path ? ["; --force replaces it"] : []),
    ].join("");
    const text = textOf(existing.path) ?? "";
    const isKey = basename(existing.path) === "package.json";
    const shown = isKey ? `${existing.path}#s2gos-codegen` : existing.path;
    return { path: shown, action: "keep", text, note };
  }
  if (existing !== undefined && existing.path !== path) {
    throw new UsageError("The project has another configuration already.", {
      where: existing.path,
      hint: `Remove it first, to have ${configName(format)} written.`,
    });
  }
  if (url === undefined) {
    throw new UsageError("The server's URL is needed.", {
      hint: "Give its landing page, such as --url http://localhost:8008/",
    });
  }
  const config = { url, out: pathFrom(project.root, out) };
  const formatter = await projectFormatter(project.root);
  const { text } = await formatter.formatFile(
    { path: configName(format), text: configText(format, config) },
    () => undefined,
  );
  return newFile(path, text, force);
}

async function manifestChange(
  path: string,
  text: string,
  { changes }: PackageScripts,
): Promise<PlannedFile> {
  const names = Object.keys(changes);
  if (names.length === 0) {
    return { path, action: "keep", text, note: "it has the scripts already" };
  }
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = await withMembers(text.slice(mark.length), "scripts", changes);
  const note = `scripts ${names.join(" and ")}`;
  return {
    path: realpathSync(path),
    action: "change",
    text: mark + body,
    note,
  };
}

function newFile(path: string, text: string, force: boolean): PlannedFile {
  const present = textOf(path);
  if (present === undefined) return { path, action: "create", text };
  if (present.replaceAll("\r\n", "\n") === text) {
    return { path, action: "keep", text: present, note: "it is up to date" };
  }
  if (force) return { path: realpathSync(path), action: "replace", text };
  const note = "it exists already; --force replaces it";
  return { path, action: "keep", text: present, note };
}

function textOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError("A file cannot be read.", {
      where: path,
      hint: "Check what it is, and its permissions.",
      cause,
    });
  }
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    content = undefined;
  }
  const scripts = isJsonObject(content) ? content["scripts"] : undefined;
  if (
    isJsonObject(content) &&
    (scripts === undefined || isJsonObject(scripts))
  ) {
    return content;
  }
  throw new UsageError("The package.json cannot be read.", {
    where: path,
    hint: "Correct its JSON syntax; its scripts are an object.",
  });
}
