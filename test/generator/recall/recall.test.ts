import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Emitter } from "../../../src/generator/emitters/emitter.js";
import type { GenerateOptions } from "../../../src/generator/generate-options.js";
import type { GenerateResult } from "../../../src/generator/result.js";
import { description, project, type Project } from "./project.js";

/** The only record of the cache. */
function record({ folder }: Project): string {
  const cache = join(folder, "node_modules/.cache/s2gos-codegen");
  const [name = ""] = readdirSync(cache).filter((file) =>
    file.endsWith(".json"),
  );
  return join(cache, name);
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

function withoutTimings({ timings, ...result }: GenerateResult): object {
  return { ...result, phases: Object.keys(timings) };
}

const EMITTER: Emitter = {
  name: "ids",
  emit: () => [{ path: "ids.ts", text: "export const ids = 1;" }],
};

type Change = (project: Project) => Partial<GenerateOptions> | undefined;

/** A change that only writes or removes files. */
function files(change: (project: Project) => void): Change {
  return (given) => {
    change(given);
    return undefined;
  };
}

const nothing = files(() => undefined);

/** Each begins with what the project has besides, before the first run. */
const CHANGES: readonly (readonly [
  name: string,
  before: Change,
  change: Change,
  isFull: boolean,
])[] = [
  ["nothing", nothing, nothing, false],
  ["how it is read", nothing, () => ({ concurrency: 1 }), false],
  ["that it is only checked", nothing, () => ({ mode: "check" }), false],
  ["a header", nothing, () => ({ headers: { "x-a": "b" } }), false],
  ["an option", nothing, () => ({ defaultUrl: "http://a.test/" }), true],
  ["an emitter", nothing, () => ({ emitters: [EMITTER] }), true],
  [
    "nothing, beside an emitter, whose code may have changed",
    () => ({ emitters: [EMITTER] }),
    () => ({ emitters: [EMITTER] }),
    true,
  ],
  ["a list of no emitters", nothing, () => ({ emitters: [] }), false],
  ["the selection", nothing, () => ({ include: ["one"] }), true],
  [
    "a description",
    nothing,
    files(({ write }) => {
      write("descriptions/one.json", description("one", "integer"));
    }),
    true,
  ],
  [
    "the layout of a description",
    nothing,
    files(({ folder }) => {
      edit(join(folder, "descriptions/one.json"), (text) => `${text}\n`);
    }),
    true,
  ],
  [
    "a new description",
    nothing,
    files(({ write }) => {
      write("descriptions/three.json", description("three"));
    }),
    true,
  ],
  [
    "the name of a file",
    nothing,
    files(({ folder }) => {
      const place = join(folder, "descriptions");
      renameSync(join(place, "one.json"), join(place, "other.json"));
    }),
    true,
  ],
  [
    "a file of the package that is edited",
    nothing,
    files(({ folder }) => {
      edit(join(folder, "api/index.ts"), (text) => `${text}// mine\n`);
    }),
    true,
  ],
  [
    "the manifest",
    nothing,
    files(({ folder }) => {
      edit(join(folder, "api/.s2gos-codegen.json"), (text) => `${text}\n`);
    }),
    true,
  ],
  [
    "a file of the package that is deleted",
    nothing,
    files(({ folder }) => {
      rmSync(join(folder, "api/index.ts"));
    }),
    true,
  ],
  [
    "line ends, as Git changes them on Windows",
    nothing,
    files(({ folder }) => {
      edit(join(folder, "api/index.ts"), (text) =>
        text.replaceAll("\n", "\r\n"),
      );
    }),
    false,
  ],
  [
    "a file that is not of the package",
    nothing,
    files(({ write }) => {
      write("api/mine.ts", "// mine");
    }),
    false,
  ],
  [
    "a tsconfig.json",
    nothing,
    files(({ write }) => {
      write("tsconfig.json", {
        compilerOptions: { moduleResolution: "nodenext", module: "nodenext" },
      });
    }),
    true,
  ],
  [
    "what a tsconfig.json extends",
    files(({ write }) => {
      write("tsconfig.json", { extends: "./base.json" });
      write("base.json", { compilerOptions: { module: "preserve" } });
    }),
    files(({ write }) => {
      write("base.json", { compilerOptions: { module: "nodenext" } });
    }),
    true,
  ],
  [
    "a new Prettier configuration",
    files(({ write }) => {
      write(".prettierignore", "api\n");
    }),
    files(({ write }) => {
      write(".prettierrc", { semi: false });
    }),
    true,
  ],
  [
    "a damaged record",
    nothing,
    files((given) => {
      edit(record(given), (text) => text.slice(0, -9));
    }),
    true,
  ],
  [
    "a record of another version",
    nothing,
    files((given) => {
      edit(record(given), (text) => text.replace('"form":1', '"form":0'));
    }),
    true,
  ],
  [
    "a record of another program",
    nothing,
    files((given) => {
      edit(record(given), (text) =>
        text.replace(/"key":"[0-9a-f]{4}/, '"key":"zzzz'),
      );
    }),
    true,
  ],
  [
    "a record whose members are damaged",
    nothing,
    files((given) => {
      edit(record(given), (text) => text.replace('"phases":[', '"phases":[1,'));
    }),
    true,
  ],
  [
    "no record",
    nothing,
    files((given) => {
      rmSync(record(given));
    }),
    true,
  ],
  [
    "the leftovers of a killed run",
    nothing,
    files(({ folder }) => {
      mkdirSync(join(folder, ".api.s2gos-codegen"));
    }),
    true,
  ],
];

describe("what makes a run a full one after the first", () => {
  it.each(CHANGES)("%s", async (_name, before, change, wanted) => {
    using given = project();
    before(given);
    await given.run();
    const options = change(given);
    const { isFull, result } = await given.run(options);
    expect(isFull).toBe(wanted);
    if (isFull) return;
    // The same options without a record make a full run, which reports the same.
    rmSync(record(given));
    const full = await given.run(options);
    expect({ ...full, result: withoutTimings(full.result) }).toEqual({
      isFull: true,
      result: withoutTimings(result),
    });
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });
});

it("refuses a package whose file became a link, as a full run does", async () => {
  using given = project();
  await given.run();
  const file = join(given.folder, "api/index.ts");
  renameSync(file, join(given.folder, "index.ts"));
  symlinkSync(join(given.folder, "index.ts"), file);
  await expect(given.run()).rejects.toThrow(/would have to replace: index.ts/);
});

it("saves descriptions again where the saved ones are gone", async () => {
  using given = project();
  const saveInput = join(given.folder, "saved.json");
  await given.run({ saveInput });
  const again = await given.run({ saveInput });
  rmSync(saveInput);
  const after = await given.run({ saveInput });
  expect([again.isFull, after.isFull]).toEqual([false, true]);
  expect(readFileSync(saveInput, "utf8")).toContain("s2gosCodegenSnapshot");
});

it("remembers no run that found files by hand, or only looked", async () => {
  using given = project();
  const dry = await given.run({ mode: "dry-run" });
  const first = await given.run();
  edit(join(given.folder, "api/index.ts"), (text) => `${text}// mine\n`);
  const replaced = await given.run();
  const second = await given.run();
  const third = await given.run();
  expect(
    [dry, first, replaced, second, third].map(({ isFull, result }) => [
      isFull,
      result.diagnostics.some(({ code }) => code.startsWith("edited")),
    ]),
  ).toEqual([
    [true, false],
    [true, false],
    [true, true],
    // The package is as the first run left it.
    [false, false],
    [false, false],
  ]);
});
