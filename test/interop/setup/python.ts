import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ENVIRONMENT, REQUIREMENTS } from "./places.js";
import { mustRun, outcomeOf } from "./run.js";

/** Whether there is a Python that the servers run on: none at all, one that is of no use, or one that is. */
export type Python =
  | { readonly state: "absent" | "unfit"; readonly reason: string }
  | { readonly state: "found"; readonly program: string };

const CHECK =
  "import ensurepip, sys, venv; sys.exit(0 if sys.version_info >= (3, 11) else 3)";

/** Looks for Python 3.11 or newer with the means to make an environment: `PYTHON`, else `python3`. */
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
 * The folder of the programs of an environment that holds what requirements.txt names. It is made anew
 * when that file, or the Python, is another; otherwise an earlier one is used again.
 */
export async function environment(python: string): Promise<string> {
  const programs = join(ENVIRONMENT, "bin");
  const stamp = join(ENVIRONMENT, "made-from");
  const { stdout: version } = await mustRun(python, ["--version"]);
  const wanted = createHash("sha256")
    .update(version)
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
  const present = await readFile(stamp, "utf8").catch(() => "");
  if (present === wanted) return programs;
  console.log("Making the Python environment of the interop tests ...");
  await rm(ENVIRONMENT, { recursive: true, force: true });
  await mkdir(ENVIRONMENT, { recursive: true });
  await mustRun(python, ["-m", "venv", ENVIRONMENT]);
  await mustRun(join(programs, "python"), [
    ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
    ...["--requirement", REQUIREMENTS],
  ]);
  await writeFile(stamp, wanted);
  return programs;
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
