import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFiles } from "../output/folder.js";
import { description, project, type Project } from "./project.js";

/** The memo of a project's package. */
function memo({ folder }: Project): string {
  const cache = join(folder, "node_modules/.cache/s2gos-codegen");
  const [name = ""] = readdirSync(cache).filter((file) =>
    file.endsWith(".memo"),
  );
  return join(cache, name);
}

/** Runs, and tells how many processes were modelled, and what came of it. */
async function run(
  given: Project,
): Promise<{ readonly modelled: number; readonly made: object }> {
  let modelled = 0;
  const { result } = await given.run({
    onProgress: ({ phase }) => {
      if (phase === "model") modelled += 1;
    },
  });
  const { diagnostics, changes, processes } = result;
  const files = readFiles(join(given.folder, "api"));
  return { modelled, made: { diagnostics, changes, processes, files } };
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Each changes what a run with two processes left, before one of them changes. */
const CHANGES: readonly (readonly [
  name: string,
  change: (project: Project) => void,
  modelled: number,
])[] = [
  ["nothing", () => undefined, 1],
  [
    "a memo that is cut off",
    (given) => {
      edit(memo(given), (text) => text.slice(0, -9));
    },
    2,
  ],
  [
    "a memo in which one letter is another",
    (given) => {
      edit(memo(given), (text) => text.replace("JSON Schemas", "JSON schemas"));
    },
    2,
  ],
  [
    "an empty memo",
    (given) => {
      writeFileSync(memo(given), "");
    },
    2,
  ],
  [
    "no memo",
    (given) => {
      rmSync(memo(given));
    },
    2,
  ],
  [
    "a file of the package that is edited",
    ({ folder }) => {
      edit(join(folder, "api/processes/two.ts"), (text) => `${text}// mine\n`);
    },
    2,
  ],
  [
    "a file of the package that is gone",
    ({ folder }) => {
      rmSync(join(folder, "api/processes/two.ts"));
    },
    2,
  ],
  [
    "a tsconfig.json",
    ({ write }) => {
      write("tsconfig.json", {
        compilerOptions: { moduleResolution: "nodenext", module: "nodenext" },
      });
    },
    2,
  ],
];

describe("what lets a run model only the process that changed", () => {
  it.each(CHANGES)("%s", async (_name, change, wanted) => {
    using given = project();
    using twin = project();
    for (const one of [given, twin]) {
      await run(one);
      change(one);
      one.write("descriptions/one.json", description("one", "integer"));
    }
    rmSync(join(twin.folder, "node_modules/.cache"), { recursive: true });
    const found = await run(given);
    const full = await run(twin);
    expect([found.modelled, full.modelled]).toEqual([wanted, 2]);
    expect(found.made).toEqual(full.made);
  });
});

it("reads no memo of another run", async () => {
  using given = project();
  await run(given);
  const earlier = readFileSync(memo(given));
  given.write("descriptions/two.json", description("two", "integer"));
  expect((await run(given)).modelled).toBe(1);
  writeFileSync(memo(given), earlier);
  given.write("descriptions/one.json", description("one", "integer"));
  expect((await run(given)).modelled).toBe(2);
});

it("models no process where one is removed, and reports the others", async () => {
  using given = project();
  await run(given);
  rmSync(join(given.folder, "descriptions/one.json"));
  const { modelled, made } = await run(given);
  expect({ modelled, ...made }).toMatchObject({
    modelled: 0,
    processes: [{ id: "two", functionName: "two", status: "generated" }],
    changes: [{ text: expect.stringContaining("- process one") as string }],
  });
});
