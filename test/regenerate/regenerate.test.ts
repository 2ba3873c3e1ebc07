import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { expect, it } from "vitest";
import { startServer } from "../../src/server/index.js";
import { TSX } from "../kill/kill-once.js";
import {
  readFiles,
  temporaryFolder,
  writeFiles,
} from "../generator/output/folder.js";
import {
  spawnCli,
  startCommand,
  type CliResult,
} from "../generator/cli/run-cli.js";

const MAIN = fileURLToPath(
  new URL("../../src/generator/cli/main.ts", import.meta.url),
);

/** The command as it is installed in a project. */
const COMMAND = `#!/bin/sh
exec ${[process.execPath, ...TSX, MAIN].map((word) => `'${word}'`).join(" ")} "$@"
`;

/** A process that tells a size; its input is required, and one of its outputs changes. */
function measuring(inputs: readonly string[], type: string) {
  return {
    description: {
      id: "measure",
      version: "1",
      inputs: Object.fromEntries(
        inputs.map((name) => [name, { schema: { type: "string" } }]),
      ),
      outputs: { size: { schema: { type } } },
    },
    execute: () => ({ size: 1 }),
  };
}

/** A project in which `init` has run, and what its workflows run. */
class InitializedProject {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Runs the step of a workflow that runs the command, as GitHub does: its line in a shell, in the folder that it names. */
  async step(workflow: string): Promise<CliResult> {
    const text = this.read(`.github/workflows/s2gos-${workflow}.yml`);
    const { jobs } = parse(text) as {
      readonly jobs: Readonly<
        Record<
          string,
          { readonly steps: readonly { name?: string; run?: string }[] }
        >
      >;
    };
    const names = ["Generate", "Check"];
    const step = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .find(({ name = "" }) => names.includes(name));
    using cli = startCommand("bash", ["-e", "-c", step?.run ?? "exit 99"], {
      cwd: this.folder,
      env: {
        PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
        GITHUB_ACTIONS: "true",
        RUNNER_TEMP: join(this.folder, "temp"),
        GITHUB_STEP_SUMMARY: join(this.folder, "temp", `${workflow}.md`),
        npm_config_loglevel: "error",
      },
    });
    return await cli.ends();
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** What a pull request would commit. */
  changed(): string {
    const git = (...args: readonly string[]): string =>
      spawnSync("git", args, { cwd: this.folder, encoding: "utf8" }).stdout;
    git("add", "--all", "--", "src/generated");
    return git("diff", "--cached", "--name-only");
  }
}

/** The report of the last run: each appends its own. */
function lastReport(markdown: string): string | undefined {
  return markdown.split(/^(?=## )/m).at(-1);
}

/** What a check and the text of a pull request say of the breaking change. */
function reportOf(outcome: string): string {
  return [
    `## \`src/generated\` ${outcome}: 3 changes of processes; next release: major`,
    "",
    "### Breaks callers",
    "",
    "- `+ measure: input unit, required (breaking at compile time)`",
    "- `~ measure: output size changed from number to string (breaking at compile time)`",
    "",
    "### Breaks nobody",
    "",
    "- `+ process weigh`",
    "",
    "",
  ].join("\n");
}

const HAS_TOOLS = ["bash", "git", "npm"].every(
  (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
);

it.skipIf(!HAS_TOOLS)(
  "what init wrote finds a change, tells it, and regenerates",
  async () => {
    await using server = await startServer({
      port: 0,
      processes: [measuring(["name"], "integer")],
    });
    using temporary = temporaryFolder();
    const { path: cwd } = temporary;
    writeFiles(cwd, {
      "package.json": '{\n  "name": "p",\n  "type": "module"\n}\n',
      "package-lock.json": "{}",
      "src/main.ts": "",
      "temp/x": "",
      "node_modules/.bin/s2gos-codegen": COMMAND,
    });
    chmodSync(join(cwd, "node_modules/.bin/s2gos-codegen"), 0o755);
    const git = ["init", "--quiet", "."];
    expect(spawnSync("git", git, { cwd }).status).toBe(0);
    const project = new InitializedProject(cwd);

    const init = await spawnCli(["init", "--url", server.url, "--yes"], {
      cwd,
    });
    expect(init.code, init.stderr).toBe(0);

    const first = await project.step("regenerate");
    expect(first.code, first.stderr).toBe(0);
    expect(project.changed()).toContain("src/generated/index.ts\n");
    const before = readFiles(join(cwd, "src/generated"));

    const current = await project.step("check");
    expect(current.code, current.stderr).toBe(0);
    expect(project.read("temp/check.md")).toBe(
      "## `src/generated` is up to date\n\n",
    );

    // What breaks nobody passes, and is told.
    server.addProcess({
      ...measuring([], "integer"),
      description: { ...measuring([], "integer").description, id: "weigh" },
    });
    const additive = await project.step("check");
    expect(additive.code, additive.stderr).toBe(0);
    expect(lastReport(project.read("temp/check.md"))).toBe(
      [
        "## `src/generated` is out of date: 1 change of processes; next release: minor",
        "",
        "### Breaks nobody",
        "",
        "- `+ process weigh`",
        "",
        "",
      ].join("\n"),
    );

    // What breaks callers does not.
    server.addProcess(measuring(["name", "unit"], "string"));
    const breaking = await project.step("check");
    expect(breaking.code, breaking.stderr).toBe(3);
    expect(lastReport(project.read("temp/check.md"))).toBe(
      reportOf("is out of date"),
    );
    expect(breaking.stderr).toContain("::error");
    expect(readFiles(join(cwd, "src/generated"))).toEqual(before);

    const again = await project.step("regenerate");
    expect(again.code, again.stderr).toBe(0);
    expect(lastReport(project.read("temp/processes.md"))).toBe(
      reportOf("was generated"),
    );
    expect(project.changed()).toContain("src/generated/");
    expect(readFiles(join(cwd, "src/generated"))).not.toEqual(before);

    const end = await project.step("check");
    expect(end.code, end.stderr).toBe(0);
    expect(lastReport(project.read("temp/check.md"))).toBe(
      "## `src/generated` is up to date\n\n",
    );
  },
  300_000,
);
