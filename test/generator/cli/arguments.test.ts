import { describe, expect, it } from "vitest";
import { parseArguments } from "../../../src/generator/cli/arguments.js";

/** The flags of a command line that are given. */
async function flagsOf(line: readonly string[]): Promise<unknown> {
  const parsed = await parseArguments(line, "1.0.0");
  if ("text" in parsed) return parsed.text;
  const { _: _words, $0: _program, ...flags } = parsed.flags;
  return flags;
}

describe("a flag that is repeated", () => {
  it.each<[readonly string[], object]>([
    [["--include", "a", "--include", "b"], { include: ["a", "b"] }],
    [["--header", "A: b", "--header=C: d"], { header: ["A: b", "C: d"] }],
    [["--process", "a"], { process: ["a"] }],
    [
      ["--allow-external-refs", "a", "--allow-external-refs", "b"],
      { allowExternalRefs: ["a", "b"] },
    ],
    [["--only", "a", "--only", "b"], { only: ["a", "b"] }],
    [["-u", "http://a/", "--url", "http://b/"], { url: "http://b/" }],
    [["--emit", "ts", "--emit", "js"], { emit: "js" }],
    [["--check", "--check"], { check: true }],
    [["--verify", "--no-verify"], { verify: false }],
  ])("%j is %j", async (line, wanted) => {
    expect(await flagsOf(line)).toEqual(wanted);
  });

  it("of the embedded server keeps all its values", async () => {
    const line = [
      "serve",
      "--cors",
      "http://a/",
      "--cors",
      "http://b/",
      "--allow-host",
      "x",
      "--allow-host",
      "y",
      "--port",
      "1",
      "--port",
      "2",
    ];
    expect(await flagsOf(line)).toEqual({
      cors: ["http://a/", "http://b/"],
      allowHost: ["x", "y"],
      port: "2",
      host: "127.0.0.1",
    });
  });
});
