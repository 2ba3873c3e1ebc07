import type { PackageManager, Project } from "../project/project.js";

/** What the next steps after a generation depend on. */
export interface GeneratedPackage {
  /** Name of a generated function; undefined where there is none. */
  readonly functionName: string | undefined;
  /** The output folder, relative to the working directory where it is below it. */
  readonly out: string;
  /** What stands after `import ... from` in a file beside the output folder. */
  readonly specifier: string;
  /** Name of the package, where programs import it by that; undefined where they import its folder. */
  readonly packageName: string | undefined;
  /** Whether it is JavaScript to publish, not sources of the project. */
  readonly isCompiled: boolean;
  /** Module of the runtime, where the package does not contain a copy. */
  readonly runtimeImport: string | undefined;
  /** The project around the output folder; undefined where there is none. */
  readonly project: Project | undefined;
  /** Whether the Node.js of this run runs TypeScript as it is. */
  readonly nodeRunsTypeScript: boolean;
}

/**
 * What Node sends requests with, where it is installed. Version 8 does not run in each version of
 * Node that packages run in.
 */
const UNDICI = "undici@7";

/** Packages that build for browsers, which have no use for undici. */
const BROWSER_TOOLS = [
  "@angular/core",
  "@rspack/core",
  "next",
  "parcel",
  "rollup",
  "vite",
  "webpack",
  "wrangler",
] as const;

/** Packages that compile or run TypeScript, besides those that build for browsers. */
const TYPESCRIPT_TOOLS = [
  "@babel/core",
  "@swc-node/register",
  "@swc/core",
  "esbuild",
  "jiti",
  "ts-node",
  "tsup",
  "tsx",
  "typescript",
  "vitest",
] as const;

const INSTALL: Readonly<Record<PackageManager, string>> = {
  bun: "bun add",
  npm: "npm install",
  pnpm: "pnpm add",
  yarn: "yarn add",
};

/**
 * The steps after a first generation: how to import the package, what is still to be installed, what
 * to commit, and how CI finds a package that is out of date. A step that is done is left out.
 */
export function nextSteps(generated: GeneratedPackage): string {
  const { functionName, isCompiled, out, packageName, specifier } = generated;
  const imported = functionName ?? "createClient";
  const lines = [
    "Next steps:",
    `  import { ${imported} } from ${JSON.stringify(packageName ?? specifier)};`,
    ...(isCompiled ? [] : installSteps(generated)),
    isCompiled
      ? `  npm publish ${folderSpecifier(out)}, or npm install it by this path where it is used.`
      : `  Commit ${out} as it is, with its .s2gos-codegen.json.`,
    "  In CI, run the same command with --check: it fails once the processes have changed.",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function installSteps({
  out,
  packageName,
  runtimeImport,
  project,
  nodeRunsTypeScript,
}: GeneratedPackage): readonly string[] {
  if (project === undefined) return [];
  const install = INSTALL[project.packageManager];
  const isAbsent = (name: string | undefined): name is string =>
    name !== undefined && !project.dependencies.has(name);
  const needed = [
    ...(isAbsent(packageName) ? [folderSpecifier(out)] : []),
    ...[packageOf(runtimeImport)].filter(isAbsent),
  ];
  const steps: string[] = [];
  if (needed.length > 0) steps.push(`  ${install} ${needed.join(" ")}`);
  if (isAbsent("undici") && runsInNode(project)) {
    steps.push(
      `  ${install} ${UNDICI}, optional: with it, Node uses proxies and waits longer than 5 minutes for a response.`,
    );
  }
  if (!project.isModule && !project.hasTsconfig && needsModules(project)) {
    steps.push("  npm pkg set type=module");
  }
  if (!nodeRunsTypeScript && isJavaScript(project)) {
    steps.push(
      "  The files are TypeScript, which Node.js runs from 22.18 on; before, add --emit js to get JavaScript, or run your program with tsx.",
    );
  }
  return steps;
}

function runsInNode(project: Project): boolean {
  return (
    project.packageManager !== "bun" &&
    !BROWSER_TOOLS.some((name) => project.dependencies.has(name))
  );
}

/** Bun and bundlers take modules whatever package.json says. */
const needsModules = runsInNode;

/** Whether nothing in a project compiles or runs TypeScript. */
function isJavaScript(project: Project): boolean {
  return (
    runsInNode(project) &&
    !project.hasTsconfig &&
    !TYPESCRIPT_TOOLS.some((name) => project.dependencies.has(name))
  );
}

/** A folder as package managers take it: with a `.` or `/` before its name. */
function folderSpecifier(out: string): string {
  return /^(?:[./]|[A-Za-z]:)/.test(out) ? out : `./${out}`;
}

/** The package of a module: `a` of `a/b`, `@a/b` of `@a/b/c`; undefined for a path. */
function packageOf(module: string | undefined): string | undefined {
  return module === undefined
    ? undefined
    : /^(?:@[^/]+\/)?[^./@#][^/]*/.exec(module)?.[0];
}
