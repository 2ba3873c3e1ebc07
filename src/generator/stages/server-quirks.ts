import type { ServerKind } from "../source/source.js";

/** What the generator does otherwise for a server that it recognised. */
export interface ServerQuirks {
  /** How object inputs are sent where the user does not say. */
  readonly objectInputs: "plain" | "qualified";
}

/** Servers that are not recognised get this. */
const COMMON: ServerQuirks = { objectInputs: "plain" };

/** Weaver and ZOO follow Requirement 20 of OGC 18-062r2 to the letter. */
const QUIRKS: Readonly<Record<ServerKind, ServerQuirks>> = {
  pygeoapi: COMMON,
  weaver: { objectInputs: "qualified" },
  wraptile: COMMON,
  zoo: { objectInputs: "qualified" },
};

/** The quirks of a server, or what is common where it was not recognised. */
export function quirksOf(server: ServerKind | undefined): ServerQuirks {
  return server === undefined ? COMMON : QUIRKS[server];
}
