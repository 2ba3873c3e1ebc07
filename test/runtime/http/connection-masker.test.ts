import { describe, expect, it } from "vitest";
import { resolveConfig } from "../../../src/runtime/config/config.js";
import { InputError } from "../../../src/runtime/errors/errors.js";
import { maskOf } from "../../../src/runtime/http/connection-masker.js";

describe("maskOf", () => {
  it("knows the secrets of its connection, those learned since, and those of a request", () => {
    const options = {
      apiUrl: "http://h/?key=of-a-url",
      token: "of-options",
      headers: { "X-Own": "of-headers" },
    };
    const learned: string[] = [];
    const hookHeaders: Record<string, string> = {};
    const mask = maskOf({
      config: resolveConfig(options, () => undefined),
      options,
      hookHeaders,
      learned: () => learned,
    });
    const text =
      "of-options of-headers of-a-url of-a-login of-a-hook of-a-link of-a-call";
    expect(mask(text)).toBe(
      "*** *** *** of-a-login of-a-hook of-a-link of-a-call",
    );
    learned.push("of-a-login");
    hookHeaders["x-trace"] = "of-a-hook";
    expect(mask(text)).toBe("*** *** *** *** *** of-a-link of-a-call");
    const sent = {
      url: "http://h/?sig=of-a-link",
      headers: { authorization: "Own of-a-call" },
    };
    expect(mask({ text }, sent)).toEqual({
      text: "*** *** *** *** *** *** ***",
    });
    const failure = new InputError("of-options");
    expect(mask(failure)).toBe(failure);
    expect(failure.message).toBe("***");
  });
});
