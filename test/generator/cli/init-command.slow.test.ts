import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";
import { runCli } from "./run-cli.js";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ port: 0 });
});

afterAll(async () => {
  await server.close();
});

const WORKFLOWS = [
  ".github/workflows/s2gos-check.yml",
  ".github/workflows/s2gos-regenerate.yml",
];

const ON_GITHUB =
  '  On GitHub, allow it in Settings > Actions > General: "Allow GitHub Actions to create and approve pull requests".\n';

/** The servers of these tests are on this machine. */
const nearby = (url: string): string =>
  `  Before you push, give the configuration a URL that GitHub reaches: ${url} is this machine alone.\n`;

/** The files of a folder without those that make it a project. */
function written(root: string): Record<string, string> {
  const { ".git/HEAD": _git, ...files } = readFiles(root);
  return files;
}

describe("init", () => {
  it("writes a configuration, scripts and workflows, and says what is next", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      ".git/HEAD": "",
      "package.json": '{\n\t"name": "p"\n}\n',
      "package-lock.json": "{}",
    });
    mkdirSync(join(folder.path, "src"));
    const result = await runCli(["init", "--url", server.url], {
      cwd: folder.path,
    });
    expect(result).toEqual({
      code: 0,
      stdout: [
        "created s2gos-codegen.config.json",
        "changed package.json: scripts generate and generate:check",
        "created .github/workflows/s2gos-regenerate.yml",
        "created .github/workflows/s2gos-check.yml",
        "",
      ].join("\n"),
      stderr: [
        "S2GOS Test-Server: 2 processes.",
        "Next steps:",
        "  npm install --save-dev s2gos-codegen@^0.1.0",
        "  npm run generate",
        "  Commit these files and src/generated.",
        nearby(server.url) + ON_GITHUB,
      ].join("\n"),
    });
    const files = written(folder.path);
    expect(Object.keys(files)).toEqual([
      ...WORKFLOWS,
      "package-lock.json",
      "package.json",
      "s2gos-codegen.config.json",
      "src/",
    ]);
    expect(files["package.json"]).toBe(
      '{\n\t"name": "p",\n\t"scripts": {\n\t\t"generate": "s2gos-codegen generate",\n\t\t"generate:check": "s2gos-codegen generate --check"\n\t}\n}\n',
    );
    expect(files["s2gos-codegen.config.json"]).toBe(
      `{\n  "$schema": "./node_modules/s2gos-codegen/docs/config.schema.json",\n  "url": "${server.url}",\n  "out": "src/generated"\n}\n`,
    );
  });

  it("changes nothing when it runs again", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const options = { cwd: folder.path };
    await runCli(["init", "--url", server.url], options);
    const before = readFiles(folder.path);
    const { code, stdout, stderr } = await runCli(["init"], options);
    expect([code, stdout]).toEqual([
      0,
      [
        "kept s2gos-codegen.config.json: it is the configuration already; --force replaces it",
        "kept package.json: it has the scripts already",
        "kept .github/workflows/s2gos-regenerate.yml: it is up to date",
        "kept .github/workflows/s2gos-check.yml: it is up to date",
        "",
      ].join("\n"),
    ]);
    expect(stderr).toContain("  Commit generated.\n");
    expect(readFiles(folder.path)).toEqual(before);
  });

  it("leaves what others wrote, unless it is forced", async () => {
    using folder = temporaryFolder();
    const files = {
      ".github/workflows/s2gos-check.yml": "name: mine\n",
      "package.json": '{"scripts":{"generate":"s2gos-codegen -o x"}}',
      "s2gos-codegen.config.json": '{"url":"http://old.example/","out":"x"}',
    };
    writeFiles(folder.path, files);
    const args = ["init", "--url", server.url, "--out", "gen"];
    const options = { cwd: folder.path };
    const kept = await runCli(args, options);
    expect(kept.stdout).toContain(
      "kept .github/workflows/s2gos-check.yml: it exists already; --force replaces it\n",
    );
    const after = readFiles(folder.path);
    expect(after[".github/workflows/s2gos-check.yml"]).toBe("name: mine\n");
    expect(after["s2gos-codegen.config.json"]).toBe(
      files["s2gos-codegen.config.json"],
    );
    // The workflow commits what the configuration says, not the flags.
    expect(after[".github/workflows/s2gos-regenerate.yml"]).toContain(
      "add-paths: x\n",
    );
    expect(after["package.json"]).toBe(
      '{"scripts":{"generate":"s2gos-codegen -o x","generate:check":"s2gos-codegen generate --check"}}',
    );
    const forced = await runCli([...args, "--force"], options);
    expect(forced.stdout).toBe(
      [
        "replaced s2gos-codegen.config.json",
        "changed package.json: scripts generate",
        "replaced .github/workflows/s2gos-regenerate.yml",
        "replaced .github/workflows/s2gos-check.yml",
        "",
      ].join("\n"),
    );
    expect(readFiles(folder.path)["s2gos-codegen.config.json"]).toBe(
      `{\n  "$schema": "./node_modules/s2gos-codegen/docs/config.schema.json",\n  "url": "${server.url}",\n  "out": "gen"\n}\n`,
    );
  });

  it("adds workflows to a project whose configuration is another's", async () => {
    using folder = temporaryFolder();
    const config = { url: server.url.replace("//", "//me:pw@"), out: "a/b" };
    writeFiles(folder.path, {
      "package.json": JSON.stringify({ "s2gos-codegen": config }),
      "src/main.ts": "",
    });
    const { code, stdout, stderr } = await runCli(["init"], {
      cwd: join(folder.path, "src"),
    });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(
      "kept ../package.json#s2gos-codegen: it is the configuration already\nchanged ../package.json: scripts generate and generate:check\n",
    );
    expect(stderr).toContain("  cd ..\n");
    expect(
      readFiles(folder.path)[".github/workflows/s2gos-regenerate.yml"],
    ).toContain("add-paths: a/b\n");
  });

  it("adds workflows for all services of a configuration", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "package.json": "{}",
      "s2gos-codegen.config.json": JSON.stringify({
        services: {
          a: { url: server.url, out: "one", saveInput: "one.json" },
          b: { url: server.url },
        },
      }),
    });
    const { code, stderr } = await runCli(["init"], { cwd: folder.path });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("  Commit these files and one and one.json and ");
    expect(
      readFiles(folder.path)[".github/workflows/s2gos-regenerate.yml"],
    ).toContain('add-paths: "one\\none.json\\ngenerated/b"\n');
  });

  it("reads the TypeScript that it wrote", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const options = { cwd: folder.path };
    await runCli(["init", "--url", server.url, "--format", "ts"], options);
    expect((await runCli([], options)).code).toBe(0);
    expect((await runCli(["--check"], options)).code).toBe(0);
    const { stdout } = await runCli(["init", "--format", "ts"], options);
    expect(stdout).toContain(
      "kept s2gos-codegen.config.ts: it is the configuration already, without --format; --force replaces it\n",
    );
  });

  it("shows with --dry-run what it would write", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const { code, stdout } = await runCli(
      ["init", "--url", server.url, "--dry-run", "--ci", "none"],
      { cwd: folder.path },
    );
    expect([code, stdout]).toEqual([
      0,
      [
        "would create s2gos-codegen.config.json",
        "    {",
        '      "$schema": "./node_modules/s2gos-codegen/docs/config.schema.json",',
        `      "url": "${server.url}",`,
        '      "out": "generated"',
        "    }",
        "would change package.json: scripts generate and generate:check",
        "",
      ].join("\n"),
    ]);
    expect(readFiles(folder.path)).toEqual({ "package.json": "{}" });
  });

  it("writes in the style of the project's Prettier", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      ".prettierrc": '{ "singleQuote": true, "semi": false, "useTabs": true }',
      "package.json": "{}",
    });
    await runCli(
      ["init", "--url", server.url, "--format", "ts", "--ci", "none"],
      { cwd: folder.path },
    );
    expect(readFiles(folder.path)["s2gos-codegen.config.ts"]).toBe(
      `import { defineConfig } from 's2gos-codegen'\n\nexport default defineConfig({\n\turl: '${server.url}',\n\tout: 'generated',\n})\n`,
    );
  });

  it("names scripts differently where another program has their names", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "package.json": '{"scripts":{"generate":"prisma generate"}}',
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    });
    const { stdout, stderr } = await runCli(["init", "--url", server.url], {
      cwd: folder.path,
    });
    expect(stdout).toContain(
      "Scripts of another program stay: generate. Those of s2gos-codegen are codegen and codegen:check.\n",
    );
    expect(stderr).toContain(
      "  pnpm add --save-dev s2gos-codegen@^0.1.0\n  pnpm run codegen\n",
    );
    expect(readFiles(folder.path)[WORKFLOWS[0] ?? ""]).toContain(
      "run: pnpm run codegen:check --fail-on breaking\n",
    );
  });

  it("goes on without the server, and without package.json", async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(
      ["init", "--url", "http://127.0.0.1:1/", "--ci", "none"],
      { cwd: folder.path },
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        "created s2gos-codegen.config.json\nThere is no package.json, and so there are no scripts in it.\n",
      stderr: [
        "The server cannot be reached: the connection is refused. Its URL is taken as it is.",
        "Next steps:",
        "  npx s2gos-codegen@^0.1.0",
        "  Commit these files and generated.",
        "",
      ].join("\n"),
    });
  });

  it("colours what happened to each file", async () => {
    using folder = temporaryFolder();
    const { stdout } = await runCli(["init", "--url", server.url], {
      cwd: folder.path,
      env: { FORCE_COLOR: "1" },
    });
    expect(stdout).toContain(
      "\u001B[32mcreated\u001B[39m s2gos-codegen.config.json\n",
    );
  });

  it("writes no workflows of GitHub where the repository uses another service", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      ".git/HEAD": "",
      ".gitlab-ci.yml": "stages: []\n",
      "package.json": "{}",
    });
    const args = ["init", "--url", server.url];
    const options = { cwd: folder.path };
    const { stderr } = await runCli(args, options);
    expect(stderr).toContain(
      "  In .gitlab-ci.yml, run s2gos-codegen --check --fail-on breaking: it fails once changes of the processes break callers.\n",
    );
    expect(Object.keys(readFiles(folder.path))).toEqual([
      ".git/HEAD",
      ".gitlab-ci.yml",
      "package.json",
      "s2gos-codegen.config.json",
    ]);
    const { stdout } = await runCli([...args, "--ci", "github"], options);
    expect(stdout).toContain("created .github/workflows/s2gos-check.yml\n");
  });

  it("says that GitHub needs a repository, and which flags a configuration leaves unused", async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, {
      "package.json": '{"dependencies":{"s2gos-codegen":"1"}}',
      "s2gos-codegen.config.yaml": `url: ${server.url}\nout: a\n`,
    });
    const { stdout, stderr } = await runCli(
      ["init", "--url", server.url, "--out", "b"],
      { cwd: folder.path, env: { npm_config_user_agent: "pnpm/10.4.1 npm/?" } },
    );
    expect(stdout).toContain(
      "kept s2gos-codegen.config.yaml: it is the configuration already, without --url, --out\n",
    );
    expect(stderr).toBe(
      [
        "S2GOS Test-Server: 2 processes.",
        "Next steps:",
        "  pnpm run generate",
        "  Commit these files and a.",
        "  There is no Git repository yet: GitHub looks for workflows in the root of one.",
        nearby(server.url) + ON_GITHUB,
      ].join("\n"),
    );
  });

  it("names the credentials of the environment in workflows, not their values", async () => {
    await using guarded = await startServer({
      port: 0,
      auth: { type: "token", token: "s3cret-token" },
    });
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}" });
    const { code, stdout, stderr } = await runCli(
      ["init", "--url", guarded.url],
      {
        cwd: folder.path,
        env: { S2GOS_AUTH_TYPE: "token", S2GOS_TOKEN: "s3cret-token" },
      },
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(
      "  Add to the secrets of the repository for Actions: S2GOS_TOKEN.\n  Add to the variables of the repository for Actions: S2GOS_AUTH_TYPE.\n",
    );
    const files = readFiles(folder.path);
    for (const path of WORKFLOWS) {
      expect(files[path]).toContain(
        "        env:\n          S2GOS_AUTH_TYPE: ${{ vars.S2GOS_AUTH_TYPE }}\n          S2GOS_TOKEN: ${{ secrets.S2GOS_TOKEN }}\n",
      );
    }
    expect(JSON.stringify(files) + stdout + stderr).not.toContain("s3cret");
  });
});

