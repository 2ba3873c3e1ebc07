import { isRecord, tryParseJson, textOf } from "../base/json.js";

/** What a server says about a failure, with the members of RFC 7807, whichever format the server used. */
export interface Problem {
  /** URI of the kind of problem, or the server's own name for it. */
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly instance?: string;
  /** Every other member that the server sent. */
  readonly [extension: string]: unknown;
}

type Reader = (body: Readonly<Record<string, unknown>>) => Problem | undefined;

/** `{"detail": [{"loc": ["body", "inputs"], "msg": "Field required"}]}`, as FastAPI reports bad requests. */
const validationErrorList: Reader = (body) => {
  const { detail } = body;
  if (!Array.isArray(detail)) return undefined;
  const sentences = detail.map((fault: unknown) => {
    if (!isRecord(fault)) return textOf(fault) ?? "";
    const place = Array.isArray(fault["loc"]) ? fault["loc"].join(".") : "";
    return [place, textOf(fault["msg"]) ?? JSON.stringify(fault)]
      .filter((part) => part !== "")
      .join(": ");
  });
  return { ...body, detail: sentences.join("; "), errors: detail };
};

/** `{"code", "type", "description"}`, as pygeoapi, Weaver and drafts before 1.0 report errors. */
const exceptionReport: Reader = (body) => {
  const detail = textOf(body["detail"]) ?? textOf(body["description"]);
  const code = textOf(body["code"]);
  if (detail === undefined || code === undefined) return undefined;
  const { type = code, title = code } = body;
  return {
    ...body,
    type: textOf(type) ?? code,
    title: textOf(title) ?? code,
    detail,
  };
};

/** RFC 7807, with any content type. */
const problemDetails: Reader = (body) => {
  const { type, title, status, detail } = body;
  return [type, title, detail].some((member) => typeof member === "string")
    ? {
        ...withoutWrongTypes(body),
        ...(typeof status === "string" && Number.isInteger(Number(status))
          ? { status: Number(status) }
          : {}),
      }
    : undefined;
};

/** `{"error": {"message": ...}}`, `{"error": "..."}`, `{"message": "..."}`, `{"exception": {...}}`, as gateways and web frameworks report errors. */
const errorMember: Reader = (body) => {
  const error = body["error"] ?? body["exception"] ?? body["message"];
  if (typeof error === "string") {
    const text = textOf(body["message"]) ?? textOf(body["error_description"]);
    return text === undefined || text === error
      ? { ...body, title: error }
      : { ...body, title: error, detail: text };
  }
  if (!isRecord(error)) return undefined;
  const detail = textOf(error["message"]) ?? textOf(error["description"]);
  return detail === undefined ? undefined : { ...body, detail };
};

const READERS: readonly Reader[] = [
  validationErrorList,
  exceptionReport,
  problemDetails,
  errorMember,
];

/**
 * Reads the body of a failed request. HTML or plain text becomes a problem with its title or first line.
 * @param body - The body as text.
 * @returns undefined: the body says nothing.
 */
export function readProblem(body: string): Problem | undefined {
  const text = body.trim();
  if (text === "") return undefined;
  const parsed = tryParseJson(text);
  if (parsed === undefined) return { title: titleOfPage(text) };
  if (typeof parsed === "string") return { title: parsed };
  return problemOf(parsed);
}

/** Reads an exception that is part of a document, such as the `exception` of a failed job (OGC 18-062r2, section 8). */
export function problemOf(value: unknown): Problem | undefined {
  if (!isRecord(value)) return undefined;
  for (const read of READERS) {
    const problem = read(value);
    if (problem !== undefined) return problem;
  }
  return Object.keys(value).length === 0 ? undefined : { ...value };
}

/** A problem as one line, title before detail; the empty text where it has neither. */
export function describeProblem(problem: Problem | undefined): string {
  const parts = [problem?.title, problem?.detail]
    .map((part) => (typeof part === "string" ? firstLine(part) : ""))
    .filter((part, index, all) => part !== "" && all.indexOf(part) === index);
  return parts.join(": ");
}

function withoutWrongTypes(
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const texts = new Set(["type", "title", "detail", "instance"]);
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => {
      if (value === null) return false;
      if (name === "status") return typeof value === "number";
      return !texts.has(name) || typeof value === "string";
    }),
  );
}

function titleOfPage(page: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim();
  return title !== undefined && title !== "" ? title : firstLine(page);
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
