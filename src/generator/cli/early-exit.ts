import { EXIT } from "./exit-codes.js";

/** What runs at the time, innermost last, as the error names it. */
const RUNNING: string[] = [];

/**
 * Runs what may end the program, as code of the user does by `process.exit`: an exit code of 0 would say that all was done.
 * Then an error says what did so, and the exit code is that of a failure.
 *
 * @param what - Of what runs, as the beginning of a sentence.
 */
export async function toldOfExit<Value>(
  what: string,
  run: () => Promise<Value>,
): Promise<Value> {
  if (RUNNING.push(what) === 1) process.once("exit", tell);
  try {
    return await run();
  } finally {
    RUNNING.pop();
    if (RUNNING.length === 0) process.off("exit", tell);
  }
}

/** Nothing that waits happens any more, so the text is written as it is. */
function tell(code: number): void {
  process.stderr.write(
    `error: ${RUNNING.at(-1) ?? ""} ended the command before it was done, with exit code ${code}.\n` +
      "  hint: Code of the configuration, an emitter or what they import must not call process.exit.\n",
  );
  if (code === 0) process.exitCode = EXIT.failed;
}
