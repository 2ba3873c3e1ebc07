import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readConfiguration,
  type Environment,
  type FlagSettings,
} from "../../../src/generator/cli/config.js";
import type { Settings } from "../../../src/generator/define-config.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

/** What a run reads: its services with their settings, and the codes of its warnings. */
interface Read {
  readonly services: Readonly<Record<string, Settings>>;
  readonly warnings: readonly string[];
}

async function read(
  content: unknown,
  {
    flags = {},
    environment = {},
  }: { readonly flags?: FlagSettings; readonly environment?: Environment } = {},
  name = "s2gos-codegen.config.json",
): Promise<Read> {
  using root = temporaryFolder();
  writeFiles(root.path, {
    "package.json": "{}",
    [name]: typeof content === "string" ? content : JSON.stringify(content),
  });
  const { services, diagnostics } = await readConfiguration(
    flags,
    environment,
    root.path,
  );
  const shown = {
    services: Object.fromEntries(
      services.map(({ name: service = "", settings }) => [service, settings]),
    ),
    warnings: diagnostics.map(({ message }) => message),
  };
  const text = JSON.stringify(shown).replaceAll(`${root.path}/`, "");
  return JSON.parse(text) as Read;
}

const TWO = { services: { a: { url: "http://a/" }, b: { url: "http://b/" } } };

