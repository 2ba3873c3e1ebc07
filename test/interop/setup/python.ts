import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { outcomeOf } from "./run.js";

/** A Python that is on this machine: its program, and the minor version of its Python 3. */
export interface Python {
  readonly program: string;
  readonly minor: number;
}

/** The minor versions of Python 3 that something runs on. */
export interface PythonRange {
  readonly least: number;
  readonly most?: number;
}

const NAMES = ["python3", ...[15, 14, 13, 12, 11].map((n) => `python3.${n}`)];

/** Prints the minor version, of a Python 3 that can make environments. */
const CHECK =
  "import ensurepip, sys, venv; assert sys.version_info.major == 3; print(sys.version_info.minor)";

/**
 * Looks for every Python 3 with venv: the program that `PYTHON` names, those in the path, and those
 * that pyenv manages, which are not in the path.
 */
export async function findPythons(): Promise<readonly Python[]> {
  const named = process.env["PYTHON"];
  const programs = [
    ...(named === undefined ? [] : [named]),
    ...NAMES,
    ...(await managedByPyenv()),
  ];
  const found = await Promise.all(programs.map(pythonOf));
  return found.flat();
}

/** The first of the Pythons that a range holds. */
export function choosePython(
  pythons: readonly Python[],
  { least, most = Infinity }: PythonRange,
): Python | undefined {
  return pythons.find(({ minor }) => minor >= least && minor <= most);
}

/** A range in words. */
export function rangeText({ least, most }: PythonRange): string {
  if (most === undefined) return `Python 3.${least} or newer`;
  return most === least
    ? `Python 3.${least}`
    : `Python 3.${least} to 3.${most}`;
}

async function pythonOf(program: string): Promise<readonly Python[]> {
  try {
    const { code, stdout } = await outcomeOf(program, ["-c", CHECK]);
    return code === 0 ? [{ program, minor: Number(stdout) }] : [];
  } catch {
    return [];
  }
}

async function managedByPyenv(): Promise<readonly string[]> {
  try {
    const { stdout } = await outcomeOf("pyenv", ["root"]);
    const versions = join(stdout.trim(), "versions");
    return (await readdir(versions))
      .filter((name) => name.startsWith("3."))
      .map((name) => join(versions, name, "bin/python"));
  } catch {
    return [];
  }
}
