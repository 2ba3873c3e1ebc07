import type { InitOptions, InitPlan, PlannedFile } from "../init/init-plan.js";
import type { ServerOverview } from "../init/server-overview.js";
import type { InitProject } from "../init/init-project.js";
import type { PackageManager } from "../project/project.js";
import { printable, printableLine } from "./printable.js";
import type { Style } from "./style.js";

/** How a plan is printed. */
export interface InitReportStyle {
  readonly isDryRun: boolean;
  /** A path as it is shown. */
  readonly shown: (path: string) => string;
  readonly style: Style;
}

/** What a server said, in one line. */
export function overviewText(overview: ServerOverview): string {
  if (overview.kind === "no-answer") {
    return `${overview.reason} Its URL is taken as it is.`;
  }
  if (overview.kind === "refused") {
    return `${overview.reason} Give credentials before you generate: S2GOS_AUTH_TYPE, S2GOS_TOKEN ...`;
  }
  const { processes, title } = overview;
  const count = `${processes} ${processes === 1 ? "process" : "processes"}`;
  return title === undefined
    ? `The server has ${count}.`
    : `${title}: ${count}.`;
}

/** What happened, or would happen, to each file; without writing, with what would be in it. */
export function initText(
  { files, scripts }: InitPlan,
  report: InitReportStyle,
): string {
  const taken = scripts?.taken ?? [];
  const lines = [
    ...files.map((file) => fileText(file, report)),
    ...(scripts === undefined
      ? ["There is no package.json, and so there are no scripts in it."]
      : []),
    ...(taken.length > 0
      ? [
          `Scripts of another program stay: ${taken.map(printableLine).join(", ")}. Those of s2gos-codegen are ${scripts?.generate} and ${scripts?.check}.`,
        ]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const DONE = {
  change: "changed",
  create: "created",
  keep: "kept",
  replace: "replaced",
} as const;

const TO_DO = {
  change: "would change",
  create: "would create",
  keep: "would keep",
  replace: "would replace",
} as const;

function fileText(
  { action, note, path, text }: PlannedFile,
  { isDryRun, shown, style }: InitReportStyle,
): string {
  const word = isDryRun ? TO_DO[action] : DONE[action];
  const colored = style(action === "keep" ? "dim" : "green", word);
  const head = `${colored} ${printableLine(shown(path))}${note === undefined ? "" : `: ${printableLine(note)}`}`;
  const isShown = isDryRun && (action === "create" || action === "replace");
  return isShown ? `${head}\n${indented(text)}` : head;
}

function indented(text: string): string {
  return printable(text)
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}

/** Installs a package for development. */
const INSTALL_DEV: Readonly<Record<PackageManager, string>> = {
  bun: "bun add --dev",
  npm: "npm install --save-dev",
  pnpm: "pnpm add --save-dev",
  yarn: "yarn add --dev",
};

/** What somebody does next. Steps that are done are left out. */
export function initSteps(
  { files, scripts }: InitPlan,
  options: InitOptions,
  shown: (path: string) => string,
): string {
  const { ci, existing, force, out, project, version } = options;
  const { isListed, manifest, packageManager, root } = project;
  const written = existing === undefined || force ? [out] : existing.written;
  const generate =
    scripts === undefined
      ? `npx s2gos-codegen@^${version}`
      : `${packageManager} run ${scripts.generate}`;
  const folders = written.map(shown).join(" and ");
  const changed = files.some(({ action }) => action !== "keep");
  const lines = [
    "Next steps:",
    ...(shown(root) === "" ? [] : [`cd ${shown(root)}`]),
    ...(manifest === undefined || isListed
      ? []
      : [`${INSTALL_DEV[packageManager]} s2gos-codegen@^${version}`]),
    generate,
    changed ? `Commit these files and ${folders}.` : `Commit ${folders}.`,
    ...(ci === "none" ? otherCiSteps(project) : githubSteps(options)),
  ];
  return lines
    .map((line, index) => `${index === 0 ? "" : "  "}${printableLine(line)}\n`)
    .join("");
}

/** How the CI service that a repository has checks the package. */
function otherCiSteps({ otherCi }: InitProject): readonly string[] {
  return otherCi === undefined
    ? []
    : [
        `In ${otherCi}, run s2gos-codegen --check --fail-on breaking: it fails once changes of the processes break callers.`,
      ];
}

function githubSteps({
  credentials,
  project,
  url,
}: InitOptions): readonly string[] {
  const names = (wanted: boolean): string =>
    credentials
      .filter(({ isSecret }) => isSecret === wanted)
      .map(({ name }) => name)
      .join(", ");
  const [secrets, variables] = [names(true), names(false)];
  return [
    ...(project.hasRepository
      ? []
      : [
          "There is no Git repository yet: GitHub looks for workflows in the root of one.",
        ]),
    ...(url === undefined || !isLoopback(url)
      ? []
      : [
          `Before you push, give the configuration a URL that GitHub reaches: ${url} is this machine alone.`,
        ]),
    'On GitHub, allow it in Settings > Actions > General: "Allow GitHub Actions to create and approve pull requests".',
    ...(secrets === ""
      ? []
      : [`Add to the secrets of the repository for Actions: ${secrets}.`]),
    ...(variables === ""
      ? []
      : [`Add to the variables of the repository for Actions: ${variables}.`]),
  ];
}

/** Whether a URL leads to the machine on which it is used. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /(?:^|\.)localhost$|^127\.|^\[::1\]$|^0\.0\.0\.0$/.test(hostname);
}
