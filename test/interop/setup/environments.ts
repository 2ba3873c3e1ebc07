import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ENVIRONMENTS_FOLDER, REQUIREMENTS } from "./places.js";
import type { Python, PythonRange } from "./python.js";
import { mustRun } from "./run.js";

/** The Python environments of the servers, and the Pythons that these run on. */
export const ENVIRONMENTS = {
  servers: { least: 11 },
  newest: { least: 12 },
  oldest: { least: 11, most: 11 },
} as const satisfies Readonly<Record<string, PythonRange>>;

/** One of {@link ENVIRONMENTS}. */
export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** Installs packages from the same registry as pip, in a tenth of the time. */
const INSTALLER = "uv==0.13.9";

/**
 * The folder of the programs of an environment that holds what its requirements name. There is one for
 * each content of that file and each Python; it is complete or not there, also where several runs make it.
 */
export async function environment(
  name: EnvironmentName,
  python: Python,
): Promise<string> {
  const requirements = requirementsOf(name);
  const folder = await made(
    name,
    [await versionText(python), await readFile(requirements, "utf8")],
    async (folder) => {
      const uv = await installer(python);
      const program = join(folder, "bin/python");
      await mustRun(python.program, ["-m", "venv", "--without-pip", folder]);
      await mustRun(uv, [
        ...["pip", "install", "--quiet", "--python", program],
        ...["--requirement", requirements],
      ]);
    },
  );
  return join(folder, "bin");
}

/** The version of a package that the requirements of an environment name. */
export async function versionOf(
  name: EnvironmentName,
  distribution: string,
): Promise<string> {
  const requirements = await readFile(requirementsOf(name), "utf8");
  const start = `${distribution}==`;
  const line = requirements.split("\n").find((text) => text.startsWith(start));
  if (line === undefined) {
    throw new Error(`${requirementsOf(name)} does not name ${distribution}.`);
  }
  return line.slice(start.length).trim();
}

function requirementsOf(name: EnvironmentName): string {
  return join(REQUIREMENTS, `${name}.txt`);
}

async function versionText({ program }: Python): Promise<string> {
  return (await mustRun(program, ["--version"])).stdout;
}

/** The program that installs packages. */
async function installer(python: Python): Promise<string> {
  const facts = [await versionText(python), INSTALLER];
  const folder = await made("installer", facts, async (folder) => {
    await mustRun(python.program, ["-m", "venv", folder]);
    await mustRun(join(folder, "bin/python"), [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
      INSTALLER,
    ]);
  });
  return join(folder, "bin/uv");
}

/** The folder of an environment, which is made unless it is there. Programs of an environment are run by its `python`, which works wherever the folder is moved to. */
async function made(
  name: string,
  facts: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(fact);
  const suffix = hash.digest("hex").slice(0, 12);
  const folder = join(ENVIRONMENTS_FOLDER, `interop-${name}-${suffix}`);
  if (existsSync(folder)) return folder;
  console.log(`Making the Python environment ${name} of the interop tests ...`);
  await mkdir(ENVIRONMENTS_FOLDER, { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await make(temporary);
    await rename(temporary, folder);
  } catch (failure) {
    await rm(temporary, { recursive: true, force: true });
    // Another run made it meanwhile.
    if (!existsSync(folder)) throw failure;
  }
  return folder;
}
