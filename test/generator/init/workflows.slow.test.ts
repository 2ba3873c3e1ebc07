import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import type { InitProject } from "../../../src/generator/init/init-project.js";
import {
  workflows,
  type WorkflowOptions,
} from "../../../src/generator/init/workflows.js";
import { actionlint, HAS_ACTIONLINT } from "../../actionlint.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

const PROJECT: InitProject = {
  root: "/r",
  manifest: {},
  repository: "/r",
  packageManager: "npm",
  managerMajor: undefined,
  managerFile: undefined,
  lockFile: "/r/package-lock.json",
  nodeVersionFile: undefined,
  isListed: true,
  hasRepository: true,
  otherCi: undefined,
};

const OPTIONS: WorkflowOptions = {
  project: PROJECT,
  scripts: { generate: "generate", check: "generate:check" },
  written: ["/r/src/generated"],
  credentials: [],
  version: "0.1.0",
};

const CHECKOUT = {
  uses: "actions/checkout@v6",
  with: { "persist-credentials": false },
};

interface Row {
  readonly name: string;
  readonly project: Partial<InitProject>;
  /** The steps between the check-out and the command. */
  readonly setUp: readonly unknown[];
  readonly generate: Readonly<Record<string, unknown>>;
  readonly check: Readonly<Record<string, unknown>>;
}

const SUMMARY = '--summary "$RUNNER_TEMP/processes.md"';

function node(others: Readonly<Record<string, unknown>> = {}): object {
  return {
    uses: "actions/setup-node@v6",
    with: { "node-version": 24, ...others },
  };
}

const ROWS: readonly Row[] = [
  {
    name: "npm",
    project: {},
    setUp: [node({ cache: "npm" }), { run: "npm ci" }],
    generate: { run: `npm run generate -- ${SUMMARY}` },
    check: { run: "npm run generate:check -- --fail-on breaking" },
  },
  {
    name: "npm without a lock file",
    project: { lockFile: undefined },
    setUp: [node(), { run: "npm install" }],
    generate: { run: `npm run generate -- ${SUMMARY}` },
    check: { run: "npm run generate:check -- --fail-on breaking" },
  },
  {
    name: "pnpm, whose version package.json names",
    project: {
      packageManager: "pnpm",
      managerMajor: 9,
      managerFile: "/r/package.json",
      lockFile: "/r/pnpm-lock.yaml",
    },
    setUp: [
      { uses: "pnpm/action-setup@v5" },
      node({ cache: "pnpm" }),
      { run: "pnpm install --frozen-lockfile" },
    ],
    generate: { run: `pnpm run generate ${SUMMARY}` },
    check: { run: "pnpm run generate:check --fail-on breaking" },
  },
  {
    name: "pnpm, below the root of a workspace",
    project: {
      root: "/r/packages/My App",
      packageManager: "pnpm",
      managerMajor: 8,
      lockFile: "/r/pnpm-lock.yaml",
      nodeVersionFile: "/r/.nvmrc",
    },
    setUp: [
      { uses: "pnpm/action-setup@v5", with: { version: 8 } },
      {
        uses: "actions/setup-node@v6",
        with: { "node-version-file": ".nvmrc", cache: "pnpm" },
      },
      { run: "pnpm install --frozen-lockfile" },
    ],
    generate: {
      run: `pnpm run generate ${SUMMARY}`,
      "working-directory": "packages/My App",
    },
    check: {
      run: "pnpm run generate:check --fail-on breaking",
      "working-directory": "packages/My App",
    },
  },
  {
    name: "pnpm of a folder with files of its own",
    project: {
      root: "/r/web",
      packageManager: "pnpm",
      managerMajor: 10,
      managerFile: "/r/web/package.json",
      lockFile: "/r/web/pnpm-lock.yaml",
    },
    setUp: [
      {
        uses: "pnpm/action-setup@v5",
        with: { package_json_file: "web/package.json" },
      },
      node({
        cache: "pnpm",
        "cache-dependency-path": "web/pnpm-lock.yaml",
      }),
      { run: "pnpm install --frozen-lockfile", "working-directory": "web" },
    ],
    generate: {
      run: `pnpm run generate ${SUMMARY}`,
      "working-directory": "web",
    },
    check: {
      run: "pnpm run generate:check --fail-on breaking",
      "working-directory": "web",
    },
  },
  {
    name: "the first Yarn",
    project: {
      packageManager: "yarn",
      managerMajor: 1,
      lockFile: "/r/yarn.lock",
    },
    setUp: [node({ cache: "yarn" }), { run: "yarn install --frozen-lockfile" }],
    generate: { run: `yarn run generate ${SUMMARY}` },
    check: { run: "yarn run generate:check --fail-on breaking" },
  },
  {
    name: "a newer Yarn",
    project: {
      packageManager: "yarn",
      managerMajor: 4,
      lockFile: "/r/yarn.lock",
    },
    setUp: [
      { run: "corepack enable" },
      node({ cache: "yarn" }),
      { run: "yarn install --immutable" },
    ],
    generate: { run: `yarn run generate ${SUMMARY}` },
    check: { run: "yarn run generate:check --fail-on breaking" },
  },
  {
    name: "Bun",
    project: { packageManager: "bun", lockFile: "/r/bun.lock" },
    setUp: [
      { uses: "oven-sh/setup-bun@v2" },
      node(),
      { run: "bun install --frozen-lockfile" },
    ],
    generate: { run: `bun run generate ${SUMMARY}` },
    check: { run: "bun run generate:check --fail-on breaking" },
  },
  {
    name: "no package.json",
    project: { manifest: undefined, lockFile: undefined },
    setUp: [node()],
    generate: {
      run: `npx --yes s2gos-codegen@^0.1.0 generate ${SUMMARY}`,
    },
    check: {
      run: "npx --yes s2gos-codegen@^0.1.0 generate --check --fail-on breaking",
    },
  },
];

