import { printable as terminalText } from "../../src/generator/cli/printable.js";
import { redactor } from "../../src/generator/cli/redact.js";
import {
  docText,
  plainText,
  stringLiteral,
} from "../../src/generator/emit/text.js";
import { withExactNumbers } from "../../src/generator/exact-numbers.js";
import { displayUrl, ownLink } from "../../src/generator/source/server-url.js";
import { decodeBase64 } from "../../src/runtime/base/decode-base64.js";
import { printable } from "../../src/runtime/base/printable.js";
import { maskerOf } from "../../src/runtime/base/masker.js";
import { consoleWarnings } from "../../src/runtime/base/warnings.js";
import { nextHref, nextPlaces } from "../../src/runtime/lists/next-page.js";
import { isTextMediaType } from "../../src/runtime/documents/content-type.js";
import {
  hasRelation,
  linkTo,
  readLinkHeader,
  readParameters,
} from "../../src/runtime/documents/links.js";
import { withLongIdsAsTexts } from "../../src/runtime/documents/long-ids.js";
import { isJsonMediaType } from "../../src/runtime/documents/media-type.js";
import { describeProblem } from "../../src/runtime/documents/problem.js";
import { readProblem } from "../../src/runtime/documents/read-problem.js";
import { readStatus } from "../../src/runtime/documents/status.js";
import { ApiError } from "../../src/runtime/errors/http-errors.js";
import { apiErrorOf } from "../../src/runtime/errors/api-error.js";
import { publicUrl, samePath } from "../../src/runtime/http/urls.js";
import { idFromLocation } from "../../src/runtime/job/id-from-location.js";
import {
  partName,
  readMultipart,
} from "../../src/runtime/results/multipart.js";
import { queryOf } from "../../src/server/app/app.js";
import {
  isMediaType,
  sameMediaType,
} from "../../src/server/execution/media-type.js";
import { fromBase64, toBase64 } from "../../src/server/http/base64.js";
import { readPrefer } from "../../src/server/http/prefer.js";
import { router } from "../../src/server/http/routes.js";

/** A function that reads text of a server or of a client, and texts that attack it. */
export interface Reader {
  readonly name: string;
  readonly read: (text: string) => unknown;
  /** Each makes a text of about this many bytes. */
  readonly attacks: readonly ((bytes: number) => string)[];
}

/** A text that repeats a part, between a start and an end. */
function repeated(
  part: string,
  start = "",
  end = "",
): (bytes: number) => string {
  return (bytes) => start + part.repeat(Math.ceil(bytes / part.length)) + end;
}

/** A text of numbered parts, which all differ: `make(0)`, `make(1)` and so on. */
function numbered(
  make: (nth: number) => string,
  start = "",
  end = "",
): (bytes: number) => string {
  return (bytes) => {
    const count = Math.ceil(bytes / make(100_000).length);
    return (
      start +
      Array.from({ length: count }, (_, nth) => make(nth)).join("") +
      end
    );
  };
}

