// Documents as no server should send them, chosen by a seed; most are close to what would be right.
import type { Random } from "../random.js";

/** What is asked for. */
export type Asked = "execution" | "status" | "results" | "list" | "file";

const TEXTS = [
  "",
  "a",
  "ü€😀",
  "\ud800",
  "\u0000",
  "__proto__",
  "constructor",
  "../../etc",
  "a\r\nb: c",
  "x".repeat(5_000),
  "j",
  "%",
  "%zz",
  "[object Object]",
];

/** Where odd links lead. */
export const URLS = [
  "/f",
  "f",
  "",
  "#",
  "?",
  "//",
  "http://[",
  "http://127.0.0.1:9/x",
  "https://127.0.0.1:9/x",
  "http://u:p%@127.0.0.1:9/",
  "data:,a",
  "data:text/plain,100%",
  "data:;base64,%%%",
  "data:application/json;base64,e30=",
  "s3://bucket/key",
  "file:///etc/hostname",
  "javascript:alert(1)",
  "ftp://127.0.0.1/",
  "urn:x",
  "/jobs/j/results",
  "/jobs/j",
  `/${"a/".repeat(3_000)}`,
];

/** Labels of odd content. */
export const MEDIA_TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "application/geo+json",
  "application/problem+json",
  "text/html",
  "text/plain",
  "image/tiff",
  "application/octet-stream",
  "multipart/mixed; boundary=b",
  'multipart/related; boundary="b"; start="<a>"',
  "multipart/mixed",
  "multipart/mixed; boundary=",
  ";",
  "a/b/c",
  "x".repeat(4_000),
  "application/json, text/html",
];

/** An odd document of the kind that is asked for. */
export function documentOf(asked: Asked, random: Random): unknown {
  switch (asked) {
    case "execution":
      return random.chance(0.7) ? statusDocument(random) : results(random);
    case "status":
      return statusDocument(random);
    case "results":
      return results(random);
    case "list":
      return listDocument(random);
    case "file":
      return value(random, 3);
  }
}

function statusDocument(random: Random): unknown {
  const document: Record<string, unknown> = {
    jobID: "j",
    processID: "p",
    type: "process",
    status: random.pick([
      "accepted",
      "running",
      "successful",
      "successful",
      "failed",
      "dismissed",
    ]),
  };
  for (let count = random.below(3); count > 0; count -= 1) {
    const name = random.pick([
      "jobID",
      "id",
      "processID",
      "status",
      "progress",
      "message",
      "created",
      "finished",
      "links",
      "exception",
      "exceptions",
      "error",
      "detail",
      "location",
      "type",
    ]);
    if (random.chance(0.2)) Reflect.deleteProperty(document, name);
    else document[name] = name === "links" ? links(random) : value(random, 2);
  }
  return random.chance(0.03) ? value(random, 2) : document;
}

function results(random: Random): unknown {
  const form = random.below(8);
  const named = (): unknown =>
    Object.fromEntries(
      ["a", "b", "c"]
        .filter(() => random.chance(0.8))
        .map((name) => [name, result(random)]),
    );
  if (form === 0) return { outputs: named() };
  if (form === 1) return { outputs: [{ id: "a", value: result(random) }] };
  if (form === 2) return [{ id: "a", value: result(random) }, result(random)];
  if (form === 3) return result(random);
  if (form === 4) {
    return {
      type: random.pick(TEXTS),
      title: random.pick(TEXTS),
      status: value(random, 1),
      detail: value(random, 1),
    };
  }
  return named();
}

/** One odd result. */
export function result(random: Random): unknown {
  return random.pick([
    () => value(random, 3),
    () => ({ value: value(random, 2), mediaType: random.pick(MEDIA_TYPES) }),
    () => ({
      value: random.pick(["QUJD", "%%%", "Q", "=".repeat(50)]),
      encoding: "base64",
      mediaType: "image/tiff",
    }),
    () => ({
      href: random.pick(URLS),
      type: random.pick(MEDIA_TYPES),
      rel: "x",
    }),
    () => ({ inlineValue: value(random, 2) }),
    () => ({ path: "/etc/hostname" }),
    () => links(random),
  ])();
}

function links(random: Random): unknown {
  return Array.from({ length: random.below(4) }, () => ({
    href: random.chance(0.9) ? random.pick(URLS) : value(random, 1),
    rel: random.pick(["results", "monitor", "next", "self", "a", ""]),
    type: random.pick(MEDIA_TYPES),
  }));
}

function listDocument(random: Random): unknown {
  const items = Array.from({ length: random.below(4) }, () =>
    random.chance(0.7) ? statusDocument(random) : value(random, 2),
  );
  const name = random.pick(["jobs", "processes", "conformsTo", "links"]);
  return {
    [name]: random.chance(0.9) ? items : value(random, 2),
    links: links(random),
    title: value(random, 1),
  };
}

/** Any JSON value. */
function value(random: Random, depth: number): unknown {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.below(1_000) - 500;
  if (kind === 3) return 2 ** 53 + random.below(10);
  if (kind < 6) return random.pick(TEXTS);
  const length = random.below(4);
  if (kind === 6) return Array.from({ length }, () => value(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length }, () => [
      random.pick([
        "a",
        "v",
        "value",
        "href",
        "type",
        "path",
        "outputs",
        "__proto__",
        "toString",
        "",
      ]),
      value(random, depth - 1),
    ]),
  );
}
