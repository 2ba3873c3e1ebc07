import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf, USER_PAGES } from "../documentation/code-blocks.js";
import { ENVIRONMENTS } from "./environments.js";

const TEMPLATES = join(import.meta.dirname, "templates");
const MANIFESTS = readdirSync(TEMPLATES, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("package.json"))
  .filter((path) => !path.includes("node_modules"));

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

describe("the table of environments", () => {
  it("names each environment once", () => {
    const names = ENVIRONMENTS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(ENVIRONMENTS.map(({ name, layers }) => [name, layers] as const))(
    "%s has its layers, with a package.json",
    (_name, layers) => {
      const folders = layers.map((layer) => join(TEMPLATES, layer));
      expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
      expect(
        folders.some((folder) => existsSync(join(folder, "package.json"))),
      ).toBe(true);
    },
  );

  it("uses every template", () => {
    const used = new Set(
      ENVIRONMENTS.flatMap(({ layers }) =>
        layers.map((layer) => layer.replace(/\/.*/, "")),
      ),
    );
    expect(readdirSync(TEMPLATES).filter((name) => !used.has(name))).toEqual(
      [],
    );
  });

  it("has each tool that a page names for a file", () => {
    const known = new Set(ENVIRONMENTS.map(({ name }) => name));
    const blocks = USER_PAGES.flatMap(blocksOf);
    const named = blocks.flatMap(({ page, line, attributes }) =>
      (attributes.tool?.split(",") ?? []).filter(isEnvironment).map((tool) => ({
        place: `${page}:${line}`,
        file: attributes.file,
        isKnown: known.has(`documented-${tool}`),
      })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(
      named.filter(({ file, isKnown }) => file === undefined || !isKnown),
    ).toEqual([]);
  });

  it.each(MANIFESTS)("%s has exact versions", (path) => {
    const text = readFileSync(join(TEMPLATES, path), "utf8");
    const { dependencies, devDependencies } = JSON.parse(text) as Manifest;
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(
      versions.filter(
        ([name, version]) =>
          name !== "generated-client" && !/^\d+\.\d+\.\d+$/.test(version),
      ),
    ).toEqual([]);
  });
});

/** Files of examples are used by the tests of these. */
function isEnvironment(tool: string): boolean {
  return tool !== "example";
}
