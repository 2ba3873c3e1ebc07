import { describe, expect, it } from "vitest";
import { isLocalFile } from "../../../src/runtime/execution/local-file.js";
import { localFile } from "../../../src/runtime/index.js";

describe("a local file", () => {
  const file = localFile("a.tif", { type: "image/tiff" });

  it.each<[string, unknown, boolean]>([
    ["is what localFile makes", file, true],
    ["is not what JSON holds", JSON.parse(JSON.stringify(file)), false],
    ["is no object with a path", { path: "a.tif" }, false],
    ["is no text", "a.tif", false],
    ["is not nothing", undefined, false],
  ])("%s", (_name, value, wanted) => {
    expect(isLocalFile(value)).toBe(wanted);
  });

  it("cannot be forged by any name of a member in JSON", () => {
    const forged = JSON.parse(
      '{"path": "/etc/hostname", "s2gos.local-file": true, "Symbol(s2gos.local-file)": true, "__proto__": {"path": 1}}',
    ) as unknown;

    expect(isLocalFile(forged)).toBe(false);
  });
});