const RUNS = [
  " ",
  "\t",
  "\n",
  "=",
  "/",
  "<",
  '"',
  "\\",
  ";",
  ",",
  "-",
  "@",
  "a",
];
const BASE = new URL("http://h/processes/");
const ATTACKS = {
  runs: RUNS.map((part) => repeated(part, "x", "!")),
  urls: [
    numbered((nth) => `&token${nth}=1`, "http://h/?"),
    numbered((nth) => `&a${nth}=1`, "http://h/?", "&token=1"),
    repeated("&token=1", "http://h/?"),
    repeated("?token=", "http://h/"),
    repeated("/", "http://h/a", "x"),
    repeated("/..", "http://h/"),
    repeated("%", "http://h/?key="),
    repeated("jobs/", "http://h/"),
  ],
  links: [
    repeated("<a>"),
    repeated('<a>\\"'),
    repeated('<a>"'),
    repeated('<a>; rel="next", '),
    repeated('<a>;x="\\"'),
    repeated("<", "", ">"),
  ],
  parameters: [
    repeated(";"),
    repeated("; "),
    repeated(';a="'),
    repeated(';a="\\"'),
    repeated(";a= "),
    repeated("a", ";", "!"),
    numbered((nth) => `;a${nth}=b`),
  ],
  mediaTypes: [
    repeated(";a=b", "a/b"),
    repeated("; a=b", "a/b", "!"),
    repeated(" ;", "a/b"),
    repeated('"', 'a/b;c="', ";"),
    repeated("+json", "application/x"),
    repeated("a", "application/", "+"),
  ],
  pages: [
    repeated("<title"),
    repeated("<title>"),
    repeated(" <title", "<html>", ">"),
    repeated("\r"),
    repeated("\n"),
  ],
  problems: [
    numbered((nth) => `{"loc":["a",${nth}],"msg":"x"},`, '{"detail":[', "0]}"),
    numbered((nth) => `"m${nth}":null,`, "{", '"title":"x"}'),
  ],
} as const;

/** Multipart bodies whose parts are attacks. */
function multipart(text: string): unknown {
  const body = new TextEncoder().encode(text);
  const found = readMultipart("multipart/mixed; boundary=-b", body);
  return found?.parts.map(partName);
}

const route = router([{ method: "GET", path: "/jobs/{jobID}/results" }]);
const { text: mask } = maskerOf(["aaaa", "/////", 'a a\\\\"é', '""""']);
const redact = redactor({
  url: "http://u:secret@h/",
  headers: { Authorization: "Bearer secret" },
});

