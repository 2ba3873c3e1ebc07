import type { Diagnostic } from "../diagnostic.js";
import {
  defined,
  isJsonArray,
  isJsonObject,
  type JsonObject,
} from "../json.js";
import { excessOf, sizeOfDescription } from "../source/limits.js";
import { keywordTexts, localizedText } from "./localized-text.js";
import { readJobControlOptions } from "./job-control-options.js";
import { memberNamed } from "./member-named.js";
import { occurrencesOf, type Occurrences } from "./occurrences.js";
import type {
  DescriptionLink,
  InputDescription,
  OutputDescription,
  ProcessDescription,
} from "./process-description.js";
import { readMembers, type Entry, type Member } from "./read-members.js";
import { valueSchema } from "./value-schema.js";

/** A description, or the finding that tells why it cannot be read. */
export interface DescriptionReading {
  /** Absent where the document describes no process: then a diagnostic is an error. */
  readonly description?: ProcessDescription;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a process description in any shape that servers are known to send:
 * wrapped in `process` or `processDescription`, inputs as an object or as a
 * list, occurrences as numbers or strings, texts by language, `null` for what
 * is absent. A document that describes no process gives one error diagnostic.
 */
export function readDescription(
  id: string,
  document: unknown,
): DescriptionReading {
  const size = sizeOfDescription(document);
  const excess = excessOf(size);
  if (excess !== undefined) return notRead(id, "description-too-large", excess);
  const { object, pointer } = unwrap(document, "");
  if (object === undefined) {
    return notRead(
      id,
      "description-no-object",
      "The process description is not a JSON object.",
    );
  }
  if (isOpenEoProcess(object)) {
    return notRead(
      id,
      "description-openeo",
      "This is an openEO process (`parameters`, `returns`), not an OGC process description: there is nothing to generate from.",
    );
  }
  const diagnostics: Diagnostic[] = [];
  const described = ["inputs", "outputs"].some((key) => isPresent(object[key]));
  if (!described) {
    diagnostics.push({
      severity: "warning",
      code: "description-without-inputs",
      process: id,
      message:
        "The description has neither inputs nor outputs; the function takes no inputs and returns an empty object.",
    });
  }
  const inputs = readMembers(object["inputs"], `${pointer}/inputs`);
  const outputs = readMembers(object["outputs"], `${pointer}/outputs`);
  const problems = [...inputs, ...outputs].flatMap(
    ({ problem = [] }) => problem,
  );
  const jobControlOptions = readJobControlOptions(
    memberNamed(object, "jobControlOptions"),
    `${pointer}/jobControlOptions`,
    problems,
  );
  const outputTransmission = textList(object["outputTransmission"]);
  const description: ProcessDescription = {
    id,
    ...processTexts(object),
    keywords: keywordTexts(object["keywords"]),
    ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
    ...(outputTransmission === undefined ? {} : { outputTransmission }),
    links: readLinks(object["links"]),
    inputs: readEntries(inputs, readInput, problems),
    outputs: readEntries(outputs, readOutput, problems),
    document,
    refers: size.marked,
  };
  for (const problem of problems) diagnostics.push({ ...problem, process: id });
  return { description, diagnostics };
}

function notRead(
  id: string,
  code: string,
  message: string,
): DescriptionReading {
  const hint = "Leave it out with --exclude, or ask the server's operator.";
  return {
    diagnostics: [{ severity: "error", code, process: id, message, hint }],
  };
}

/** Old drafts of the standard wrap the description; documents that deploy a process wrap it twice. */
function unwrap(
  document: unknown,
  pointer: string,
): { readonly object?: JsonObject; readonly pointer: string } {
  if (!isJsonObject(document)) return { pointer };
  for (const wrapper of ["processDescription", "process"]) {
    const inner = document[wrapper];
    if (isJsonObject(inner)) return unwrap(inner, `${pointer}/${wrapper}`);
  }
  return { object: document, pointer };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isOpenEoProcess(object: JsonObject): boolean {
  return (
    (isJsonArray(object["parameters"]) || isPresent(object["process_graph"])) &&
    !isPresent(object["inputs"]) &&
    !isPresent(object["outputs"])
  );
}

function processTexts(object: JsonObject): {
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
} {
  const version = object["version"] ?? object["processVersion"];
  const title = localizedText(object["title"]);
  const description = localizedText(
    object["description"] ?? object["abstract"],
  );
  return defined({
    version:
      typeof version === "string" || typeof version === "number"
        ? String(version)
        : undefined,
    title,
    description,
  });
}

/** A list of texts; undefined where the description has none. */
function textList(value: unknown): readonly string[] | undefined {
  return isJsonArray(value)
    ? value.filter((option) => typeof option === "string")
    : undefined;
}

function readLinks(value: unknown): readonly DescriptionLink[] {
  if (!isJsonArray(value)) return [];
  return value.flatMap((link) => {
    if (!isJsonObject(link) || typeof link["href"] !== "string") return [];
    const title = localizedText(link["title"]);
    return [
      {
        href: link["href"],
        rel: typeof link["rel"] === "string" ? link["rel"] : "",
        ...(title === undefined ? {} : { title }),
      },
    ];
  });
}

function readOutput(
  { name, value, pointer }: Entry,
  { maxOccurs }: Occurrences,
): OutputDescription {
  const title = localizedText(value["title"]);
  const description = localizedText(value["description"] ?? value["abstract"]);
  const { schema, member: schemaMember } = valueSchema(value);
  return Object.assign(defined({ name, title, description }), {
    keywords: keywordTexts(value["keywords"]),
    schema,
    schemaPointer: `${pointer}/${schemaMember}`,
    maxOccurs,
  });
}

function readEntries<Value>(
  members: readonly Member[],
  read: (entry: Entry, occurrences: Occurrences) => Value,
  problems: Diagnostic[],
): readonly Value[] {
  return members.flatMap(({ entry }) =>
    entry ? [read(entry, occurrencesOf(entry, problems))] : [],
  );
}

function readInput(entry: Entry, occurrences: Occurrences): InputDescription {
  const { minOccurs } = occurrences;
  return Object.assign(readOutput(entry, occurrences), defined({ minOccurs }));
}
