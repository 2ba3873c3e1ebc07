import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { GenerateResult } from "../../../src/generator/result.js";
import { hostileService } from "../../fuzz/services.js";
import { randomProcess, randomService } from "../../names/random-services.js";
import {
  caseSeed,
  createRandom,
  seedFromEnvironment,
  type Random,
} from "../../random.js";
import { project, type Project } from "./project.js";

/** `SEED=<seed>` repeats a run; `CASES=1000` makes it a long one. */
const SEED = seedFromEnvironment(Date.now() % 2 ** 31);
const CASES = Number(process.env["CASES"] ?? 8);
const EDITS = 4;

type Service = ReadonlyMap<string, unknown>;

const EDITORS: readonly ((random: Random, service: Service) => Service)[] = [
  // Another description of the same process.
  (random, service) => {
    const id = random.pick([...service.keys()]);
    return new Map([...service, [id, randomProcess(random, id).document]]);
  },
  // Another text, which moves nothing.
  (random, service) => {
    const [id, document] = random.pick([...service]);
    const description = `Edition ${random.below(1000)}.`;
    return new Map([
      ...service,
      [id, { ...(document as object), description }],
    ]);
  },
  // Structures that the service has already, under another id.
  (random, service) => {
    const [, document] = random.pick([...service]);
    const id = `copy-${random.below(3)}`;
    return new Map([...service, [id, { ...(document as object), id }]]);
  },
  // A process less, or a hostile one.
  (random, service) => {
    const id = random.pick([...service.keys()]);
    if (service.size > 2) {
      return new Map([...service].filter(([other]) => other !== id));
    }
    const { processes } = hostileService(random.below(1e9), 0, []);
    return new Map([...service, ...named(processes)]);
  },
  // New processes, some of which take the names of others.
  (random, service) => new Map([...service, ...named(randomService(random))]),
  // Nothing but the order of the members.
  (random, service) => {
    const [id, document] = random.pick([...service]);
    const members = Object.entries(document as object).reverse();
    return new Map([...service, [id, Object.fromEntries(members)]]);
  },
];

/** Descriptions by their ids, which they have in themselves. */
function named(
  processes: readonly { readonly id: string; readonly document: unknown }[],
): readonly (readonly [string, unknown])[] {
  return processes.flatMap(({ id, document }) =>
    typeof document === "object" && document !== null
      ? [[id, { ...document, id }] as const]
      : [],
  );
}

function record({ write, folder }: Project, service: Service): void {
  rmSync(join(folder, "descriptions"), { recursive: true, force: true });
  for (const [index, document] of [...service.values()].entries()) {
    write(`descriptions/${index}.json`, document);
  }
}

/** The files of a folder with their contents. */
function contents(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), "latin1")]),
  );
}

/** What a run reports, or why it failed. */
async function outcome(
  given: Project,
  onModelled: () => void = () => undefined,
): Promise<object> {
  try {
    const { result } = await given.run({
      onProgress: ({ phase }) => {
        if (phase === "model") onModelled();
      },
    });
    const { timings, plan, ...others }: GenerateResult = result;
    return {
      ...others,
      plan: { ...plan, contents: [...plan.contents].sort() },
      phases: Object.keys(timings),
    };
  } catch (error) {
    return { error: String(error) };
  }
}

function replaceFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(from, { recursive: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

it(
  "a run with what earlier runs left makes and reports the same as one without",
  { timeout: 600_000 },
  async () => {
    console.log(`Changed processes: SEED=${SEED}`);
    let served = 0;
    let modelled = 0;
    for (let index = 0; index < CASES; index += 1) {
      const random = createRandom(caseSeed(SEED, index));
      using given = project();
      const [api, cache, before, left] = [
        "api",
        "node_modules/.cache",
        "api-before",
        "cache-left",
      ].map((path) => join(given.folder, path)) as [
        string,
        string,
        string,
        string,
      ];
      let service: Service = new Map(named(randomService(random)));
      record(given, service);
      await outcome(given);
      for (let edit = 0; edit < EDITS; edit += 1) {
        for (let count = 1 + random.below(2); count > 0; count -= 1) {
          service = random.pick(EDITORS)(random, service);
        }
        record(given, service);
        replaceFolder(api, before);
        served += service.size;
        const found = await outcome(given, () => (modelled += 1));
        const made = contents(api);
        replaceFolder(cache, left);
        replaceFolder(before, api);
        rmSync(cache, { recursive: true, force: true });
        const place = `case ${index}, edit ${edit}`;
        expect({ place, outcome: await outcome(given) }).toEqual({
          place,
          outcome: found,
        });
        expect({ place, files: contents(api) }).toEqual({ place, files: made });
        replaceFolder(left, cache);
      }
    }
    // Else the test compares two full runs.
    expect(modelled).toBeLessThan(served);
    console.log(`Modelled: ${modelled} of ${served}`);
  },
);
