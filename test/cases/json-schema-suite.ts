import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019, type Options } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "../../src/generator/json.js";
import { buildModel } from "../generator/build-model.js";

/** A schema of the suite, with values and whether these are valid. */
export interface Group {
  readonly draft: string;
  readonly id: string;
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

/** Says of a value whether it is valid; undefined where the schema cannot be compiled. */
export type Judge = (value: unknown) => boolean | undefined;

const DRAFTS = ["draft4", "draft7", "draft2019-09", "draft2020-12"];

/** Other documents and vocabularies are not what a description of a process has. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "refRemote.json",
  "vocabulary.json",
]);

/** The groups of the suite in a folder. */
export function readGroups(tests: string): readonly Group[] {
  return DRAFTS.flatMap((draft) =>
    readdirSync(join(tests, draft))
      .filter((file) => file.endsWith(".json") && !LEFT_OUT.has(file))
      .sort()
      .flatMap((file) => {
        const text = readFileSync(join(tests, draft, file), "utf8");
        const keyword = file.slice(0, -".json".length);
        return (JSON.parse(text) as Omit<Group, "draft" | "id">[]).map(
          (group, index): Group => ({
            ...group,
            draft,
            id: `${draft} ${keyword} ${index}`,
          }),
        );
      }),
  );
}

/** The judges of exported schemas, by the id of the group. */
export async function exportedJudges(
  groups: readonly Group[],
): Promise<ReadonlyMap<string, Judge>> {
  const { model } = await buildModel({
    processes: groups.map(({ id, schema }) => ({
      id,
      document: { id, inputs: { value: { minOccurs: 1, schema } } },
    })),
  });
  return new Map(
    model.processes.map(({ id, schemas }) => {
      const judge = judgeOf(schemas.inputs, Ajv2020);
      return [id, (value) => judge({ value })];
    }),
  );
}

/** What ajv says of the original, in the dialect that it declares; without one, that is 2020-12. */
export function originalJudge({ draft, schema }: Group): Judge {
  return judgeOf(schema, draft === "draft2019-09" ? Ajv2019 : Ajv2020);
}

/** Whether a schema refers to a document that is not in it. */
export function lacksDocument({ schema }: Group): boolean {
  try {
    new Ajv2020(OPTIONS).compile(schema as object);
    return false;
  } catch (error) {
    return error instanceof Ajv2020.MissingRefError;
  }
}

const OPTIONS: Options = {
  strict: false,
  validateFormats: false,
  logger: false,
};

function judgeOf(
  schema: unknown,
  Validator: typeof Ajv2019 | typeof Ajv2020,
): Judge {
  try {
    const validate = new Validator(OPTIONS).compile(schema as object);
    return (value) => {
      try {
        return validate(value);
      } catch {
        // Some dynamic references never end in ajv.
        return undefined;
      }
    };
  } catch {
    return () => undefined;
  }
}

/** The names of the values that a judge and the suite do not agree on. */
export function differences(
  group: Group,
  judge: Judge | undefined,
): readonly string[] {
  return group.tests
    .filter(({ data, valid }) => judge?.(data) !== valid)
    .map((test) => nameOf(group, test));
}

/** As the suite's own program prints it. */
export function nameOf(
  { id, description }: Group,
  test: { readonly description: string },
): string {
  return `${id}: ${description} / ${test.description}`;
}

/** The schema with the dialect that its folder is of. */
export function withDialect(group: Group): Group {
  const number = /^draft([47])$/.exec(group.draft)?.[1];
  const $schema = `http://json-schema.org/draft-0${number ?? ""}/schema#`;
  return { ...group, schema: { ...(group.schema as object), $schema } };
}
