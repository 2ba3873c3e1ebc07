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

/** A line of text that overwrites itself. */
export interface OverwritingLine {
  /** @param isNew - Shown at once; the others are left out where they come faster than anybody reads. */
  readonly show: (text: () => string, isNew: boolean) => void;
  readonly clear: () => void;
}

/** A line on standard error that overwrites itself. Undefined: in CI, in a pipe and on a terminal that cannot. */
export function overwritingLine(
  io: Io,
  now: () => number = Date.now,
): OverwritingLine | undefined {
  const { CI, TERM } = io.environment;
  const inCi = CI !== undefined && CI !== "" && CI !== "false";
  if (!io.isTerminal || inCi || TERM === "dumb") return undefined;
  let drawn = -Infinity;
  let visible = false;
  return {
    show: (text, isNew) => {
      const time = now();
      if (!isNew && time - drawn < REDRAW_MS) return;
      drawn = time;
      visible = true;
      io.stderr(`${ERASE}${text()}`);
    },
    clear: () => {
      if (visible) io.stderr(ERASE);
      visible = false;
    },
  };
}

/** The progress of a generation in one line. Nothing is shown in CI, in a pipe, or with `--quiet`. */
export function progressLine(
  io: Io,
  quiet: boolean,
  now: () => number = Date.now,
): ProgressLine {
  const line = quiet ? undefined : overwritingLine(io, now);
  let phase: string | undefined;
  return {
    show: (progress) => {
      line?.show(() => lineText(progress), progress.phase !== phase);
      phase = progress.phase;
    },
    clear: () => line?.clear(),
  };
}

function lineText({ phase, done, total }: GenerateProgress): string {
  return total === 0
    ? `${WORDS[phase]} ...`
    : `${WORDS[phase]} ${done}/${total}`;
}