describe("init writes nothing where", () => {
  it.each<[string, string[], Record<string, string>, string]>([
    ["no flag names a server", [], {}, "The server's URL is needed."],
    [
      "something else answers",
      ["--url", "SERVER/nowhere"],
      {},
      "The server has no such resource (HTTP 404).",
    ],
    [
      "the process list is given instead of the landing page",
      ["--url", "SERVER/processes"],
      {},
      "The server has no such resource (HTTP 404).\n  at: SERVER/processes/processes\n  hint: The landing page is the URL before /processes: SERVER/\n",
    ],
    [
      "the URL holds a password",
      ["--url", "http://me:pw@127.0.0.1/"],
      {},
      "The URL holds credentials, which would be committed.",
    ],
    [
      "package.json is broken",
      ["--url", "SERVER"],
      { "package.json": '{"scripts":[]}' },
      "The package.json cannot be read.",
    ],
    [
      "there is a configuration in another language",
      ["--url", "SERVER", "--force"],
      { "s2gos-codegen.config.yaml": "out: gen\n" },
      "The project has another configuration already.",
    ],
    [
      "the package is outside the repository",
      ["--url", "SERVER", "--out", "../gen"],
      {},
      "The package is outside the repository.",
    ],
    [
      "a flag is mistyped",
      ["--url", "SERVER", "--formt", "ts"],
      {},
      "There is no flag --formt.",
    ],
  ])("%s", async (_name, args, files, message) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { "package.json": "{}", ...files });
    const before = readFiles(folder.path);
    const withServer = (text: string): string =>
      text.replaceAll("SERVER", server.url.replace(/\/$/, ""));
    const given = args.map(withServer);
    const { code, stdout, stderr } = await runCli(["init", ...given], {
      cwd: folder.path,
    });
    expect(stderr).toContain(`error: ${withServer(message)}`);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).not.toContain(":pw@");
    expect(readFiles(folder.path)).toEqual(before);
  });
});
