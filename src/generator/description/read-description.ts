import { quoted, type Diagnostic } from "../diagnostic.js";
import {
  isJsonArray,
  isJsonObject,
  pointerToken,
  type JsonObject,
} from "../json.js";
import { excessOf } from "../source/limits.js";
import { keywordTexts, localizedText } from "./localized-text.js";
import { maximumOccurrences, minimumOccurrences } from "./occurrences.js";
import type {
  DescriptionLink,
  InputDescription,
  OutputDescription,
  ProcessDescription,
} from "./process-description.js";
import { valueSchema } from "./value-schema.js";

/** A longer name is not taken for the name of an input or output. */
const MAXIMUM_NAME_LENGTH = 1000;

/** A description, or the reason why there is none. */
export interface DescriptionReading {
  readonly description?: ProcessDescription;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a process description in any shape that servers are known to serve:
 * wrapped in `process` or `processDescription`, inputs as an object or as a
 * list, occurrences as numbers or strings, texts by language, `null` for nothing.
 * A document that describes no process gives one error diagnostic.
 */
export function readDescription(
  id: string,
  document: unknown,
): DescriptionReading {
  const excess = excessOf(document);
  if (excess !== undefined) return failed(id, "description-too-large", excess);
  const { object, pointer } = unwrap(document, "");
  if (object === undefined) {
    return failed(
      id,
      "description-no-object",
      "The process description is not a JSON object.",
    );
  }
  if (isOpenEoProcess(object)) {
    return failed(
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
  const inputs = members(object["inputs"], `${pointer}/inputs`);
  const outputs = members(object["outputs"], `${pointer}/outputs`);
  for (const { problem } of [...inputs, ...outputs]) {
    if (problem !== undefined) diagnostics.push({ ...problem, process: id });
  }
  return {
    description: {
      id,
      ...processTexts(object),
      keywords: keywordTexts(object["keywords"]),
      ...jobControl(object["jobControlOptions"]),
      links: links(object["links"]),
      inputs: inputs.flatMap(({ entry }) => (entry ? [input(entry)] : [])),
      outputs: outputs.flatMap(({ entry }) => (entry ? [output(entry)] : [])),
      document,
    },
    diagnostics,
  };
}

function failed(id: string, code: string, message: string): DescriptionReading {
  const hint = "Leave it out with --exclude, or ask the server's operator.";
  return {
    diagnostics: [{ severity: "error", code, process: id, message, hint }],
  };
}

/** Old drafts wrap the description, and deployment documents do so twice. */
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
  return {
    ...(typeof version === "string" || typeof version === "number"
      ? { version: String(version) }
      : {}),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  };
}

function jobControl(value: unknown): {
  readonly jobControlOptions?: readonly string[];
} {
  if (!isJsonArray(value)) return {};
  return {
    jobControlOptions: value.filter((option) => typeof option === "string"),
  };
}

function links(value: unknown): readonly DescriptionLink[] {
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

interface Entry {
  readonly name: string;
  readonly value: JsonObject;
  readonly pointer: string;
}

type Member =
  | { readonly entry: Entry; readonly problem?: undefined }
  | { readonly entry?: undefined; readonly problem: Diagnostic };

/** Inputs and outputs are an object by name (Req 48 and 52); older drafts have a list with `id`. */
function members(value: unknown, pointer: string): readonly Member[] {
  if (isJsonArray(value)) {
    return withoutRepeats(
      value.map((item, index) => {
        const at = `${pointer}/${index}`;
        const name = isJsonObject(item)
          ? (item["id"] ?? item["identifier"] ?? item["name"])
          : undefined;
        return member(name, item, at);
      }),
    );
  }
  if (!isJsonObject(value)) return [];
  return Object.keys(value).map((name) =>
    member(name, value[name], `${pointer}/${pointerToken(name)}`),
  );
}

function member(name: unknown, value: unknown, pointer: string): Member {
  if (
    typeof name !== "string" ||
    name.length > MAXIMUM_NAME_LENGTH ||
    !isJsonObject(value)
  ) {
    return {
      problem: {
        severity: "warning",
        code: "description-member-ignored",
        pointer,
        message: `This input or output is not an object with a name of at most ${MAXIMUM_NAME_LENGTH} characters; it is left out.`,
      },
    };
  }
  return { entry: { name, value, pointer } };
}

function withoutRepeats(list: readonly Member[]): readonly Member[] {
  const seen = new Set<string>();
  return list.map((item) => {
    if (item.entry === undefined) return item;
    if (!seen.has(item.entry.name)) {
      seen.add(item.entry.name);
      return item;
    }
    return {
      problem: {
        severity: "warning",
        code: "description-member-repeated",
        pointer: item.entry.pointer,
        message: `${quoted(item.entry.name)} stands in the list before; this one is left out.`,
      },
    };
  });
}

function output({ name, value, pointer }: Entry): OutputDescription {
  const title = localizedText(value["title"]);
  const description = localizedText(value["description"] ?? value["abstract"]);
  const { schema, member: schemaMember } = valueSchema(value);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    keywords: keywordTexts(value["keywords"]),
    schema,
    schemaPointer: `${pointer}/${schemaMember}`,
    maxOccurs: maximumOccurrences(value["maxOccurs"]),
  };
}

function input(entry: Entry): InputDescription {
  const minOccurs = minimumOccurrences(entry.value["minOccurs"]);
  return {
    ...output(entry),
    ...(minOccurs === undefined ? {} : { minOccurs }),
  };
}
