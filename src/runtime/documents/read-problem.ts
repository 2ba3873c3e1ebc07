import {
  arrayOf,
  isRecord,
  isText,
  readJson,
  textOf,
  withTexts,
} from "../base/json.js";
import { oneLine, type Problem } from "./problem.js";

type Reader = (body: Readonly<Record<string, unknown>>) => Problem | undefined;

/** `{"detail": [{"loc": ["body", "inputs"], "msg": "Field required"}]}`, as FastAPI reports bad requests. */
const validationErrorList: Reader = (body) => {
  const { detail: errors } = body;
  if (!Array.isArray(errors)) return undefined;
  const sentences = errors.map((fault: unknown) => {
    if (!isRecord(fault)) return textOf(fault) ?? "";
    const place = arrayOf(fault["loc"]).join(".");
    const said = textOf(fault["msg"]) ?? JSON.stringify(fault);
    return place && said ? `${place}: ${said}` : place + said;
  });
  return { ...body, detail: sentences.join("; "), errors };
};

/** `{"code", "type", "description"}`, as pygeoapi, Weaver and drafts before 1.0 report errors. */
const exceptionReport: Reader = (body) => {
  const detail = textOf(body["detail"]) ?? textOf(body["description"]);
  const code = textOf(body["code"]);
  if (detail === undefined || code === undefined) return undefined;
  const type = textOf(body["type"]) ?? code;
  const title = textOf(body["title"]) ?? code;
  return { ...body, type, title, detail };
};

/** `{"exceptions": [...]}`, `[{"Code", "Locator", "Text"}]`: reports of OWS (OGC 06-121r9, section 8), as Weaver and its relatives make JSON of them. */
const exceptionList: Reader = (body) => {
  const { exceptions, Exception: exception, errors } = body;
  const [list] = [exceptions, exception, errors].filter((found) =>
    Array.isArray(found),
  );
  const sentences = arrayOf(list).flatMap((entry) => {
    if (isText(entry)) return [entry];
    if (!isRecord(entry)) return [];
    const said = textIn(entry, TEXTS_OF_EXCEPTIONS);
    const place = textIn(entry, ["Locator", "locator"]);
    return said === undefined || place === undefined || said.includes(place)
      ? (said ?? [])
      : [`${place}: ${said}`];
  });
  if (sentences.length === 0) return undefined;
  const [first] = arrayOf(list);
  const code = isRecord(first) ? textIn(first, ["Code", "code"]) : undefined;
  return {
    ...(code === undefined ? {} : { type: code, title: code }),
    ...body,
    detail: [textOf(body["detail"]), ...sentences].filter(isText).join("; "),
  };
};

const TEXTS_OF_EXCEPTIONS = [
  "Text",
  "text",
  "ExceptionText",
  "exceptionText",
  "description",
  "detail",
  "message",
];

function textIn(
  entry: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  return names.map((name) => textOf(entry[name])).find(isText);
}

/** RFC 7807, with any content type. */
const problemDetails: Reader = (body) => {
  const { type, title, detail } = body;
  if (![type, title, detail].some(isText)) return undefined;
  const { status: said } = body;
  const status = isText(said) || typeof said === "number" ? Number(said) : NaN;
  return {
    ...withTexts({ ...body, status: null }, TEXTS_OF_PROBLEMS),
    ...(Number.isInteger(status) ? { status } : {}),
  };
};

const TEXTS_OF_PROBLEMS = ["type", "title", "detail", "instance"];

/** `{"error": {"message": ...}}`, `{"error": "..."}`, `{"message": "..."}`, `{"exception": {...}}`, as gateways and web frameworks report errors. */
const errorMember: Reader = (body) => {
  const error = body["error"] ?? body["exception"] ?? body["message"];
  if (isText(error)) {
    const detail = textOf(body["message"]) ?? textOf(body["error_description"]);
    return detail === undefined || detail === error
      ? { ...body, title: error }
      : { ...body, title: error, detail };
  }
  const detail = isRecord(error)
    ? (textOf(error["message"]) ?? textOf(error["description"]))
    : undefined;
  return detail === undefined ? undefined : { ...body, detail };
};

const READERS: readonly Reader[] = [
  validationErrorList,
  exceptionList,
  exceptionReport,
  problemDetails,
  errorMember,
];

/**
 * Reads the body of a failed request. HTML or plain text becomes a problem with its title or first line.
 * @param body - The body as text.
 * @param masked - A text without the secrets in it: of what is not JSON only the beginning is taken, which could end inside one.
 * @returns undefined: the body says nothing.
 */
export function readProblem(
  body: string,
  masked: (text: string) => string = (text) => text,
): Problem | undefined {
  const text = body.trim();
  if (text === "") return undefined;
  const parsed = readJson(text);
  if (parsed === undefined) return { title: titleOfPage(masked(text)) };
  if (typeof parsed === "string") return { title: parsed };
  return problemOf(parsed);
}

/** Reads an exception that is part of a document, such as the `exception` of a failed job (OGC 18-062r2, section 8). */
export function problemOf(value: unknown): Problem | undefined {
  if (Array.isArray(value)) return exceptionList({ exceptions: value });
  if (!isRecord(value)) return undefined;
  for (const read of READERS) {
    const problem = read(value);
    if (problem !== undefined) return problem;
  }
  return Object.keys(value).length > 0 ? value : undefined;
}

function titleOfPage(page: string): string {
  const title = /<title[^<>]*>([^<]*)/i.exec(page)?.[1];
  return oneLine(title ?? "") || oneLine(page);
}
