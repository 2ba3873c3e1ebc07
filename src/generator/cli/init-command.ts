import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { UsageError } from "../errors.js";
import type { CiService, InitOptions } from "../init/init-plan.js";
import type { ConfigFormat } from "../init/config-text.js";
import type { InitProject } from "../init/init-project.js";
import type { ServerOverview } from "../init/server-overview.js";
import { runningManager } from "../project/project.js";
import type { Configuration } from "./config.js";
import { credentialVariables } from "./credential-variables.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { CommandContext } from "./generate-command.js";
import type { Probe } from "./init-questions.js";
import { sourceOptions } from "./options.js";
import { printableLine } from "./printable.js";
import { initSteps, initText, overviewText } from "./report-init.js";

/** What somebody wants set up: by flags, or by answers. */
export interface InitAnswers {
  readonly url: string | undefined;
  /** Absolute path. */
  readonly out: string;
  readonly format: ConfigFormat;
  readonly ci: CiService;
}

/**
 * The command `init`: writes a configuration, scripts and workflows for a project. On a terminal, it
 * asks for what no flag says. Nothing is written before all is known.
 */
export async function initCommand(
  flags: Readonly<Record<string, unknown>>,
  context: CommandContext,
  configuration: Configuration,
): Promise<ExitCode> {
  const { io, settings, signal, style } = context;
  const [{ initPlan }, { readInitProject }, { writeInitPlan }] =
    await Promise.all([
      import("../init/init-plan.js"),
      import("../init/init-project.js"),
      import("../init/write-init-plan.js"),
    ]);
  const project = readInitProject(io.folder, runningManager(io.environment));
  const existing = existingConfig(configuration, project, flags);
  const answers = await answersOf(
    flags,
    context,
    project,
    existing,
    configuration,
  );
  if (answers === undefined) {
    io.stderr("Nothing was written.\n");
    return EXIT.interrupted;
  }
  const options: InitOptions = {
    ...answers,
    project,
    force: flags["force"] === true,
    credentials: credentialVariables(settings, io.environment),
    version: context.version,
    ...(existing === undefined ? {} : { existing }),
  };
  const plan = await initPlan(options);
  signal.throwIfAborted();
  const isDryRun = flags["dryRun"] === true;
  if (!isDryRun) writeInitPlan(plan.files);
  const shown = (path: string): string => shownPath(io.folder, path);
  io.stdout(initText(plan, { isDryRun, shown, style }));
  if (!isDryRun && settings.quiet !== true) {
    io.stderr(initSteps(plan, options, shown));
  }
  return EXIT.done;
}

/** What the flags say, and on a terminal the answers to the rest. Undefined: somebody ended the questions. */
async function answersOf(
  flags: Readonly<Record<string, unknown>>,
  context: CommandContext,
  project: InitProject,
  existing: InitOptions["existing"],
  { services }: Configuration,
): Promise<InitAnswers | undefined> {
  const { io, settings } = context;
  const isKept = existing !== undefined && flags["force"] !== true;
  const known: InitAnswers = {
    // Of several services, none is the server.
    url: services.length > 1 ? undefined : settings.url,
    out: settings.out ?? defaultOut(project.root),
    format: flags["format"] === "ts" ? "ts" : "json",
    ci: ciOf(flags["ci"], project),
  };
  const probe = await probeOf(context, !isKept);
  if (io.terminal !== undefined && flags["yes"] !== true) {
    const { askInit } = await import("./init-questions.js");
    return askInit(known, {
      terminal: io.terminal,
      signal: context.signal,
      probe,
      folder: io.folder,
      // A question whose answer is known, or not used, is not asked.
      asksUrl: !isKept && flags["url"] === undefined,
      asksOut: !isKept && flags["out"] === undefined,
      asksFormat: !isKept && flags["format"] === undefined,
      asksCi: flags["ci"] === undefined,
    });
  }
  if (known.url !== undefined) {
    const text = overviewText(await probe(known.url));
    if (settings.quiet !== true) io.stderr(`${printableLine(text)}\n`);
  } else if (!isKept) {
    throw new UsageError("The server's URL is needed.", {
      hint: "Give its landing page, such as --url http://localhost:8008/",
    });
  }
  return known;
}

/**
 * What asks a server, with the credentials of the run.
 *
 * @param isWritten - Whether its URL will be written into a file.
 */
async function probeOf(
  { settings, signal }: CommandContext,
  isWritten: boolean,
): Promise<Probe> {
  const { readOverview, requirePublicUrl } =
    await import("../init/server-overview.js");
  return async (url: string): Promise<ServerOverview> => {
    if (isWritten) requirePublicUrl(url);
    const { timeoutMs, ...options } = sourceOptions(
      { ...settings, url },
      { signal },
    );
    return readOverview(url, {
      ...options,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      signal,
    });
  };
}

/** The configuration that the project has, with all that a run with it writes. */
function existingConfig(
  { file, services }: Configuration,
  { root }: InitProject,
  flags: Readonly<Record<string, unknown>>,
): InitOptions["existing"] {
  if (file === undefined) return undefined;
  const written = services.flatMap(({ layers, name }) => {
    // The workflows have neither the flags nor the environment of this run.
    const own = layers.find(({ source }) => source === "file")?.settings ?? {};
    const byDefault = join(root, "generated", name ?? "");
    return [own.out ?? byDefault, own.saveInput];
  });
  return {
    path: file,
    written: written.filter((path) => path !== undefined),
    unused: ["url", "out", "format"]
      .filter((name) => flags[name] !== undefined)
      .map((name) => `--${name}`),
  };
}

/** The service that workflows are written for: GitHub Actions, unless the repository uses another one. */
function ciOf(flag: unknown, { otherCi }: InitProject): CiService {
  if (flag === "github" || flag === "none") return flag;
  return otherCi === undefined ? "github" : "none";
}

/** The folder of the package where nothing says which: beside the other sources. */
function defaultOut(root: string): string {
  return existsSync(join(root, "src"))
    ? resolve(root, "src", "generated")
    : resolve(root, "generated");
}

function shownPath(folder: string, path: string): string {
  const below = relative(folder, path);
  return isAbsolute(below) ? path : below;
}
