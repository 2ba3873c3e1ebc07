import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { scalar } from "../../../src/generator/init/yaml-scalar.js";

describe("a text in YAML", () => {
  it.each([
    ["src/generated", "src/generated"],
    ["./a-b/@c", "./a-b/@c"],
    ["a folder", "a folder"],
    ["a  folder ", '"a  folder "'],
    ["true", '"true"'],
    ["~", '"~"'],
    ["1.5", '"1.5"'],
    [".5", '".5"'],
    ["-a", '"-a"'],
    ["a: b", '"a: b"'],
    ["a #b", '"a #b"'],
    ["src/[lang]", '"src/[lang]"'],
    ["a\nb", '"a\\nb"'],
    ["größe", '"größe"'],
    ["", '""'],
  ])("%j is %s", (text, wanted) => {
    expect(scalar(text)).toBe(wanted);
    expect(parse(`key: ${scalar(text)}`)).toEqual({ key: text });
  });

  it("is no expression", () => {
    expect(scalar("${{ a }}")).toBe(`"\${{ '\${{' }} a }}"`);
  });
});
