import { describe, expect, it } from "vitest";
import { secretPatterns } from "../../../src/runtime/base/secret-patterns.js";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("secretPatterns", () => {
  it.each<[string, string, string]>([
    ["itself", "s3cret", "a s3cret."],
    ["other case", "s3cret-token", "a S3CRET-TOKEN."],
    ["JSON", 'a"b\\c/d', String.raw`a\"b\\c\/d`],
    ["JSON in JSON", 'a"b\\c', String.raw`a\\\"b\\\\c`],
    ["JSON escapes", "a<b>é€", String.raw`a\u003cb\u003E\u00e9\u20AC`],
    ["Python's escapes", "abcé", String.raw`abc\xe9`],
    ["a URL", "a b/c+dé", "a%20b%2fc%2Bd%C3%A9"],
    ["a form", "a b&c=d", "a+b%26c%3Dd"],
    ["a URL in a URL", "a/b&c", "a%252Fb%2526c"],
    ["HTML", "a\"b'c<d>&e", "a&quot;b&#39;c&lt;d&#x3E;&amp;e"],
    ["UTF-8 read as Latin-1", "passé", "passÃ©"],
    ["Latin-1 in a URL", "passé", "pass%E9"],
    ["what cannot be read", "passé😀", "pass\ufffd????"],
    ["base64", "user:s3cret", base64("user:s3cret")],
    [
      "base64 for URLs",
      "~~~???>>>",
      base64("~~~???>>>").replaceAll("/", "_").replaceAll("+", "-"),
    ],
    ["base64, one before", "s3cret-token", base64("xs3cret-token and more")],
    ["base64, two before", "s3cret-token", base64("xys3cret-token!")],
    ["spaces at its ends", " s3cret\n", "a s3cret."],
    ["lines of its own", "s3cret\r\nX-Evil: 1", "a s3cret."],
    [
      "an escaped line end",
      "s3cret\nmore-of-it",
      String.raw`s3cret\nmore-of-it`,
    ],
    ["more than a pattern holds", "ab".repeat(3_000), "ab".repeat(3_000)],
  ])("finds %s", (_name, secret, text) => {
    const { unmistakable, words } = secretPatterns([secret]);
    const rest = text
      .replace(unmistakable ?? /^$/, "")
      .replace(words ?? /^$/, "$1");
    const [start] = secret.trim().split(/[\r\n]/);
    expect(rest).not.toBe(text);
    expect(rest.length).toBeLessThan(5);
    expect(rest).not.toContain(start);
  });

  it.each<[string, readonly string[]]>([
    ["short ones", ["abc"]],
    ["none", []],
  ])("does not look for %s", (_name, secrets) => {
    const none = { unmistakable: undefined, words: undefined };
    expect(secretPatterns(secrets)).toEqual(none);
  });

  it.each<[text: string, words: readonly string[]]>([
    ["demo", ["demo"]],
    ["a demo, DEMO. and /demo/", [" demo", " DEMO", "/demo"]],
    ['{"a":"demo"}', ['"demo']],
    [".demo (.demo) ..demo", [".demo", "(.demo", "..demo"]],
    [
      String.raw`x\ndemo\u0026demo\x20demo`,
      [String.raw`\ndemo`, String.raw`\u0026demo`, String.raw`\x20demo`],
    ],
    ["x%20demo%2520demo", ["%20demo", "%2520demo"]],
    ["降水demo降水", ["水demo"]],
    ["demos xdemo demo-1 1-demo demo_ a.demo demo.a 0demo ndemo", []],
  ])("finds a word that an id may have in it, alone: %s", (text, wanted) => {
    const { words } = secretPatterns(["demo"]);
    expect(text.match(words ?? /^$/) ?? []).toEqual(wanted);
  });
});
