import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ENVIRONMENTS, REQUIREMENTS } from "./places.js";
import { mustRun, outcomeOf } from "./run.js";

/** The Python that the servers run on: `absent`, `unfit` or `found`. */
export type Python =
  | { readonly state: "absent" | "unfit"; readonly reason: string }
  | { readonly state: "found"; readonly program: string };

const CHECK =
  "import ensurepip, sys, venv; sys.exit(0 if sys.version_info >= (3, 11) else 3)";

/** Looks for Python 3.11 or newer with venv: the program that `PYTHON` names, otherwise `python3`. */
export async function findPython(): Promise<Python> {
  const program = process.env["PYTHON"] ?? "python3";
  try {
    const { code, stderr } = await outcomeOf(program, ["-c", CHECK]);
    if (code === 0) return { state: "found", program };
    const said = stderr.trim().split("\n").at(-1) ?? "";
    const reason =
      code === 3
        ? `${program} is older than 3.11`
        : `${program} can't make an environment (${said})`;
    return { state: "unfit", reason };
  } catch {
    return { state: "absent", reason: `there is no program ${program}` };
  }
}

/**
 * The folder of the programs of an environment that holds what requirements.txt names. There is one for
 * each content of that file and each Python; it is complete or not there, also where several runs make it.
 */
export async function environment(python: string): Promise<string> {
  const { stdout: version } = await mustRun(python, ["--version"]);
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
  const folder = join(ENVIRONMENTS, `interop-${hash.slice(0, 12)}`);
  if (!existsSync(folder)) {
    console.log("Making the Python environment of the interop tests ...");
    await mkdir(ENVIRONMENTS, { recursive: true });
    await makeEnvironment(python, folder);
  }
  return join(folder, "bin");
}

/** Programs of an environment are run by its `python`, which works wherever the folder is moved to. */
async function makeEnvironment(python: string, folder: string): Promise<void> {
  const made = await mkdtemp(`${folder}-`);
  try {
    await mustRun(python, ["-m", "venv", made]);
    await mustRun(join(made, "bin/python"), [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
      ...["--requirement", REQUIREMENTS],
    ]);
    await rename(made, folder);
  } catch (failure) {
    await rm(made, { recursive: true, force: true });
    // Another run made it meanwhile.
    if (!existsSync(folder)) throw failure;
  }
}

/** The version of a package that requirements.txt names. */
export async function versionOf(name: string): Promise<string> {
  const requirements = await readFile(REQUIREMENTS, "utf8");
  const line = requirements
    .split("\n")
    .find((text) => text.startsWith(`${name}==`));
  if (line === undefined) {
    throw new Error(`${REQUIREMENTS} does not name ${name}.`);
  }
  return line.slice(name.length + 2).trim();
}
