import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readConfiguration,
  settingsOfEnvironment,
  type Configuration,
} from "../../../src/generator/cli/config.js";
import { settingsOfFile } from "../../../src/generator/cli/config-content.js";
import { settingsOfFlags } from "../../../src/generator/cli/flag-settings.js";
import { sourceOptions } from "../../../src/generator/cli/options.js";
import { redactor } from "../../../src/generator/cli/redact.js";
import type { Settings } from "../../../src/generator/define-config.js";
import {
  CONNECTION_KEY_ENTRIES,
  connectionName,
  environmentName,
} from "../../../src/runtime/config/connection-keys.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** The settings where there are no services. */
async function readSettings(
  ...given: Parameters<typeof readConfiguration>
): Promise<{ settings: Settings } & Pick<Configuration, "diagnostics">> {
  const { services, diagnostics } = await readConfiguration(...given);
  return { settings: services[0]?.settings ?? {}, diagnostics };
}

describe("the configuration file", () => {
  async function read(
    files: Readonly<Record<string, string>>,
    folder = "",
    config?: string,
  ): Promise<Settings> {
    using root = temporaryFolder();
    writeFiles(root.path, { ".git/HEAD": "", ...files });
    const { settings } = await readSettings(
      { ...(config === undefined ? {} : { config }) },
      {},
      join(root.path, folder),
    );
    const text = JSON.stringify(settings).replaceAll(root.path, "ROOT");
    return JSON.parse(text) as Settings;
  }

  it.each<[string, Record<string, string>, Settings]>([
    ["none", {}, {}],
    [
      "JSON",
      { "s2gos-codegen.config.json": '{"$schema":"x","url":"http://h/"}' },
      { url: "http://h/" },
    ],
    [
      "JSON with a byte order mark",
      { "s2gos-codegen.config.json": '\uFEFF{"url":"http://h/"}' },
      { url: "http://h/" },
    ],
    [
      "YAML",
      { "s2gos-codegen.config.yaml": "url: http://h/\nprocess: [218, a]\n" },
      { url: "http://h/", process: ["218", "a"] },
    ],
    [
      "YAML by its other name",
      { "s2gos-codegen.config.yml": "timeout: 5\nstrict: yes\n" },
      { timeout: 5, strict: true },
    ],
    [
      "package.json",
      { "package.json": '{"name":"x","s2gos-codegen":{"out":"gen"}}' },
      { out: "ROOT/gen" },
    ],
    ["a package.json without it", { "package.json": '{"name":"x"}' }, {}],
    [
      "the first of two",
      {
        "s2gos-codegen.config.json": '{"out":"a"}',
        "package.json": '{"s2gos-codegen":{"out":"b"}}',
      },
      { out: "ROOT/a" },
    ],
  ])("may be %s", async (_name, files, wanted) => {
    expect(await read(files)).toEqual(wanted);
  });

  it("is looked for in the folders above, up to the root of the repository", async () => {
    const file = { "s2gos-codegen.config.json": '{"out":"gen"}' };
    expect(await read({ ...file, "a/b/.keep": "" }, "a/b")).toEqual({
      out: "ROOT/gen",
    });
    expect(
      await read({ ...file, "a/.git/HEAD": "", "a/b/.keep": "" }, "a/b"),
    ).toEqual({});
  });

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ["above a package", { "a/package.json": "{}" }, "a/b", "FILE"],
    ["above a repository", { "a/.git/HEAD": "" }, "a/b", "FILE"],
    ["above a folder outside of any project", {}, "a/b", "FILE"],
    ["in that folder", {}, "", undefined],
    ["in the package", { "package.json": "{}" }, "a/b", undefined],
  ])(
    "%s is read only if it belongs to the project",
    async (_name, files, folder, wanted) => {
      using root = temporaryFolder();
      const path = join(root.path, "s2gos-codegen.config.json");
      writeFiles(root.path, {
        "s2gos-codegen.config.json": '{"url":"http://h/"}',
        "a/b/.keep": "",
        ...files,
      });
      const { settings, diagnostics } = await readSettings(
        {},
        {},
        join(root.path, folder),
      );
      expect(settings).toEqual(
        wanted === undefined ? { url: "http://h/" } : {},
      );
      expect(diagnostics).toEqual(
        wanted === undefined
          ? []
          : [
              expect.objectContaining({
                code: "config-above-project",
                message: `The configuration ${path} is above the project, and is not read.`,
                hint: `Give --config ${path} where you mean it.`,
              }),
            ],
      );
    },
  );

  it("in a package.json above the project is named too", async () => {
    using root = temporaryFolder();
    writeFiles(root.path, {
      "package.json": '{"s2gos-codegen":{"url":"http://h/"}}',
      "a/package.json": "{}",
    });
    const { settings, diagnostics } = await readSettings(
      {},
      {},
      join(root.path, "a"),
    );
    expect(settings).toEqual({});
    expect(diagnostics[0]?.message).toContain(join(root.path, "package.json"));
  });

  it("beside another one in the same folder is named, and not read", async () => {
    using root = temporaryFolder();
    const json = join(root.path, "s2gos-codegen.config.json");
    const yaml = join(root.path, "s2gos-codegen.config.yaml");
    writeFiles(root.path, {
      "s2gos-codegen.config.json": '{"url":"http://h/"}',
      "s2gos-codegen.config.yaml": "url: http://other/",
    });
    const { settings, diagnostics } = await readSettings({}, {}, root.path);
    expect(settings).toEqual({ url: "http://h/" });
    expect(diagnostics).toEqual([
      {
        severity: "warning",
        code: "config-not-read",
        message: `The configuration ${yaml} is not read: ${json} is taken.`,
        hint: "Keep one of them, or name one with --config.",
      },
    ]);
  });

  it("may be the file that the Python client writes", async () => {
    const text = JSON.stringify({
      api_key: null,
      api_key_header: "X-API-Key",
      api_url: "http://localhost:8008/",
      auth_type: "token",
      auth_url: null,
      password: null,
      token: "t0ken",
      token_header: "X-Auth-Token",
      use_bearer: false,
      username: null,
    });
    expect(await read({ "a/config": text }, "", "a/config")).toEqual({
      apiKeyHeader: "X-API-Key",
      url: "http://localhost:8008/",
      authType: "token",
      token: "t0ken",
      tokenHeader: "X-Auth-Token",
      useBearer: false,
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      "is no JSON",
      { "s2gos-codegen.config.json": '{"token": "s3cret" "url": 1}' },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at position 19.",
      },
    ],
    [
      "is no YAML",
      { "s2gos-codegen.config.yaml": "token: 's3cret\nurl: x" },
      {
        message: "The configuration file cannot be parsed.",
        hint: "Correct its syntax at line 3, column 1.",
      },
    ],
    [
      "is no object",
      { "s2gos-codegen.config.yaml": "- a\n" },
      { message: "The configuration is not an object of settings." },
    ],
    [
      "has an unknown setting",
      { "s2gos-codegen.config.yaml": "pakcage_name: x\n" },
      {
        message: 'There is no setting "pakcage_name".',
        hint: 'Did you mean "packageName"?',
      },
    ],
    [
      "has a flag that is none of its settings",
      { "s2gos-codegen.config.yaml": "check: true\n" },
      { message: 'There is no setting "check".' },
    ],
    [
      "has a malformed setting",
      { "s2gos-codegen.config.yaml": "concurrency: many\n" },
      { message: '"concurrency" must be a number above 0.' },
    ],
    [
      "has a malformed secret, which is not shown",
      { "s2gos-codegen.config.yaml": "token: [s3cret]\n" },
      { message: '"token" must be a text.' },
    ],
    [
      "has emitters, although it is no program,",
      { "s2gos-codegen.config.yaml": "emitters: [zod]\n" },
      {
        message:
          '"emitters" must be a list of emitters, such as [zod()], in a configuration file that is a program (s2gos-codegen.config.ts or .mjs).',
      },
    ],
    [
      "has a header of two lines",
      { "s2gos-codegen.config.json": '{"headers":{"X-A":"b\\r\\nX-C: d"}}' },
      { message: "\"headers\" must be headers, such as 'X-Name: value'." },
    ],
    [
      "has two sources",
      { "s2gos-codegen.config.yaml": "url: http://h/\ninput: x.json\n" },
      { message: "There are two sources: a URL and recorded input." },
    ],
  ])("that %s is refused", async (_name, files, wanted) => {
    const error: unknown = await read(files).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UsageError", exitCode: 2, ...wanted });
    expect(
      [error].map((found) => {
        const { message, hint } = found as { message: string; hint?: string };
        return message + (hint ?? "");
      })[0],
    ).not.toContain("s3cret");
  });
});

