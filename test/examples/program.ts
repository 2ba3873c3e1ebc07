import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program that goes on, such as a server; it is ended at the end of `await using`. */
export interface RunningProgram extends AsyncDisposable {
  readonly firstLine: string;
}

/**
 * Starts a program, and waits for the first line that it prints.
 *
 * @param variables - Added to the environment variables.
 * @throws An Error if it ends without a line.
 */
export async function startProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<RunningProgram> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) {
    throw new Error(`${[program, ...args].join(" ")} printed nothing.`);
  }
  return {
    firstLine: first.value,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
}
