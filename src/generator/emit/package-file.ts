import { compareCodePoints } from "../json.js";

/** What the package's own package.json says. */
export interface PackageDescription {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Package that the runtime is imported from, with its version; absent where a copy is inside. */
  readonly runtimePackage?: { readonly name: string; readonly version: string };
}

/** Versions that the generated package is tested with. */
const UNDICI_VERSION = "^7.30.2";
const AJV_VERSION = "^8.20.0";

/** The text of the package's package.json. */
export function packageFile(description: PackageDescription): string {
  const { name, version, runtimePackage } = description;
  const entry = (path: string) => ({
    types: `./dist/${path}.d.ts`,
    default: `./dist/${path}.js`,
  });
  const dependencies =
    runtimePackage === undefined
      ? { undici: UNDICI_VERSION }
      : { [runtimePackage.name]: runtimePackage.version };
  const content = {
    name,
    version,
    description: description.description,
    type: "module",
    engines: { node: ">=20.19" },
    sideEffects: false,
    exports: {
      ".": entry("index"),
      "./bind": entry("bind"),
      "./processes/*": entry("processes/*"),
      ...(runtimePackage === undefined
        ? { "./runtime": entry("runtime/index") }
        : {}),
      "./schemas": entry("schemas/index"),
      "./package.json": "./package.json",
    },
    // Bundlers for browsers leave out what only Node.js has: the client then uses the browser's fetch.
    browser: { undici: false, "node:fs": false, "node:fs/promises": false },
    files: ["dist"],
    scripts: { build: "tsc", prepack: "tsc" },
    dependencies: Object.fromEntries(
      Object.entries(dependencies).sort(([left], [right]) =>
        compareCodePoints(left, right),
      ),
    ),
    peerDependencies: { ajv: AJV_VERSION },
    peerDependenciesMeta: { ajv: { optional: true } },
    devDependencies: { "@types/node": "^20.19.0", typescript: ">=5.4" },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** A package name from the service's title: lower case, as the registry wants it. */
export function packageNameFrom(title: string | undefined): string {
  const name = (title ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return name === "" ? "processes-client" : `${name}-client`;
}
