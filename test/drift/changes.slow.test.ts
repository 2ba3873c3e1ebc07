import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { format } from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  classSuffix,
  isBreaking,
} from "../../src/generator/drift/change-class.js";
import { compareModels } from "../../src/generator/drift/changes.js";
import type { CompactModel } from "../../src/generator/drift/compact-model.js";
import { compactModel } from "../generator/compact-model.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import { startServer, type RunningServer } from "../../src/server/index.js";
import { compileCallers, type CallerFindings } from "./compile-callers.js";
import type { DriftCase } from "./drift-case.js";
import { INPUT_TERM_CASES, INPUT_TYPE_CASES } from "./input-cases.js";
import { modelOf } from "./model-of.js";
import { answersOf, type Answers } from "./old-requests.js";
import { OUTPUT_CASES, PROCESS_CASES } from "./other-cases.js";

const CASES = [
  ...INPUT_TYPE_CASES,
  ...INPUT_TERM_CASES,
  ...OUTPUT_CASES,
  ...PROCESS_CASES,
];

const DOCUMENT = new URL("../../docs/changes.md", import.meta.url);
const TABLE_START = "<!-- table of changes: made by test/drift -->";

interface Proven {
  readonly given: DriftCase;
  readonly before: ServiceModel;
  readonly after: ServiceModel;
  readonly callers: CallerFindings;
  readonly answers: Answers | undefined;
}

let server: RunningServer;
const PROVEN = new Map<string, Proven>();

beforeAll(async () => {
  server = await startServer({ port: 0 });
  const models = await Promise.all(
    CASES.map(async (given) => ({
      given,
      before: await modelOf(given.before),
      after: await modelOf(given.after),
    })),
  );
  const callers = await compileCallers(models);
  for (const [index, model] of models.entries()) {
    const { given } = model;
    const found = callers[index];
    if (found === undefined) throw new Error(given.name);
    const answers = await answersOf(server, model, index);
    PROVEN.set(given.name, { ...model, callers: found, answers });
  }
}, 300_000);
afterAll(async () => {
  await server.close();
});

function proofOf({ name }: DriftCase): Proven {
  const found = PROVEN.get(name);
  if (found === undefined) throw new Error(`There is no case "${name}".`);
  return found;
}

describe("a change", () => {
  it.each(CASES.map((given) => [given.name, given] as const))(
    "%s: is told, with its class",
    (_name, given) => {
      const { before, after } = proofOf(given);
      const changes = compareModels(compactModel(before), compactModel(after));
      expect(
        changes.map((change) => [change.class, change.breaking, change.text]),
      ).toEqual(
        given.wanted.map(([changeClass, text]) => [
          changeClass,
          isBreaking(changeClass),
          text + classSuffix(changeClass),
        ]),
      );
    },
  );

  it.each(CASES.map((given) => [given.name, given] as const))(
    "%s: is for old code what its class says",
    (_name, given) => {
      const { callers } = proofOf(given);
      const breaks = classes(given).has("compile-time");
      expect(callers.before).toEqual([]);
      expect(callers.after.map(({ code }) => code)).toEqual(given.errors ?? []);
      expect(given.errors !== undefined).toBe(breaks);
    },
  );

  it.each(
    CASES.filter((given) => !classes(given).has("compile-time")).map(
      (given) => [given.name, given] as const,
    ),
  )("%s: is for old requests what its class says", (_name, given) => {
    const { answers } = proofOf(given);
    expect(answers?.before.status).toBeLessThan(300);
    const isSame =
      JSON.stringify(answers?.before) === JSON.stringify(answers?.after);
    const isOutput = given.result !== undefined;
    const fits = isOutput ? resultFits(given) : undefined;
    const holds = isSame && fits?.before !== false;
    // What a server means by a number, no answer shows.
    const isMeaning = given.name === "input: another unit";
    expect(fits?.after ?? true).toBe(true);
    expect(holds).toBe(!classes(given).has("run-time") || isMeaning);
  });

  it("has at least 60 kinds, each with a name of its own", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(60);
  });

  it("is told of a manifest without terms by what types say", () => {
    for (const given of CASES) {
      const { before, after } = proofOf(given);
      const changes = compareModels(withoutTerms(before), compactModel(after));
      const typed = given.wanted.filter(
        ([changeClass, text]) =>
          changeClass === "compile-time" ||
          /^(?:~ p: version|- type)/.test(text),
      );
      expect(changes.map(({ text }) => text)).toEqual(
        expect.arrayContaining(
          typed.map(([changeClass, text]) => text + classSuffix(changeClass)),
        ),
      );
    }
  });
});

describe("docs/changes.md", () => {
  it("has the table of what was proven", async () => {
    const text = await readFile(DOCUMENT, "utf8");
    const [prose = ""] = text.split(TABLE_START);
    const made = await format(`${prose}${TABLE_START}\n\n${table()}`, {
      parser: "markdown",
    });
    await expect(made).toMatchFileSnapshot(DOCUMENT.pathname);
  });
});

function classes(given: DriftCase): ReadonlySet<string> {
  return new Set(given.wanted.map(([changeClass]) => changeClass));
}

function withoutTerms(model: ServiceModel): CompactModel {
  const { types, processes } = compactModel(model);
  return {
    types,
    processes: Object.fromEntries(
      Object.entries(processes).map(([id, { terms: _, ...process }]) => [
        id,
        process,
      ]),
    ),
  };
}

/** Whether what the new server gives is what each package's schema of the output admits. */
function resultFits(given: DriftCase): {
  readonly before: boolean;
  readonly after: boolean;
} {
  const { before, after } = proofOf(given);
  const admits = (model: ServiceModel): boolean => {
    const ajv = new Ajv2020({ strict: false, formats: fullFormats });
    const schema = model.processes[0]?.schemas.outputs;
    return ajv.validate(schema as object, { r: given.result });
  };
  return { before: admits(before), after: admits(after) };
}

function table(): string {
  const rows = CASES.map((given) => {
    const { callers } = proofOf(given);
    return [
      given.name,
      given.wanted.map(([, text]) => codeCell(text)).join("<br>"),
      [...classes(given)].join(", "),
      callers.after
        .map(({ code, message }) => `TS${code}: ${codeCell(message)}`)
        .join("<br>") || "compiles",
      serverText(given),
    ];
  });
  const head = ["change", "sentence", "class", "old code", "old request"];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** A text of others as code in a cell of a table. */
function codeCell(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function serverText(given: DriftCase): string {
  const { answers } = proofOf(given);
  if (answers === undefined) return "";
  const { before, after } = answers;
  if (before.status !== after.status) {
    const { detail } = after;
    const said = detail === undefined ? "" : `: ${codeCell(detail)}`;
    return `${before.status}, then ${after.status}${said}`;
  }
  if (given.result !== undefined) {
    const { before: fits } = resultFits(given);
    return fits
      ? `${after.status}`
      : `${after.status}, not as described before`;
  }
  return JSON.stringify(before.body) === JSON.stringify(after.body)
    ? `${after.status}`
    : `${after.status}, another result`;
}
