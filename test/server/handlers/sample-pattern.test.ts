import { describe, expect, it } from "vitest";
import { randomOf } from "../../../src/server/handlers/random.js";
import { samplePattern } from "../../../src/server/handlers/sample-pattern.js";

describe("samplePattern", () => {
  it.each([
    "^sample$",
    "^[a-z]{3}$",
    "^[A-Z][a-z]+-\\d{2,4}$",
    "^(?:north|south)(?<side>east|west)?$",
    "^[^a-z]+$",
    "^\\w+@\\w+\\.(org|com)$",
    "^([\\+\\-]?(?:[0-9]+\\.|[0-9]*\\.[0-9]+))(?:[Dd][\\+\\-]?[0-9]+)?$",
    "^\\u0041\\x42\\u{43}$",
    "^[\\d\\s_-]*$",
    "^(a(b(c|d)*)+)+?$",
    "^s3://[^/]+/.+$",
    "^\\p{L}+$",
    "",
  ])("writes texts that match %s", (pattern) => {
    const random = randomOf(pattern);
    const texts = Array.from({ length: 40 }, () =>
      samplePattern(pattern, random),
    );
    expect(
      texts.filter((text) => !new RegExp(pattern, "u").test(text)),
    ).toEqual([]);
  });

  it.each([
    "(",
    "[",
    "\\",
    "[a-",
    "a{99999999}{99999999}".slice(0, 4),
    "(?=a)b",
  ])("ends for %s, which it cannot read", (pattern) => {
    expect(typeof samplePattern(pattern, randomOf(""))).toBe("string");
  });
});
