import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UNCHECKED } from "../../src/generator/emit/runtime-files.js";
import { readFiles } from "../generator/output/folder.js";
import type { VirtualFile } from "./compile.js";

const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** A compiler of the matrix: the name under which the repository has it, and the flags it does not know. */
interface Compiler {
  readonly module: string;
  readonly lacks: readonly string[];
  /** Flags of projects that differ, as `tsc --init` of other tools writes them. */
  readonly loosened?: Readonly<Record<string, unknown>>;
  /** What the result calls it. Default: the module. */
  readonly tool?: string;
}

const COMPILERS: readonly Compiler[] = [
  {
    module: "typescript-5.4",
    lacks: ["isolatedDeclarations", "erasableSyntaxOnly"],
  },
  { module: "typescript", lacks: [] },
  // Projects that Node.js runs as they are, by the tsconfig.json of its documentation: not strict, class fields as in JavaScript.
  {
    module: "typescript",
    lacks: ["exactOptionalPropertyTypes"],
    loosened: { strict: false, target: "ESNext" },
    tool: "typescript without strict",
  },
  {
    module: "typescript",
    lacks: ["exactOptionalPropertyTypes"],
    loosened: { strictNullChecks: false },
    tool: "typescript without strictNullChecks",
  },
  { module: "typescript-6.0", lacks: [] },
  { module: "typescript-7.0", lacks: [] },
];

const FLAGS = {
  target: "ES2022",
  lib: ["ES2020", "DOM"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  forceConsistentCasingInFileNames: true,
  declaration: true,
  skipLibCheck: false,
  noEmit: true,
} as const;

/** The outcome of one tool for one package. */
export interface MatrixResult {
  readonly package: string;
  readonly tool: string;
  readonly passed: boolean;
  /** What the tool printed, if it did not pass. */
  readonly output: string;
}

/** Makes a folder of packages that can import the repository's libraries. */
export async function packageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "s2gos-codegen-matrix-"));
  await symlink(`${ROOT}node_modules`, join(folder, "node_modules"), "dir");
  await writeFile(join(folder, "eslint.config.js"), ESLINT_CONFIG);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  // The linter's types are those of the strictest project.
  const config = { compilerOptions: FLAGS, include: ["**/*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  return folder;
}

/** Removes the folder, but not the libraries that it links to. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Writes a package's files. */
export async function writePackage(
  folder: string,
  name: string,
  files: readonly VirtualFile[],
): Promise<void> {
  for (const { path, text } of files) {
    const file = join(folder, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, checked(text));
  }
}

/** A file that compilers check: programs leave the runtime unchecked, which this proves to be sound. */
function checked(text: string): string {
  return text.replace(`${UNCHECKED}\n`, "");
}

/** Copies the package that the repository holds as an example. */
export async function copyExample(folder: string): Promise<void> {
  const files = Object.entries(readFiles(`${ROOT}generated-example`));
  await writePackage(
    folder,
    "example",
    files.map(([path, text]) => ({ path, text })),
  );
}

/** Runs all compilers, the linter (without the given rules) and the formatter on a package. */
export async function* runMatrix(
  folder: string,
  name: string,
  rulesOff: readonly string[] = [],
): AsyncGenerator<MatrixResult> {
  for (const { module, lacks, loosened, tool = module } of COMPILERS) {
    const config = join(folder, name, `tsconfig.${module}.json`);
    const compilerOptions = Object.fromEntries(
      Object.entries({ ...FLAGS, ...loosened }).filter(
        ([flag]) => !lacks.includes(flag),
      ),
    );
    const include = ["**/*.ts"];
    await writeFile(config, JSON.stringify({ compilerOptions, include }));
    const tsc = `${ROOT}node_modules/${module}/bin/tsc`;
    yield await runTool(folder, name, tool, [tsc, "-p", config]);
    await rm(config);
  }
  const eslint = `${ROOT}node_modules/eslint/bin/eslint.js`;
  yield await runTool(folder, name, "eslint strict-type-checked", [
    eslint,
    "--no-inline-config",
    "--max-warnings=0",
    // It is linted as src/runtime, where comments say what is meant to be so.
    "--ignore-pattern=**/runtime/**",
    ...rulesOff.flatMap((rule) => ["--rule", `${rule}: off`]),
    name,
  ]);
  const prettier = `${ROOT}node_modules/prettier/bin/prettier.cjs`;
  yield await runTool(folder, name, "prettier --check", [
    prettier,
    "--check",
    "--no-config",
    name,
  ]);
}

async function runTool(
  folder: string,
  name: string,
  tool: string,
  command: readonly string[],
): Promise<MatrixResult> {
  try {
    await promisify(execFile)(process.execPath, [...command], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { package: name, tool, passed: true, output: "" };
  } catch (error) {
    const { stdout = "", stderr = "" } = error as {
      readonly stdout?: string;
      readonly stderr?: string;
    };
    return { package: name, tool, passed: false, output: stdout + stderr };
  }
}

const ESLINT_CONFIG = `import tseslint from "typescript-eslint";

export default tseslint.config(...tseslint.configs.strictTypeChecked, {
  files: ["**/*.ts"],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
});
`;