describe("a connection option of the client", () => {
  const options = CONNECTION_KEY_ENTRIES.filter(([key]) => key !== "apiUrl");
  const value = (kind: unknown): string =>
    kind === "boolean" ? "true" : kind === "string" ? "v4lue" : "none";

  it.each(options)("%s is a setting", (key, { kind = "string", secret }) => {
    const wanted = { [key]: kind === "boolean" ? true : value(kind) };
    const file = {
      path: "/a/config.json",
      content: { [connectionName(key)]: value(kind) },
    };
    const environment = { [environmentName(key)]: value(kind) };

    expect(settingsOfFile(file, {})).toEqual(wanted);
    expect(settingsOfEnvironment(environment, "/a")).toEqual(wanted);
    expect(sourceOptions({ url: "http://h/", ...wanted }, {})).toEqual({
      url: "http://h/",
      ...wanted,
    });
    expect(redactor(wanted)("v4lue")).toBe(secret === true ? "***" : "v4lue");
  });
});

describe("the precedence of settings", () => {
  it.each<[string, Settings, Record<string, string>, Settings]>([
    [
      "a flag before a variable",
      { out: "/a" },
      { S2GOS_OUT: "/b" },
      { out: "/a" },
    ],
    [
      "an input by flag before a URL by variable",
      { input: "/x.json" },
      { S2GOS_API_URL: "http://h/" },
      { input: "/x.json" },
    ],
    [
      "a URL by flag before an input by variable",
      { url: "http://h/" },
      { S2GOS_INPUT: "/x.json" },
      { url: "http://h/" },
    ],
    [
      "credentials by variable beside a URL by flag",
      { url: "http://h/" },
      { S2GOS_TOKEN: "t", S2GOS_USE_BEARER: "true" },
      { url: "http://h/", token: "t", useBearer: true },
    ],
  ])("puts %s", async (_name, flags, environment, wanted) => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { ".git/HEAD": "" });
    const { settings } = await readSettings(flags, environment, folder.path);
    expect(settings).toEqual(wanted);
  });
});

