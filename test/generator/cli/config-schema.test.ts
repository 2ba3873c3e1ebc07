import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { Project } from "ts-morph";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../src/generator/cli/config.js";
import { configSchema } from "../../../src/generator/cli/config-schema.js";
import {
  defaultText,
  environmentNames,
  SETTINGS,
  type SettingName,
} from "../../../src/generator/cli/settings.js";
import { temporaryFolder, writeFiles } from "../output/folder.js";

const ROOT = join(import.meta.dirname, "../../..");

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** Variables of the values below. */
const ENVIRONMENT = {
  TEXT: "none",
  NUMBER: "5",
  YES: "true",
  HEADER: "A: b",
  EMIT: "ts",
};

/** Whether the command takes the content of a file. */
async function isTaken(content: unknown): Promise<boolean> {
  using root = temporaryFolder();
  writeFiles(root.path, {
    "package.json": "{}",
    "s2gos-codegen.config.json": JSON.stringify(content),
  });
  const read = readConfiguration({}, ENVIRONMENT, root.path);
  return await read.then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ name: "UsageError" });
      return false;
    },
  );
}

const isValid = new Ajv().compile(configSchema());

/** Contents of files, by whether they are taken. */
const TAKEN: readonly unknown[] = [
  {},
  { $schema: "x" },
  { url: "http://h/" },
  { url: null, input: "x" },
  { url: "", input: "x" },
  {
    api_url: "http://h/",
    "allow-external-refs": ["h"],
    "import-extension": null,
  },
  { package_name: "x", "package-version": "1.0.0", use_bearer: false },
  { header: "A: b" },
  { headers: ["A: b", "C: d: e"] },
  { headers: { A: "b", C: 1, "X ": "" } },
  { headers: { A: "b\n" } },
  { headers: "${HEADER}" },
  { headers: ["${HEADER}"] },
  { headers: { A: "${TEXT}" } },
  { timeout: 0.5 },
  { timeout: "0.5" },
  { timeout: " 10 " },
  { timeout: "${NUMBER}" },
  { timeout: "" },
  { include: ["a", 1] },
  { include: "a" },
  { include: 218 },
  { include: [] },
  { strict: true, verify: "off", force: "YES", quiet: "${YES}" },
  { emit: "js", importExtension: "none", objectInputs: null },
  { emitters: [] },
  { emitters: null },
  { emit: "${EMIT}" },
  { emit: "${NONE:-js}" },
  { packageVersion: 1 },
  { url: "http://$${HOST}/$HOME/$" },
  { url: "$$${TEXT}" },
  { authType: "basic", username: "a", password: "b" },
  { services: null },
  {
    services: { a: {}, "b-2.c_d": { url: "http://h/", out: "x" } },
    timeout: 1,
  },
];

const REFUSED: readonly unknown[] = [
  { urll: "x" },
  { check: true },
  { url: "http://h/", input: "x" },
  { url: {} },
  { url: true },
  { url: ["http://h/"] },
  { out: 5 },
  { headers: "A" },
  { headers: ["A b"] },
  { headers: { "A B": "c" } },
  { headers: { "A:B": "c" } },
  { headers: { "": "c" } },
  { headers: { A: "b\r\nC: d" } },
  { headers: { A: ["b"] } },
  { headers: 1 },
  { timeout: 0 },
  { timeout: "0" },
  { timeout: "00.00" },
  { timeout: -1 },
  { timeout: "1s" },
  { timeout: true },
  { include: [null] },
  { include: [["a"]] },
  { include: { a: 1 } },
  { include: true },
  { strict: "maybe" },
  { strict: 1 },
  { emit: "tsx" },
  { emit: ["ts"] },
  { emitters: ["zod"] },
  { emitters: "zod" },
  { emitters: [{ name: "zod", emit: "x" }] },
  { authType: "kerberos" },
  { token: ["x"] },
  { url: "${}" },
  { url: "${TEXT" },
  { url: "${TEXT:default}" },
  { url: "${TEXT:-{}}" },
  { include: ["${1}"] },
  { headers: { A: "${1}" } },
  { services: [] },
  { services: {} },
  { services: { a: "x" } },
  { services: { a: null } },
  { services: { "a/b": {} } },
  { services: { "": {} } },
  { services: { a: { services: {} } } },
  { services: { a: { $schema: "x" } } },
  { services: { a: { emit: "tsx" } } },
  { services: { a: { url: "http://h/", input: "x" } } },
];

describe("the schema of the configuration file", () => {
  it.each([
    ...TAKEN.map((content) => [content, true] as const),
    ...REFUSED.map((content) => [content, false] as const),
  ])("says of %j what the command does: %j", async (content, wanted) => {
    expect([isValid(content), await isTaken(content)]).toEqual([
      wanted,
      wanted,
    ]);
  });

  it("is in the package as the table of settings makes it", async () => {
    const text = await format(JSON.stringify(configSchema()), {
      parser: "json",
    });
    await expect(text).toMatchFileSnapshot(
      join(ROOT, "docs/config.schema.json"),
    );
  });
});

describe("the table of settings", () => {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  const comments = new Map(
    project
      .addSourceFileAtPath(join(ROOT, "src/generator/define-config.ts"))
      .getInterfaceOrThrow("Settings")
      .getProperties()
      .map((property) => [
        property.getName(),
        property.getJsDocs()[0]?.getDescription().trim() ?? "",
      ]),
  );

  it.each([...comments])(
    "says of %s what the type for defineConfig says",
    (name, comment) => {
      const setting = name as SettingName;
      const { description } = SETTINGS[setting];
      const taken = defaultText(setting);
      const wanted = `${description}.${taken === undefined ? "" : ` Default: ${taken}.`}`;
      expect(comment.replaceAll("`", "")).toBe(wanted);
    },
  );

  it("is the table of docs/configuration-file.md", () => {
    const page = readFileSync(join(ROOT, "docs/configuration-file.md"), "utf8");
    const [table = ""] = /^\| setting [^]*?\n\n/m.exec(`${page}\n`) ?? [];
    const rows = NAMES.map((name) => {
      const { kind, description } = SETTINGS[name];
      const values =
        typeof kind === "string"
          ? ""
          : `: ${kind.oneOf.map((value) => `\`${value}\``).join(", ")}`;
      const [variable] = environmentNames(name);
      return [
        `\`${name}\``,
        description + values,
        defaultText(name) ?? "",
        variable === undefined ? "" : `\`${variable}\``,
      ];
    });
    const shown = table
      .split("\n")
      .slice(2)
      .filter((line) => line !== "")
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(shown).toEqual(rows);
  });
});
