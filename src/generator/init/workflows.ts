import { UsageError } from "../errors.js";
import { isIn, pathFrom, type InitProject } from "./init-project.js";
import {
  commandLine,
  inFolder,
  setUpSteps,
  type WorkflowCommand,
} from "./workflow-steps.js";
import { scalar } from "./yaml-scalar.js";

/** What the workflows of a project depend on. */
export interface WorkflowOptions {
  readonly project: InitProject;
  /** Names of the scripts in package.json. */
  readonly scripts: { readonly generate: string; readonly check: string };
  /** Absolute paths of what the command writes. */
  readonly written: readonly string[];
  /** Variables of the environment that hold credentials of the server. */
  readonly credentials: readonly CredentialVariable[];
  /** Version of this program. */
  readonly version: string;
}

/** A variable of the environment that a run takes for the server. */
export interface CredentialVariable {
  readonly name: string;
  /** GitHub keeps it among the secrets of the repository, and others among its variables. */
  readonly isSecret: boolean;
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  /** Path relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Where GitHub looks for workflows, from the root of the repository. */
const FOLDER = ".github/workflows";

/** Minutes after which a workflow is stopped: it installs packages and reads a server. */
const TIMEOUT_MINUTES = 15;

/**
 * The two workflows: one regenerates on working days and opens a pull request, one fails where the
 * processes have changed in a way that breaks callers.
 *
 * @throws UsageError where the package is outside the repository.
 */
export function workflows(options: WorkflowOptions): readonly Workflow[] {
  const { project, written } = options;
  const outside = written.find((path) => !isIn(path, project.repository));
  if (outside !== undefined) {
    throw new UsageError("The package is outside the repository.", {
      where: outside,
      hint: `Give a folder in ${project.repository} with --out, or --ci none.`,
    });
  }
  const suffix = slugOf(project);
  return [
    {
      path: `${FOLDER}/s2gos-regenerate${suffix}.yml`,
      text: regenerateWorkflow(options, suffix),
    },
    {
      path: `${FOLDER}/s2gos-check${suffix}.yml`,
      text: checkWorkflow(options, suffix),
    },
  ];
}

/** What the workflows of a project below the root of its repository end in, so that others have their own. */
function slugOf({ repository, root }: InitProject): string {
  const path = pathFrom(repository, root);
  if (path === ".") return "";
  const slug = path.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `-${slug.replaceAll(/^-|-$/g, "")}`;
}

function regenerateWorkflow(options: WorkflowOptions, suffix: string): string {
  const { project, scripts, written } = options;
  const paths = written.map((path) => pathFrom(project.repository, path));
  const command: WorkflowCommand = {
    script: scripts.generate,
    args: "generate",
    flags: '--summary "$RUNNER_TEMP/processes.md"',
  };
  return document([
    "# Written by `s2gos-codegen init`. Opens a pull request once the processes of the server have",
    "# changed; its text says what that means for callers.",
    `name: ${titleOf("Regenerate the client", project)}`,
    "",
    ...schedule("17 4 * * 1-5"),
    "",
    "# One run at a time: each writes the same branch.",
    "concurrency:",
    `  group: s2gos-regenerate${suffix}`,
    "",
    "permissions: {}",
    "",
    "jobs:",
    "  regenerate:",
    "    runs-on: ubuntu-latest",
    `    timeout-minutes: ${TIMEOUT_MINUTES}`,
    "    permissions:",
    "      # For the branch of the pull request.",
    "      contents: write",
    "      pull-requests: write",
    "    steps:",
    ...indent([
      ...setUpSteps(project),
      ...commandStep("Generate", command, options),
      "- name: Show what changed",
      '  run: cat "$RUNNER_TEMP/processes.md" >> "$GITHUB_STEP_SUMMARY"',
      "- uses: peter-evans/create-pull-request@v8",
      "  with:",
      "    # A pull request of the default token starts no workflows. Where these are required, give the",
      "    # token of a GitHub App or of a person here: token: ${{ secrets.NAME }}",
      `    add-paths: ${scalar(paths.join("\n"))}`,
      `    branch: s2gos-codegen/regenerate${suffix}`,
      "    delete-branch: true",
      "    commit-message: Regenerate the client of the processes",
      `    title: ${titleOf("Regenerate the client", project)}`,
      "    body-path: ${{ runner.temp }}/processes.md",
    ]),
  ]);
}

function checkWorkflow(options: WorkflowOptions, suffix: string): string {
  const { credentials, project, scripts } = options;
  const command: WorkflowCommand = {
    script: scripts.check,
    args: "generate --check",
    flags: "--fail-on breaking",
  };
  return document([
    "# Written by `s2gos-codegen init`. Fails once the processes of the server have changed in a way",
    "# that breaks callers; other changes are in the summary of the run.",
    `name: ${titleOf("Check the client", project)}`,
    "",
    ...schedule("47 4 * * 1-5", "  pull_request:"),
    "",
    "# A newer push of the same branch makes the older run useless.",
    "concurrency:",
    `  group: s2gos-check${suffix}-\${{ github.ref }}`,
    "  cancel-in-progress: true",
    "",
    "permissions:",
    "  contents: read",
    "",
    "jobs:",
    "  check:",
    ...(credentials.length === 0
      ? []
      : [
          "    # Secrets are not given to pull requests of forks.",
          "    if: ${{ !github.event.pull_request.head.repo.fork }}",
        ]),
    "    runs-on: ubuntu-latest",
    `    timeout-minutes: ${TIMEOUT_MINUTES}`,
    "    steps:",
    ...indent([
      ...setUpSteps(project),
      ...commandStep("Check", command, options),
    ]),
  ]);
}

/** The name of a workflow, which names the folder of the project where a repository may have several. */
function titleOf(title: string, { repository, root }: InitProject): string {
  const path = pathFrom(repository, root);
  return path === "." ? title : scalar(`${title} of ${path}`);
}

function schedule(cron: string, ...others: readonly string[]): string[] {
  return [
    "on:",
    ...others,
    "  schedule:",
    "    # On working days, in UTC; not at the full hour, when GitHub has the most to do.",
    `    - cron: ${cron}`,
    "  workflow_dispatch:",
  ];
}

function commandStep(
  title: string,
  command: WorkflowCommand,
  { credentials, project, version }: WorkflowOptions,
): readonly string[] {
  return [
    `- name: ${title}`,
    `  run: ${commandLine(project, command, version)}`,
    ...inFolder(project, project.root),
    ...(credentials.length === 0
      ? [
          "  # Credentials, for a server that asks for them:",
          "  # env:",
          "  #   S2GOS_AUTH_TYPE: token",
          "  #   S2GOS_TOKEN: ${{ secrets.S2GOS_TOKEN }}",
        ]
      : [
          "  env:",
          ...credentials.map(
            ({ isSecret, name }) =>
              `    ${name}: \${{ ${isSecret ? "secrets" : "vars"}.${name} }}`,
          ),
        ]),
  ];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `      ${line}`);
}

function document(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
