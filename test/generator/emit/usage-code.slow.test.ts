import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { callCode, usageCode } from "../../../src/generator/emit/usage-code.js";

/** Function names of every length that the name registry gives. */
const NAMES = Array.from({ length: 80 }, (_none, index) =>
  "n".repeat(index + 1),
);

const LONG = "a-text-that-fills-half-of-a-line-by-itself";

async function changedByPrettier(
  codes: readonly string[],
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const code of codes) {
    const text = `${code}\n`;
    const formatted = await prettier.format(text, { parser: "typescript" });
    if (formatted !== text) changed.push(text);
  }
  return changed;
}

describe("code of examples is in Prettier's style whatever the function's name", () => {
  it.each([
    { name: "no inputs", inputs: {} },
    { name: "a short input", inputs: { a: 1 } },
    { name: "two inputs", inputs: { mode: "one", place: "two" } },
    { name: "long inputs", inputs: { first: LONG, second: LONG } },
  ])("with $name", async ({ inputs }) => {
    const lefts = ["const outputs =", "const { return_value, scene_path } ="];
    const codes = lefts.flatMap((left) =>
      NAMES.map((name) => callCode(left, `await ${name}(`, inputs)),
    );
    expect(await changedByPrettier(codes)).toEqual([]);
  });

  it("in the README", async () => {
    const codes = NAMES.map((name) => {
      const code = usageCode(name, "processes-client");
      return [code.import, "", code.call, code.submit].join("\n");
    });
    expect(await changedByPrettier(codes)).toEqual([]);
  });
});