interface Parsed {
  readonly jobs: Readonly<Record<string, { readonly steps: unknown[] }>>;
}

function stepsOf(text: string): unknown[] {
  const [job] = Object.values((parse(text) as Parsed).jobs);
  return job?.steps ?? [];
}

describe("the workflows of", () => {
  it.each(ROWS)("$name", ({ project, setUp, generate, check }) => {
    const made = workflows({
      ...OPTIONS,
      project: { ...PROJECT, ...project },
    });
    const [first = [], second] = made.map(({ text }) => stepsOf(text));
    expect(first.slice(0, -2)).toEqual([
      CHECKOUT,
      ...setUp,
      { name: "Generate", ...generate },
    ]);
    expect(second).toEqual([CHECKOUT, ...setUp, { name: "Check", ...check }]);
  });

  it.skipIf(!HAS_ACTIONLINT).each(ROWS)(
    "$name pass actionlint",
    ({ project }) => {
      using folder = temporaryFolder();
      const credentials = [
        { name: "S2GOS_AUTH_TYPE", isSecret: false },
        { name: "S2GOS_TOKEN", isSecret: true },
      ];
      for (const given of [[], credentials]) {
        const made = workflows({
          ...OPTIONS,
          credentials: given,
          project: { ...PROJECT, ...project },
        });
        writeFiles(
          folder.path,
          Object.fromEntries(made.map(({ path, text }) => [path, text])),
        );
        const paths = made.map(({ path }) => join(folder.path, path));
        expect(actionlint(paths)).toBe("");
      }
    },
  );

  it("what is not the root of the repository have names of their own", () => {
    const project = { ...PROJECT, root: "/r/packages/My App" };
    const made = workflows({ ...OPTIONS, project });
    expect(made.map(({ path }) => path)).toEqual([
      ".github/workflows/s2gos-regenerate-packages-my-app.yml",
      ".github/workflows/s2gos-check-packages-my-app.yml",
    ]);
    expect(parse(made[0]?.text ?? "")).toMatchObject({
      name: "Regenerate the client of packages/My App",
      concurrency: { group: "s2gos-regenerate-packages-my-app" },
    });
  });

  it("a package outside the repository are refused", () => {
    expect(() => workflows({ ...OPTIONS, written: ["/q/gen"] })).toThrow(
      "The package is outside the repository.",
    );
  });
});

describe("the workflow that regenerates", () => {
  it("opens a pull request with what the command wrote, and may do no more", () => {
    const [regenerate] = workflows({
      ...OPTIONS,
      written: ["/r/src/generated", "/r/processes.json"],
      credentials: [
        { name: "S2GOS_AUTH_TYPE", isSecret: false },
        { name: "S2GOS_TOKEN", isSecret: true },
      ],
    });
    expect(parse(regenerate?.text ?? "")).toEqual({
      name: "Regenerate the client",
      on: {
        schedule: [{ cron: "17 4 * * 1-5" }],
        workflow_dispatch: null,
      },
      concurrency: { group: "s2gos-regenerate" },
      permissions: {},
      jobs: {
        regenerate: {
          "runs-on": "ubuntu-latest",
          "timeout-minutes": 15,
          permissions: { contents: "write", "pull-requests": "write" },
          steps: [
            CHECKOUT,
            node({ cache: "npm" }),
            { run: "npm ci" },
            {
              name: "Generate",
              run: `npm run generate -- ${SUMMARY}`,
              env: {
                S2GOS_AUTH_TYPE: "${{ vars.S2GOS_AUTH_TYPE }}",
                S2GOS_TOKEN: "${{ secrets.S2GOS_TOKEN }}",
              },
            },
            {
              name: "Show what changed",
              run: 'cat "$RUNNER_TEMP/processes.md" >> "$GITHUB_STEP_SUMMARY"',
            },
            {
              uses: "peter-evans/create-pull-request@v8",
              with: {
                "add-paths": "src/generated\nprocesses.json",
                branch: "s2gos-codegen/regenerate",
                "delete-branch": true,
                "commit-message": "Regenerate the client of the processes",
                title: "Regenerate the client",
                "body-path": "${{ runner.temp }}/processes.md",
              },
            },
          ],
        },
      },
    });
  });
});

describe("the workflow that checks", () => {
  it("reads, and asks no server with secrets for a fork", () => {
    const credentials = [{ name: "S2GOS_TOKEN", isSecret: true }];
    const [, check] = workflows({ ...OPTIONS, credentials });
    const { steps, ...job } = Object.values(
      (parse(check?.text ?? "") as Parsed).jobs,
    )[0] ?? { steps: [] };
    expect(steps.at(-1)).toEqual({
      name: "Check",
      run: "npm run generate:check -- --fail-on breaking",
      env: { S2GOS_TOKEN: "${{ secrets.S2GOS_TOKEN }}" },
    });
    expect(job).toEqual({
      if: "${{ !github.event.pull_request.head.repo.fork }}",
      "runs-on": "ubuntu-latest",
      "timeout-minutes": 15,
    });
    expect(parse(check?.text ?? "")).toMatchObject({
      on: { pull_request: null, workflow_dispatch: null },
      permissions: { contents: "read" },
    });
  });
});
