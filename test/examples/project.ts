import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");

const run = promisify(execFile);

/** An example, installed from the packed command in a copy; the copy is deleted at the end of `await using`. */
export interface ExampleProject extends AsyncDisposable {
  readonly folder: string;
  /** Runs npm in the folder, and gives what it printed; what fails is thrown with its output. */
  readonly npm: (...args: readonly string[]) => Promise<string>;
}

/**
 * Installs an example of examples/ in a copy. Needs the registry.
 *
 * @param name - the folder in examples/
 * @param tarball - the packed command; without it, the command is packed
 */
export async function installExample(
  name: string,
  tarball?: string,
): Promise<ExampleProject> {
  const folder = await mkdtemp(join(tmpdir(), `s2gos-${name}-`));
  const project: ExampleProject = {
    folder,
    npm: (...args) => output("npm", args, folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  try {
    await cp(join(ROOT, "examples", name), folder, {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|dist|generated)$/.test(path),
    });
    const packed = resolve(tarball ?? (await packInto(folder)));
    await project.npm(
      "install",
      "--no-audit",
      "--no-fund",
      "--no-save",
      packed,
    );
    return project;
  } catch (error) {
    await project[Symbol.asyncDispose]();
    throw error;
  }
}

async function packInto(folder: string): Promise<string> {
  await output("npm", ["pack", "--silent", "--pack-destination", folder], ROOT);
  const [name = ""] = (await readdir(folder)).filter((name) =>
    name.endsWith(".tgz"),
  );
  return join(folder, name);
}

/** Compilers print what is wrong to stdout, of which the error of `execFile` says nothing. */
async function output(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<string> {
  try {
    return (await run(program, args, { cwd })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as Partial<
      Record<"stdout" | "stderr", string>
    >;
    throw new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}
