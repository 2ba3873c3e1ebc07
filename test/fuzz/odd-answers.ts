// Answers as no server should give them: heads, bodies and ends, chosen by a seed.
import { gzipSync } from "node:zlib";
import type { Random } from "../random.js";
import {
  documentOf,
  MEDIA_TYPES,
  result,
  URLS,
  type Asked,
} from "./odd-documents.js";

/** What a server sends, byte by byte, and how it ends. */
export interface OddAnswer {
  readonly bytes: Buffer;
  /** `stall` sends no more and keeps the connection, `drip` sends spaces for ever. */
  readonly end: "keep" | "close" | "reset" | "stall" | "drip";
}

const STATUS_CODES = [
  100, 201, 202, 203, 204, 205, 206, 299, 301, 302, 303, 304, 307, 308, 400,
  401, 403, 404, 406, 409, 410, 418, 422, 425, 429, 451, 500, 501, 502, 503,
  504, 505, 599, 600, 999,
];

const NUMBERS = ["0", "-1", "1e999", "12345678901234567890", "0.1", "NaN"];

/** An odd answer to what is asked for; most of them are close to what would be right. */
export function oddAnswer(asked: Asked, random: Random): OddAnswer {
  if (random.chance(0.02)) return { bytes: garbage(random), end: "close" };
  const status = random.chance(0.7)
    ? usualStatus(asked)
    : random.pick(STATUS_CODES);
  const mediaType = random.chance(0.6)
    ? "application/json"
    : random.pick(MEDIA_TYPES);
  let body = bodyOf(asked, mediaType, random);
  const headers: [string, string][] = [];
  if (random.chance(0.95)) headers.push(["content-type", mediaType]);
  if (random.chance(0.1)) {
    const coding = random.pick([
      "gzip",
      "br",
      "x-odd",
      "gzip, gzip",
      "deflate",
    ]);
    headers.push(["content-encoding", coding]);
    if (random.chance(0.5)) body = gzipSync(body);
  }
  headers.push(...framing(body, random));
  headers.push(...otherHeaders(asked, random));
  const early = random.chance(0.1)
    ? "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n"
    : "";
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const bytes = Buffer.concat([
    Buffer.from(
      `${early}HTTP/1.1 ${String(status)} ${random.pick(["OK", "", "é"])}\r\n${head}\r\n`,
      "latin1",
    ),
    body,
  ]);
  return ended(bytes, random);
}

function usualStatus(asked: Asked): number {
  return asked === "execution" ? 201 : 200;
}

function ended(bytes: Buffer, random: Random): OddAnswer {
  if (random.chance(0.75)) return { bytes, end: "keep" };
  const cut = bytes.subarray(0, random.below(bytes.length + 1));
  if (random.chance(0.2)) {
    const broken = Buffer.from(bytes);
    for (let count = random.below(4); count >= 0; count -= 1) {
      broken[random.below(broken.length)] = random.below(256);
    }
    return { bytes: broken, end: "close" };
  }
  const end = random.pick(["close", "reset", "stall", "drip"] as const);
  return { bytes: random.chance(0.5) ? cut : bytes, end };
}

/** How long the body says that it is. */
function framing(body: Buffer, random: Random): [string, string][] {
  const length = ["content-length", String(body.length)] as [string, string];
  if (random.chance(0.85)) return [length];
  return random.pick<[string, string][]>([
    [],
    [["content-length", String(body.length + 10)]],
    [["content-length", String(Math.max(0, body.length - 1))]],
    [["content-length", "-5"]],
    [["content-length", "ten"]],
    [["transfer-encoding", "chunked"]],
    [length, ["content-length", "3"]],
    [["connection", "close"]],
  ]);
}

function otherHeaders(asked: Asked, random: Random): [string, string][] {
  const headers: [string, string][] = [];
  const maybe = (name: string, value: string, chance = 0.1): void => {
    if (random.chance(chance))
      headers.push([name, value.replace(/[\r\n]/g, "")]);
  };
  const url = random.pick(URLS);
  maybe(
    "location",
    random.chance(0.5) ? "/jobs/j" : url,
    asked === "execution" ? 0.7 : 0.1,
  );
  maybe(
    "retry-after",
    random.pick([...NUMBERS, "soon", "Thu, 01 Jan 1970 00:00:00 GMT"]),
  );
  maybe(
    "link",
    `<${random.pick(URLS)}>; rel="${random.pick(["monitor", "next", "results", "a", ""])}"`,
  );
  maybe("preference-applied", "respond-async");
  maybe("set-cookie", "a=b; path=/");
  maybe("content-location", url);
  maybe("content-disposition", `attachment; filename*=UTF-8''%zz`);
  maybe("etag", '"e"');
  maybe("x-long", "y".repeat(3_000));
  return headers;
}

function bodyOf(asked: Asked, mediaType: string, random: Random): Buffer {
  if (mediaType.startsWith("multipart") && random.chance(0.8)) {
    return multipart(random);
  }
  if (random.chance(0.1)) return garbage(random);
  const text = JSON.stringify(documentOf(asked, random)) ?? "";
  return Buffer.from(
    mutated(text, random),
    random.chance(0.03) ? "utf16le" : "utf8",
  );
}

/** JSON as it is, or cut, or with what JSON does not have. */
function mutated(text: string, random: Random): string {
  if (random.chance(0.8)) return text;
  return random.pick([
    "",
    text.slice(0, random.below(text.length + 1)),
    `\ufeff${text}`,
    `${text}${text}`,
    text.replace(/\d+/, random.pick(NUMBERS)),
    `<!DOCTYPE html><html><title>${text}`,
    `${'{"value":'.repeat(5_000)}1${"}".repeat(5_000)}`,
    "[".repeat(20_000),
    `{"a":${'"x"'.repeat(3)}}`,
    "null",
    '"\\ud800"',
  ]);
}

function multipart(random: Random): Buffer {
  const parts = Array.from({ length: random.below(4) }, () => {
    const head = [
      `Content-ID: ${random.pick(["a", "<a>", "<b>", "", "<", "\ud800"])}`,
      `Content-Type: ${random.pick(MEDIA_TYPES)}`,
      `Content-Transfer-Encoding: ${random.pick(["base64", "binary", "quoted-printable", "odd"])}`,
      `Content-Location: ${random.pick(URLS)}`,
      "no colon",
    ].filter(() => random.chance(0.6));
    return `--b\r\n${head.join("\r\n")}\r\n\r\n${JSON.stringify(result(random))}\r\n`;
  });
  const end = random.pick(["--b--\r\n", "--b--", "--b", ""]);
  return Buffer.from(parts.join("") + end);
}

function garbage(random: Random): Buffer {
  return Buffer.from(
    Array.from({ length: random.below(300) }, () => random.below(256)),
  );
}