/** What is checked: every kind of text that another machine may send, and the function that reads it. */
export const READERS: readonly Reader[] = [
  { name: "base64", read: decodeBase64, attacks: ATTACKS.runs },
  {
    name: "base64 of the embedded server",
    read: (text) => toBase64(fromBase64(text)),
    attacks: ATTACKS.runs,
  },
  {
    name: "URLs that are shown",
    read: (text) => [publicUrl(text), displayUrl(text)],
    attacks: ATTACKS.urls,
  },
  {
    name: "URLs that are compared",
    read: (text) => samePath(new URL(text), BASE),
    attacks: ATTACKS.urls,
  },
  {
    name: "links to the server itself",
    read: (text) => ownLink(text, BASE, BASE),
    attacks: ATTACKS.urls,
  },
  {
    name: "places of jobs",
    read: (text) => idFromLocation(text, BASE),
    attacks: ATTACKS.urls,
  },
  {
    name: "places of pages",
    read: (text) => nextPlaces(text, BASE, BASE, BASE),
    attacks: ATTACKS.urls,
  },
  {
    name: "links of documents",
    read: (text) => nextHref(JSON.parse(text), undefined),
    attacks: [
      numbered((nth) => `{"href":"${nth}","rel":"x"},`, '{"links":[', "0]}"),
      numbered((nth) => `{"href":"${nth}","rel":"next"},`, '{"links":[', "0]}"),
    ],
  },
  {
    name: "Link headers",
    read: (text) => linkTo(readLinkHeader(text), "next"),
    attacks: [...ATTACKS.links, ...ATTACKS.parameters],
  },
  {
    name: "relations",
    read: (rel) => hasRelation({ href: "", rel }, "x"),
    attacks: ATTACKS.runs,
  },
  { name: "parameters", read: readParameters, attacks: ATTACKS.parameters },
  {
    name: "media types",
    read: (text) => [isJsonMediaType(text), isTextMediaType(text)],
    attacks: ATTACKS.mediaTypes,
  },
  {
    name: "media types of the embedded server",
    read: (text) => [isMediaType(text), sameMediaType(text, `${text} `)],
    attacks: [...ATTACKS.mediaTypes, ...ATTACKS.runs],
  },
  {
    name: "multipart bodies",
    read: multipart,
    attacks: [
      numbered((nth) => `${nth}:1\r\n`, "---b\r\n", "\r\n\r\n---b--"),
      repeated(" x\r\n", "---b\r\nA: 1\r\n"),
      repeated("---b\r\n"),
      repeated("---b\r\nContent-ID: <@a@>\r\n\r\n"),
      repeated("@", "---b\r\nContent-ID: ", "\r\n\r\n---b--"),
      repeated("-", "---b\r\n\r\n"),
      repeated("\n--", "---b\r\n\r\n"),
    ],
  },
  {
    name: "problems",
    read: (text) => describeProblem(readProblem(text)),
    attacks: [...ATTACKS.pages, ...ATTACKS.problems, ...ATTACKS.runs],
  },
  {
    name: "errors",
    read: (text) =>
      apiErrorOf(
        {
          method: "GET",
          url: text,
          status: 400,
          problem: { type: text, title: text },
          headers: {},
          attempts: 1,
          retryAfterMs: undefined,
        },
        "job",
      ) instanceof ApiError,
    attacks: ATTACKS.runs,
  },
  {
    name: "statuses",
    read: (status) =>
      readStatus({ jobID: "x", status, progress: status, message: status }),
    attacks: ATTACKS.runs,
  },
  {
    name: "lists of jobs with long ids",
    read: (text) => withLongIdsAsTexts(text, "jobs"),
    attacks: [
      ...ATTACKS.runs,
      repeated("9", '{"jobs":[', "]}"),
      repeated("[", ""),
      repeated('{"jobs":'),
      repeated('"9007199254740993"9007199254740993', "["),
    ],
  },
  {
    name: "withExactNumbers",
    read: (text) => {
      const json = JSON.stringify([text]);
      const numbers = `[${text.replaceAll(/[^\d,]/g, "").replaceAll(/\b0+(?=\d)/g, "")}1]`;
      return [json, numbers].map((valid) =>
        withExactNumbers(valid, JSON.parse(valid)),
      );
    },
    attacks: [
      repeated("9"),
      repeated("9007199254740993,"),
      repeated('\\"9007199254740993'),
      repeated('"9007199254740993"'),
      repeated("1e400 "),
    ],
  },
  {
    name: "messages",
    read: printable,
    attacks: [...ATTACKS.runs, repeated("\u001b"), repeated("\ud83d")],
  },
  {
    name: "warnings",
    read: (text) => {
      const warn = consoleWarnings();
      for (const output of text.split(" ")) {
        warn({ code: "output-unexpected", message: "x", output });
      }
    },
    attacks: [numbered((nth) => ` ${nth}`)],
  },
  {
    name: "secrets in texts",
    read: (text) => [mask(text), redact(text)],
    attacks: [
      ...ATTACKS.runs,
      ...["secret", "secre", "aaaa.", " aaaa", "%25", String.raw`\u00aaaa`].map(
        (text) => repeated(text),
      ),
    ],
  },
  {
    name: "texts on a terminal",
    read: terminalText,
    attacks: [...ATTACKS.runs, repeated("\u001b")],
  },
  {
    name: "texts in code",
    read: (text) => [docText(text), plainText(text), stringLiteral(text)],
    attacks: [
      ...ATTACKS.runs,
      repeated("*/"),
      repeated("_a"),
      repeated("\u2028"),
    ],
  },
  {
    name: "preferences",
    read: readPrefer,
    attacks: [...ATTACKS.runs, numbered((nth) => `,a${nth}="`)],
  },
  {
    name: "paths",
    read: route,
    attacks: [repeated("/", "/jobs"), repeated("%2F", "/jobs/")],
  },
  {
    name: "queries",
    read: (text) => queryOf(new URLSearchParams(text)),
    attacks: [numbered((nth) => `&a${nth}=1`), repeated("&a=1")],
  },
];
