import { styleText } from "node:util";
import type { Environment } from "./config.js";

/** Colours a text, or returns it unchanged. */
export type Style = (
  format: "bold" | "cyan" | "dim" | "green" | "red" | "yellow",
  text: string,
) => string;

/** No colours. */
export const plain: Style = (_format, text) => text;

/**
 * Colours or not: as the user says, else by NO_COLOR and FORCE_COLOR
 * (https://no-color.org), else colours on a terminal.
 */
export function styleFor(
  wanted: boolean | undefined,
  environment: Environment,
  isTerminal: boolean,
): Style {
  return (wanted ?? isColoured(environment, isTerminal))
    ? // Whether there are colours is decided here, not by the stream that Node would look at.
      (format, text) => styleText(format, text, { validateStream: false })
    : plain;
}

function isColoured(environment: Environment, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") {
    return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  }
  return isTerminal && TERM !== "dumb";
}
