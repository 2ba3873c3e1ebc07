import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import {
  differences,
  exportedJudges,
  lacksDocument,
  originalJudge,
  readGroups,
  withDialect,
  type Group,
  type Judge,
} from "./json-schema-suite.js";

// The official JSON Schema Test Suite, put through the generator: the exported schemas judge each of its values as the
// suite does, except for the values named in json-schema-suite.json. It is kept beside the repository, with a program
// that prints the differences: `node ../shared/json-schema-test-suite/suite.mjs . --list weak` (or strict, types).

const ROOT = join(import.meta.dirname, "../..");
const SUITE = join(ROOT, "../shared/json-schema-test-suite");
const PROGRAM = join(SUITE, "suite.mjs");

/** Names of values, by the reason why they are judged otherwise. */
interface Named {
  readonly schemas: {
    /** Drafts 4 and 7 say otherwise, and the description does not declare them: with `$schema` there is no difference. */
    readonly dialect: readonly string[];
    /** The schema refers to a document of the suite that is not in the description. What cannot be checked is accepted. */
    readonly document: readonly string[];
    /** ajv itself judges the original otherwise than the suite. */
    readonly ajv: readonly string[];
  };
  /** Valid values that a type refuses. */
  readonly types: {
    /** The schema names no type, and types are narrower there: `properties` mean an object. */
    readonly untyped: readonly string[];
    /** Encoded content is a file to the caller. */
    readonly content: readonly string[];
    /** Literals with members that the schema does not speak of: see docs/types.md. */
    readonly closed: readonly string[];
    /** Of a dialect that the description does not declare. */
    readonly other: readonly string[];
  };
}

const { schemas: NAMED, types: NAMED_TYPES } = JSON.parse(
  readFileSync(join(import.meta.dirname, "json-schema-suite.json"), "utf8"),
) as Named;

const sorted = (names: readonly string[]): readonly string[] =>
  [...names].sort();

const isOld = ({ draft, schema }: Group): boolean =>
  ["draft4", "draft7"].includes(draft) && typeof schema === "object";

describe.skipIf(!existsSync(PROGRAM))(
  `the official suite${existsSync(PROGRAM) ? "" : `: left out, ${PROGRAM} is not there`}`,
  () => {
    let groups: readonly Group[] = [];
    const ofReason = (reason: keyof Named["schemas"]) =>
      groups.flatMap((group) =>
        differences(group, undefined)
          .filter((name) => NAMED[reason].includes(name))
          .map((name) => ({ group, name })),
      );
    const judged = (
      all: readonly Group[],
      judges: ReadonlyMap<string, Judge>,
    ): readonly string[] =>
      sorted(all.flatMap((group) => differences(group, judges.get(group.id))));

    beforeAll(() => {
      groups = readGroups(join(SUITE, "tests"));
    });

    it("is judged as it says, except for the values that are named", async () => {
      const judges = await exportedJudges(groups);
      expect(judged(groups, judges)).toEqual(
        sorted(Object.values(NAMED).flat()),
      );
    }, 240_000);

    it("is judged as it says where drafts 4 and 7 are declared, except for what ajv and documents elsewhere are the reason of", async () => {
      const declared = groups.filter(isOld).map(withDialect);
      const judges = await exportedJudges(declared);
      expect(judged(declared, judges)).toEqual(
        sorted(
          [...NAMED.ajv, ...NAMED.document].filter((name) =>
            /^draft[47] /.test(name),
          ),
        ),
      );
    }, 240_000);

    it("is judged otherwise by ajv itself where that is named as the reason", () => {
      const wrong = ofReason("ajv").filter(({ group, name }) => {
        const judge = originalJudge(group);
        const isJudged = group.tests.every(
          ({ data }) => judge(data) !== undefined,
        );
        return isJudged && differences(group, judge).includes(name);
      });
      expect(wrong.map(({ name }) => name)).toEqual(NAMED.ajv);
    });

    it("refers to documents elsewhere where that is named as the reason", () => {
      const lacking = ofReason("document").filter(({ group }) =>
        lacksDocument(group),
      );
      expect(lacking.map(({ name }) => name)).toEqual(NAMED.document);
    });

    it("has valid values that types refuse, which are named", async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [PROGRAM, ROOT, "--list", "types"],
        { maxBuffer: 64 * 1024 * 1024 },
      );
      const lines = stdout.split("\n");
      const refused = lines.flatMap((line, index) =>
        /^draft\S+ \S+ \d+: /.test(line)
          ? [
              {
                line,
                kind: / (untyped|content|closed|other): /.exec(
                  lines[index + 2] ?? "",
                )?.[1],
              },
            ]
          : [],
      );
      const ofKind = (kind: string) =>
        refused.filter((one) => one.kind === kind).map(({ line }) => line);
      expect({
        untyped: ofKind("untyped"),
        content: ofKind("content"),
        closed: ofKind("closed"),
        other: ofKind("other"),
      }).toEqual(NAMED_TYPES);
    }, 240_000);
  },
);
