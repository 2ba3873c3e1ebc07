import type { GenerateProgress } from "../options.js";
import type { Io } from "./io.js";

/** Shows the progress of a generation. */
export interface ProgressLine {
  readonly show: (progress: GenerateProgress) => void;
  /** Removes the line, so that other text can follow. */
  readonly clear: () => void;
}

const WORDS: Readonly<Record<GenerateProgress["phase"], string>> = {
  fetch: "Reading descriptions",
  model: "Reading schemas",
  emit: "Printing",
  compile: "Compiling",
  format: "Formatting",
  verify: "Type-checking",
  write: "Writing",
};

/** Milliseconds between two redraws. */
const REDRAW_MS = 80;
/** Returns to the start of the line and erases it (ECMA-48: CR, EL). */
const ERASE = "\r\u001B[K";

/** One line that overwrites itself. Nothing is shown in CI, in a pipe, or with `--quiet`. */
export function progressLine(
  io: Io,
  quiet: boolean,
  now: () => number = Date.now,
): ProgressLine {
  const { CI, TERM } = io.environment;
  const inCi = CI !== undefined && CI !== "" && CI !== "false";
  if (quiet || !io.isTerminal || inCi || TERM === "dumb") {
    return { show: () => undefined, clear: () => undefined };
  }
  let drawn = -Infinity;
  let visible = false;
  let phase: string | undefined;
  return {
    show: (progress) => {
      const time = now();
      if (progress.phase === phase && time - drawn < REDRAW_MS) return;
      drawn = time;
      phase = progress.phase;
      visible = true;
      io.stderr(`${ERASE}${lineText(progress)}`);
    },
    clear: () => {
      if (visible) io.stderr(ERASE);
      visible = false;
    },
  };
}

function lineText({ phase, done, total }: GenerateProgress): string {
  return total === 0
    ? `${WORDS[phase]} ...`
    : `${WORDS[phase]} ${done}/${total}`;
}
