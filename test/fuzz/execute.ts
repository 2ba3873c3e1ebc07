import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { RUNTIME_MODULE, type HostilePackage } from "./packages.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What the child process must find in a package that it executes. */
export interface ExpectedPackage {
  readonly folder: string;
  readonly processes: readonly {
    readonly id: string;
    readonly functionName: string;
    readonly outputs: readonly string[];
    /** JSON text of the schemas. */
    readonly schemas: string;
    readonly enumerations: readonly {
      readonly name: string;
      readonly values: string;
    }[];
  }[];
}

/** The number of executed packages, and all faults. */
export interface ExecutionReport {
  readonly packages: number;
  readonly faults: readonly string[];
}

/**
 * Compiles packages, imports all their modules in a child process that detects side
 * effects, and compares the values in them with the model.
 */
export async function executePackages(
  packages: readonly HostilePackage[],
): Promise<ExecutionReport> {
  const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  try {
    await writeRuntime(join(folder, "node_modules"));
    const expected: ExpectedPackage[] = [];
    for (const hostile of packages) {
      const inside = join(folder, `case-${hostile.service.index}`);
      await writePackage(inside, hostile);
      expected.push(expectedOf(inside, hostile));
    }
    const list = join(folder, "expected.json");
    await writeFile(list, JSON.stringify(expected));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        "--import",
        "tsx",
        fileURLToPath(new URL("execute-child.ts", import.meta.url)),
        list,
      ],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
    );
    return JSON.parse(stdout) as ExecutionReport;
  } catch (error) {
    return { packages: packages.length, faults: [String(error)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writePackage(
  folder: string,
  { files }: HostilePackage,
): Promise<void> {
  for (const { path, text } of files) {
    if (!path.endsWith(".ts")) continue;
    await write(join(folder, path.replace(/ts$/, "js")), compiled(text));
  }
  await write(join(folder, "package.json"), '{ "type": "module" }');
}

async function writeRuntime(modules: string): Promise<void> {
  const source = join(ROOT, "src/runtime");
  const target = join(modules, RUNTIME_MODULE);
  const names = readdirSync(source, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((path) => path.endsWith(".ts"))) {
    const text = readFileSync(join(source, name), "utf8");
    await write(join(target, name.replace(/ts$/, "js")), compiled(text));
  }
  await write(
    join(target, "package.json"),
    '{ "type": "module", "exports": "./index.js" }',
  );
  await symlink(join(ROOT, "node_modules/undici"), join(modules, "undici"));
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function compiled(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText;
}

function expectedOf(
  folder: string,
  { model }: HostilePackage,
): ExpectedPackage {
  return {
    folder,
    processes: model.processes.map((process) => ({
      id: process.id,
      functionName: process.functionName,
      outputs: process.outputs.map(({ name }) => name),
      schemas: JSON.stringify(process.schemas),
      enumerations: process.enumerations.map(({ name, values }) => ({
        name,
        values: JSON.stringify(values),
      })),
    })),
  };
}
