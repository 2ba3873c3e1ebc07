import { describe, expect, it } from "vitest";
import {
  requireOwnPaths,
  type WantedPath,
} from "../../../src/generator/emitters/emitter-paths.js";

/** What is said of the paths of emitters, by their names. */
function said(wanted: Readonly<Record<string, readonly string[]>>): unknown {
  const paths = Object.entries(wanted).flatMap(([emitter, all]) =>
    all.map((path): WantedPath => ({ path, emitter })),
  );
  try {
    requireOwnPaths(paths);
    return undefined;
  } catch (error) {
    const { code, message, where, hint } = error as Record<string, unknown>;
    return { code, message, where, hint };
  }
}

describe("the paths of emitters", () => {
  it("may be any that are not taken", () => {
    expect(
      said({
        zod: ["zod/index.ts", "zod/a-b.ts", "zod.ts", "zod/data.json"],
        docs: ["docs/a/b/processes/index.md", "bind/index.ts", "types.json"],
      }),
    ).toBeUndefined();
  });

  it.each<[Readonly<Record<string, readonly string[]>>, string]>([
    ...[
      "",
      "/etc/passwd",
      "../x.ts",
      "zod/../../x.ts",
      "zod\\x.ts",
      "zod//x.ts",
      "zod/",
      "C:/x.ts",
      "a b.ts",
      "ä.ts",
      "zod/x.ts\0",
    ].map((path): [Readonly<Record<string, readonly string[]>>, string] => [
      { zod: [path] },
      `The emitter zod makes ${JSON.stringify(path)}, which cannot be written: a part of it is not made of letters, digits, '.', '_' and '-'.`,
    ]),
    [
      { zod: [".git/hooks/post-checkout"] },
      'The emitter zod makes ".git/hooks/post-checkout", which cannot be written: it lies in a Git folder.',
    ],
    [
      { zod: ["zod/aux.ts"] },
      'The emitter zod makes "zod/aux.ts", which cannot be written: a part of it is a device name of Windows.',
    ],
    ...["x.js", "x.d.ts", "x.js.map", "x.tsx", "x.mts", "X.CJS"].map(
      (path): [Readonly<Record<string, readonly string[]>>, string] => [
        { zod: [path] },
        `The emitter zod makes ${JSON.stringify(path)}, which cannot be written: code is TypeScript in files that end by .ts.`,
      ],
    ),
    ...["processes/x.ts", "runtime/core.ts", "Schemas/x.ts"].map(
      (path): [Readonly<Record<string, readonly string[]>>, string] => [
        { zod: [path] },
        `The emitter zod makes ${JSON.stringify(path)}, which cannot be written: the folder ${(path.split("/")[0] ?? "").toLowerCase()} is that of s2gos-codegen itself.`,
      ],
    ),
    ...[
      "client.ts",
      "Index.ts",
      "package.json",
      "readme.md",
      ".s2gos-codegen.json",
      ".gitattributes",
    ].map((path): [Readonly<Record<string, readonly string[]>>, string] => [
      { zod: [path] },
      `The emitter zod makes ${JSON.stringify(path)}, which cannot be written: ${path.toLowerCase()} is a file of s2gos-codegen itself.`,
    ]),
    [
      { zod: ["zod/x.ts"], other: ["zod/x.ts"] },
      "The emitters zod and other both make zod/x.ts.",
    ],
    [
      { zod: ["zod/x.ts"], other: ["zod/X.ts"] },
      "The emitters zod and other make zod/x.ts and zod/X.ts, which cannot stand beside each other.",
    ],
    [
      { zod: ["a.ts/b.ts"], other: ["a.ts"] },
      "The emitters zod and other make a.ts/b.ts and a.ts, which cannot stand beside each other.",
    ],
    [
      { zod: ["a.ts"], other: ["a.ts/b/c.ts"] },
      "The emitters zod and other make a.ts and a.ts/b/c.ts, which cannot stand beside each other.",
    ],
    [
      { zod: ["zod/x.ts", "zod/x.ts"] },
      "The emitter zod makes zod/x.ts twice.",
    ],
    [
      { zod: ["zod/x.ts", "zod/X.ts"] },
      "The emitter zod makes zod/x.ts and zod/X.ts, which cannot stand beside each other.",
    ],
  ])("%j are refused", (wanted, message) => {
    const emitter = Object.keys(wanted).at(-1) ?? "";
    expect(said(wanted)).toEqual({
      code: "emitter-path",
      message,
      where: `emitter ${emitter}`,
      hint: `Let it put its files into a folder of its own, such as ${emitter}/index.ts.`,
    });
  });
});