describe("the environment", () => {
  it.each<[Record<string, string>, Settings]>([
    [{}, {}],
    [{ S2GOS_URL: "http://a/" }, { url: "http://a/" }],
    [{ S2GOS_API_URL: "http://b/" }, { url: "http://b/" }],
    [
      { S2GOS_URL: "http://a/", S2GOS_API_URL: "http://b/" },
      { url: "http://a/" },
    ],
    [{ S2GOS_INCLUDE: "a*, b" }, { include: ["a*", "b"] }],
    [{ S2GOS_OUT: "gen" }, { out: "/here/gen" }],
    [{ S2GOS_TOKEN: "" }, {}],
    [{ S2GOS_CLIENT_SECRET: "x" }, { clientSecret: "x" }],
    [{ S2GOS_FORCE: "1", S2GOS_SOMETHING: "x", URL: "y" }, {}],
  ])("%j is %j", (environment, wanted) => {
    expect(settingsOfEnvironment(environment, "/here")).toEqual(wanted);
  });
});

describe("flags", () => {
  it.each<[Record<string, unknown>, object]>([
    [{ url: "http://h/", u: "http://h/" }, { url: "http://h/" }],
    [
      { out: "gen", config: "c.json" },
      { out: "/here/gen", config: "c.json" },
    ],
    [{ input: "-" }, { input: "-" }],
    [{ header: ["A: b", "C: d: e"] }, { headers: { A: "b", C: "d: e" } }],
    [{ process: ["218"] }, { process: ["218"] }],
    [{ include: ["{a,b}*"] }, { include: ["{a,b}*"] }],
    [{ check: true, json: true }, {}],
    [{ color: false }, { color: false }],
  ])("%j are the settings %j", (flags, wanted) => {
    expect(settingsOfFlags(flags, "/here")).toEqual(wanted);
  });
});

describe("secrets", () => {
  it.each<[Settings, string, string]>([
    [{ token: "t0ken@" }, "at t0ken@ and t0ken%40", "at *** and ***"],
    [{ password: "abc" }, "abc is a part of words", "abc is a part of words"],
    [
      { username: "me", password: "secret" },
      `Basic ${Buffer.from("me:secret").toString("base64")}`,
      "Basic ***",
    ],
    [
      { headers: { Authorization: "Bearer abcdef" } },
      "abcdef, Bearer abcdef",
      "***, ***",
    ],
    [
      { url: "http://me:p%40ss@h/" },
      "p@ss p%40ss http://h/",
      "*** *** http://h/",
    ],
    [{ token: "long-secret", apiKey: "long" }, "long-secret long", "*** ***"],
    [{ username: "somebody" }, "somebody", "somebody"],
  ])("of %j are masked in %j", (settings, text, wanted) => {
    expect(redactor(settings)(text)).toBe(wanted);
  });
});
