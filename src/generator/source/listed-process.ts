import { isJsonArray, isJsonObject, type JsonObject } from "../json.js";
import { sourceLinks, type SourceLink } from "./landing-page.js";

/** A process of the list. */
export interface ListedProcess {
  readonly id: string;
  readonly links: readonly SourceLink[];
  /** The whole description, where the list contains it. */
  readonly document?: JsonObject;
}

/** Reads an entry of a process list: an id, a summary, or a whole description. Undefined: it has no id. */
export function listedProcess(entry: unknown): ListedProcess | undefined {
  if (typeof entry === "string") {
    return entry === "" ? undefined : { id: entry, links: [] };
  }
  if (!isJsonObject(entry)) return undefined;
  const inner = entry["process"];
  if (isJsonObject(inner)) return listedProcess(inner);
  const id = entry["id"] ?? entry["identifier"];
  if (typeof id !== "string" || id === "") return undefined;
  const described = entry["processDescriptionURL"];
  const links = [
    ...sourceLinks(entry),
    ...(typeof described === "string"
      ? [{ href: described, rel: "process-desc" }]
      : []),
  ];
  const whole = isMembers(entry["inputs"]) && isMembers(entry["outputs"]);
  return whole ? { id, links, document: entry } : { id, links };
}

function isMembers(value: unknown): boolean {
  return isJsonObject(value) || isJsonArray(value);
}
