import { describe, expect, it } from "vitest";
import {
  isClearException,
  isCutOff,
  isException,
  isPage,
} from "../../../src/runtime/results/failures-in-results.js";

describe("an exception among results", () => {
  it.each<[string, unknown, boolean, boolean]>([
    ["a problem", { type: "about:blank", title: "x", status: 500 }, true, true],
    [
      "a problem without a status",
      { type: "http://h/exceptions/x", title: "x" },
      true,
      true,
    ],
    [
      "a problem of the server's own type",
      { type: "urn:x", detail: "x" },
      true,
      false,
    ],
    ["code and description", { code: "X", description: "y" }, true, false],
    [
      "code, type and description",
      { code: "X", type: "X", description: "y" },
      true,
      true,
    ],
    ["a detail alone", { detail: "x" }, true, false],
    ["an error in a member", { error: { message: "x" } }, true, false],
    ["an error as a text", { error: "x" }, true, false],
    [
      "an exception in a member",
      { exception: { code: "X", title: "y" } },
      true,
      false,
    ],
    [
      "a list of Code and Text",
      [{ Code: "X", Locator: "a", Text: "y" }],
      true,
      false,
    ],
    ["an empty list", [], false, false],
    [
      "a feature with a title",
      { type: "Feature", title: "x", description: "y" },
      false,
      false,
    ],
    ["a status of a job", { status: "failed", message: "x" }, false, false],
    ["a title alone", { title: "x", description: "y" }, false, false],
    ["a text", "error", false, false],
    ["null", null, false, false],
  ])("%s", (_name, value, is, isClear) => {
    expect(isException(value)).toBe(is);
    expect(isClearException(value)).toBe(isClear);
  });
});

describe("a page of HTML", () => {
  it.each([
    ["<!DOCTYPE html><html></html>", true],
    ["\n <html lang='en'>", true],
    ["<?xml version='1.0'?>\n<!-- a page --><html xmlns='x'>", true],
    ["<HEAD><title>x</title>", true],
    ["<gml:Polygon/>", false],
    ["<htmlish/>", false],
    ["a < b <html>", false],
    ["", false],
  ])("%s", (text, is) => {
    expect(isPage(text)).toBe(is);
  });
});

describe("JSON that ends too early", () => {
  it.each([
    ['{"a":', true],
    ['{"a":"x', true],
    ['["a\\"]', true],
    ["[1,[2]", true],
    ['{"a":1}\n{"a":2}\n', false],
    ["[a],[b]\n", false],
    ["{\\rtf1 text}", false],
    ["}{", false],
    ["a,b", false],
    ["", false],
  ])("%s", (text, is) => {
    expect(isCutOff(text)).toBe(is);
  });
});
