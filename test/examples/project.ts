import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");

const run = promisify(execFile);

type Variables = Readonly<Record<string, string>>;

interface ExampleOptions {
  readonly packages?: readonly string[];
  readonly variables?: Variables;
}

/** An example, installed from the packed command in a copy; the copy is deleted at the end of `await using`. */
export interface ExampleProject extends AsyncDisposable {
  readonly folder: string;
  /** Runs npm in the folder, and gives what it printed; what fails is thrown with its output. */
  readonly npm: (...args: readonly string[]) => Promise<string>;
  /** Runs a program of the example's packages, or else one of the machine, in the same way. */
  readonly run: (
    program: string,
    ...args: readonly string[]
  ) => Promise<string>;
}

/**
 * Installs an example of examples/ in a copy. Needs the registry.
 *
 * @param name - the folder in examples/
 * @param tarball - the packed command; without it, the command is packed
 * @param options - packages that it needs besides on this machine, and variables of the environment of all it runs
 */
export async function installExample(
  name: string,
  tarball?: string,
  { packages = [], variables = {} }: ExampleOptions = {},
): Promise<ExampleProject> {
  const folder = await mkdtemp(join(tmpdir(), `s2gos-${name}-`));
  const project: ExampleProject = {
    folder,
    npm: (...args) => output("npm", args, folder, variables),
    run: (program, ...args) => {
      const bin = join(folder, "node_modules/.bin");
      const path = [bin, process.env["PATH"]].join(delimiter);
      return output(program, args, folder, { ...variables, PATH: path });
    },
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
      ...packages,
    );
    return project;
  } catch (error) {
    await project[Symbol.asyncDispose]();
    throw error;
  }
}

async function packInto(folder: string): Promise<string> {
  const args = ["pack", "--silent", "--pack-destination", folder];
  await output("npm", args, ROOT, {});
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
  variables: Variables,
): Promise<string> {
  try {
    const env = { ...process.env, NO_COLOR: "1", ...variables };
    return (await run(program, args, { cwd, env })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as Partial<
      Record<"stdout" | "stderr", string>
    >;
    throw new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}
