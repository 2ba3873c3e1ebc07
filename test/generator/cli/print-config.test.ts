import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../output/folder.js";
import { runCli } from "./run-cli.js";

/** What --print-config prints in a project with a configuration file. */
async function print(
  content: object,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  using root = temporaryFolder();
  writeFiles(root.path, {
    "package.json": "{}",
    "s2gos-codegen.config.json": JSON.stringify(content),
  });
  const result = await runCli(["--print-config", ...args], {
    cwd: root.path,
    env,
  });
  expect([result.code, result.stderr]).toEqual([0, ""]);
  return result.stdout.replaceAll(join(root.path, "/"), "ROOT/");
}

const FILE = {
  url: "https://u:passw0rd@h/?token=t0ken-in-url",
  include: ["a*"],
  headers: { "X-Key": "h3ader" },
  password: "p4ssword",
};

describe("--print-config", () => {
  it("prints each setting and where it comes from, without secrets", async () => {
    const text = await print(FILE, ["--timeout", "5"], {
      S2GOS_CONCURRENCY: "3",
    });
    // The width of the columns depends on the folder for temporary files.
    expect(text.replaceAll(/ {2,}/g, "  "))
      .toBe(`Configuration file: s2gos-codegen.config.json

url  https://***@h/?token=***  file
out  ROOT/generated  default
include  ["a*"]  file
headers  {"X-Key":"***"}  file
timeout  5  --timeout
concurrency  3  S2GOS_CONCURRENCY
emit  ts  default
packageVersion  0.0.0  default
packageLicense  Apache-2.0  default
query  false  default
verify  false  default
strict  false  default
force  false  default
quiet  false  default
verbose  false  default
password  ***  file
useBearer  false  default
tokenHeader  X-Auth-Token  default
apiKeyHeader  X-API-Key  default
`);
  });

  it("prints one object with --json", async () => {
    const text = await print(FILE, ["--json", "--no-color"], {
      S2GOS_API_URL: "http://other/",
    });
    const { version, file, settings } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    expect([typeof version, file]).toEqual([
      "string",
      "ROOT/s2gos-codegen.config.json",
    ]);
    const from = "ROOT/s2gos-codegen.config.json";
    expect(settings).toMatchObject({
      url: {
        value: "http://other/",
        source: "environment",
        from: "S2GOS_API_URL",
      },
      out: { value: "ROOT/generated", source: "default" },
      headers: { value: { "X-Key": "***" }, source: "file", from },
      color: { value: false, source: "flag", from: "--color" },
      password: { value: "***", source: "file", from },
    });
    expect(text).not.toMatch(/passw0rd|t0ken|h3ader|p4ssword/);
  });

  it("prints each service", async () => {
    const content = {
      timeout: 9,
      services: {
        one: { url: "http://a/", token: "s3cret-one" },
        two: { input: "x.json" },
      },
    };
    const text = await print(content, []);
    expect(
      text
        .split("\n")
        .filter((line) => /^(\w+:|url|input|out|timeout|token )/.test(line)),
    ).toEqual([
      "one:",
      expect.stringMatching(/^url +http:\/\/a\/ +file$/),
      expect.stringMatching(/^out +ROOT\/generated\/one +default$/),
      expect.stringMatching(/^timeout +9 +file$/),
      expect.stringMatching(/^token +\*\*\* +file$/),
      "two:",
      expect.stringMatching(/^input +ROOT\/x\.json +file$/),
      expect.stringMatching(/^out +ROOT\/generated\/two +default$/),
      expect.stringMatching(/^timeout +9 +file$/),
    ]);
    const { services } = JSON.parse(await print(content, ["--json"])) as {
      services: readonly { name: string }[];
    };
    expect(services.map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("says that there is no file, and needs no source", async () => {
    using root = temporaryFolder();
    writeFiles(root.path, { "package.json": "{}" });
    const { code, stdout } = await runCli(["inspect", "--print-config"], {
      cwd: root.path,
    });
    expect([code, stdout.split("\n")[0]]).toEqual([
      0,
      "Configuration file: none",
    ]);
  });
});
