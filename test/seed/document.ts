import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(
  new URL("../../../shared/seed/client-api.txt", import.meta.url),
);

/** Whether the seed document, which shows the reference client's calls and results, is beside the repository. */
export const HAS_SEED_DOCUMENT: boolean = existsSync(FILE);

/** The printed result of a cell, parsed as JSON, with a server's URL in place of the document's. */
export function printedIn(cell: number, serverUrl: string): unknown {
  const text = readFileSync(FILE, "utf8");
  const start = text.indexOf(`Out[${cell}]:`);
  if (start === -1) throw new Error(`The document has no cell ${cell}.`);
  const from = text.indexOf("{", start);
  const end = text.indexOf("\nIn [", from);
  const printed = text.slice(from, end).replaceAll(LOCAL, serverUrl);
  return JSON.parse(printed);
}

const LOCAL = "http://localhost:8008/";