describe("several services in a file", () => {
  it.each<[string, unknown, FlagSettings, Read["services"]]>([
    [
      "have folders of their own",
      TWO,
      {},
      {
        a: { url: "http://a/", out: "generated/a" },
        b: { url: "http://b/", out: "generated/b" },
      },
    ],
    [
      "have the settings at the top as defaults",
      {
        timeout: 5,
        headers: { A: "1", B: "1" },
        strict: true,
        services: {
          a: { url: "http://a/", out: "x", headers: { B: "2" }, strict: false },
          b: { input: "b.json", timeout: 6 },
        },
      },
      {},
      {
        a: {
          timeout: 5,
          headers: { A: "1", B: "2" },
          strict: false,
          url: "http://a/",
          out: "x",
        },
        b: {
          timeout: 6,
          headers: { A: "1", B: "1" },
          strict: true,
          input: "b.json",
          out: "generated/b",
        },
      },
    ],
    [
      "may replace the source at the top",
      { url: "http://t/", services: { a: { input: "a.json" }, b: {} } },
      {},
      {
        a: { input: "a.json", out: "generated/a" },
        b: { url: "http://t/", out: "generated/b" },
      },
    ],
    [
      "all have the settings of flags",
      TWO,
      { timeout: 7, headers: { A: "f" } },
      {
        a: {
          url: "http://a/",
          out: "generated/a",
          timeout: 7,
          headers: { A: "f" },
        },
        b: {
          url: "http://b/",
          out: "generated/b",
          timeout: 7,
          headers: { A: "f" },
        },
      },
    ],
    [
      "are picked by --only",
      TWO,
      { only: ["b"], out: "here" },
      { b: { url: "http://b/", out: "here" } },
    ],
    [
      "are picked in the order of the file",
      TWO,
      { only: ["b", "a", "b"] },
      {
        a: { url: "http://a/", out: "generated/a" },
        b: { url: "http://b/", out: "generated/b" },
      },
    ],
    [
      "need no variable of one that is not picked",
      {
        services: {
          a: { url: "http://a/", token: "${NONE}" },
          b: { url: "http://b/" },
        },
      },
      { only: ["b"] },
      { b: { url: "http://b/", out: "generated/b" } },
    ],
  ])("%s", async (_name, content, flags, services) => {
    expect(await read(content, { flags })).toEqual({ services, warnings: [] });
  });

  it.each<[string, unknown, FlagSettings, string, string | undefined]>([
    [
      "is a list",
      { services: [] },
      {},
      '"services" must be an object of services.',
      undefined,
    ],
    [
      "is empty",
      { services: {} },
      {},
      '"services" must be an object of services.',
      undefined,
    ],
    [
      "holds no object",
      { services: { a: "http://a/" } },
      {},
      '"services.a" must be an object of settings.',
      undefined,
    ],
    [
      "has a name with a slash",
      { services: { "../a": {} } },
      {},
      '"../a" cannot be the name of a service.',
      undefined,
    ],
    [
      "has an unknown setting",
      { services: { a: { urll: "http://a/" } } },
      {},
      'There is no setting "services.a.urll".',
      'Did you mean "url"?',
    ],
    [
      "has services in it",
      { services: { a: { services: {} } } },
      {},
      'There is no setting "services.a.services".',
      undefined,
    ],
    [
      "has a malformed setting",
      { services: { a: { timeout: "x" } } },
      {},
      '"services.a.timeout" must be a number above 0.',
      undefined,
    ],
    [
      "is mistyped",
      { servces: {} },
      {},
      'There is no setting "servces".',
      'Did you mean "services"?',
    ],
    [
      "lacks one that --only names",
      TWO,
      { only: ["c"] },
      'There is no service "c", only a, b.',
      undefined,
    ],
    [
      "has one that is nearly that of --only",
      { services: { local: {}, remote: {} } },
      { only: ["locl"] },
      'There is no service "locl", only local, remote.',
      "Did you mean --only local?",
    ],
    [
      "is not there for --only",
      { url: "http://a/" },
      { only: ["a"] },
      'There is no service "a": no configuration file with services was found.',
      undefined,
    ],
    [
      "cannot share a flag",
      TWO,
      { out: "/x" },
      "--out is for one service, and the configuration file has several: a, b.",
      "Pick one of them with --only.",
    ],
    [
      "cannot share the name of a package",
      TWO,
      { packageName: "x" },
      "--package-name is for one service, and the configuration file has several: a, b.",
      "Pick one of them with --only.",
    ],
    [
      "has two with one folder",
      { services: { a: { out: "x" }, b: { out: "./x" } } },
      {},
      'The services a and b have the same "out".',
      undefined,
    ],
    [
      "has two with the folder at the top, even for one",
      { out: "x", services: { a: {}, b: {} } },
      { only: ["a"] },
      'The services a and b have the same "out".',
      "Give each its own; without it, it is generated/b.",
    ],
    [
      "has two with one recording",
      { "save-input": "x", services: { a: { saveInput: "x" }, b: {} } },
      {},
      'The services a and b have the same "saveInput".',
      undefined,
    ],
    [
      "has one key by two names",
      { package_name: "a", packageName: "b" },
      {},
      '"package_name" and "packageName" are the same setting.',
      undefined,
    ],
    [
      "has one key by two names in a service",
      { services: { a: { apiUrl: "http://a/", url: "http://a/" } } },
      {},
      '"services.a.apiUrl" and "services.a.url" are the same setting.',
      undefined,
    ],
    [
      "has a variable that is not set",
      { services: { a: { url: "${NONE}" } } },
      {},
      '"services.a.url" needs the environment variable NONE, which is not set.',
      undefined,
    ],
  ])("is refused where it %s", async (_name, content, flags, message, hint) => {
    await expect(read(content, { flags })).rejects.toMatchObject({
      name: "UsageError",
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  });

  it.each<[string, unknown, Environment, Read]>([
    [
      "one setting each",
      TWO,
      { S2GOS_OUT: "x", S2GOS_INPUT: "y", S2GOS_TIMEOUT: "3" },
      {
        services: {
          a: { url: "http://a/", out: "generated/a", timeout: 3 },
          b: { url: "http://b/", out: "generated/b", timeout: 3 },
        },
        warnings: [
          "S2GOS_INPUT, S2GOS_OUT of the environment cannot be for several services, and are not read.",
        ],
      },
    ],
    [
      "credentials whose server is known",
      TWO,
      { S2GOS_API_URL: "http://b/x", S2GOS_TOKEN: "t" },
      {
        services: {
          a: { url: "http://a/", out: "generated/a", authType: "none" },
          b: { url: "http://b/", out: "generated/b", token: "t" },
        },
        warnings: [
          "S2GOS_API_URL of the environment cannot be for several services, and is not read.",
          "http://a gets no credentials of the environment (S2GOS_TOKEN): they belong to http://b.",
        ],
      },
    ],
    [
      "credentials that could be for either",
      TWO,
      { S2GOS_TOKEN: "t" },
      {
        services: {
          a: { url: "http://a/", out: "generated/a", authType: "none" },
          b: { url: "http://b/", out: "generated/b", authType: "none" },
        },
        warnings: [
          "No service gets the credentials of the environment (S2GOS_TOKEN): they could be for http://a or http://b.",
        ],
      },
    ],
    [
      "credentials that only one needs",
      {
        services: {
          a: { url: "http://a/" },
          b: { url: "http://b/", apiKey: "k" },
        },
      },
      { S2GOS_TOKEN: "t" },
      {
        services: {
          a: { url: "http://a/", out: "generated/a", token: "t" },
          b: { url: "http://b/", out: "generated/b", apiKey: "k" },
        },
        warnings: [],
      },
    ],
    [
      "credentials of one server",
      { url: "http://h/", services: { a: {}, b: {} } },
      { S2GOS_TOKEN: "t" },
      {
        services: {
          a: { url: "http://h/", out: "generated/a", token: "t" },
          b: { url: "http://h/", out: "generated/b", token: "t" },
        },
        warnings: [],
      },
    ],
  ])(
    "get of the environment %s",
    async (_name, content, environment, wanted) => {
      expect(await read(content, { environment })).toEqual(wanted);
    },
  );
});

describe("variables of the environment", () => {
  const environment = { HOST: "h", T: "5" };

  it.each<[string, string, Settings]>([
    [
      "s2gos-codegen.config.json",
      '{"url":"http://${HOST}/","timeout":"${T}"}',
      { url: "http://h/", timeout: 5 },
    ],
    [
      "s2gos-codegen.config.yaml",
      "url: http://${HOST}/\ninclude: ['${HOST}*']\n",
      { url: "http://h/", include: ["h*"] },
    ],
    [
      "s2gos-codegen.config.mjs",
      'export default { url: "http://${HOST}/" };',
      { url: "http://${HOST}/" },
    ],
  ])("are read in %s", async (name, content, wanted) => {
    const { services } = await read(content, { environment }, name);
    expect(services).toEqual({ "": wanted });
  });

  it("are read in package.json", async () => {
    using root = temporaryFolder();
    writeFiles(root.path, {
      "package.json": '{"s2gos-codegen":{"out":"${HOST}"}}',
    });
    const { services } = await readConfiguration({}, environment, root.path);
    expect(services[0]?.settings).toEqual({ out: join(root.path, "h") });
  });
});
