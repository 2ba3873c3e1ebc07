import type { Options } from "json-schema-to-typescript";
import type { Diagnostic } from "../diagnostic.js";
import { namedTypeLayout } from "../emit/declarations.js";
import { printLayout } from "../emit/layout.js";
import { isJsonObject, pointerToken, type JsonObject } from "../json.js";
import { renameReferences } from "../model/rename-references.js";
import { typeUses } from "../model/type-uses.js";
import type {
  NamedType,
  ProcessModel,
  ServiceModel,
  TypeExpression,
} from "../model/types.js";
import { comparableSchema, comparableType, Pseudonyms } from "./comparable.js";

/** What came of a cross-check. */
export interface CrossCheck {
  /** Types on which the two programs agree. */
  readonly agreed: number;
  /** Types that have no counterpart: the runtime's, tuples, and named properties beside others. */
  readonly incomparable: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares the type of each input and output with the one that
 * json-schema-to-typescript makes of the same cleaned schema: the compiler must
 * find them assignable to each other. A second program that reads the schemas
 * in its own way finds mistakes that no test of ours thought of. Differences
 * are warnings: either program may be wrong.
 */
export async function crossCheck(model: ServiceModel): Promise<CrossCheck> {
  const values = model.processes.flatMap((process) =>
    comparableValues(process, model.types),
  );
  const compared = values.filter(({ named, type }) =>
    isComparable(type, named),
  );
  const disagreements = await compare(compared);
  return {
    agreed: compared.length - disagreements.length,
    incomparable: values.length - compared.length,
    diagnostics: disagreements.map(({ process, pointer }) => ({
      severity: "warning",
      code: "verify-cross-check",
      process,
      pointer,
      message:
        "json-schema-to-typescript makes another type of this schema; one of the two programs is wrong.",
      hint: "Please report it with the process's description.",
    })),
  };
}

interface ComparedValue {
  readonly process: string;
  readonly pointer: string;
  readonly type: TypeExpression;
  readonly named: ReadonlyMap<string, NamedType>;
  readonly schema: JsonObject;
  readonly definitions: unknown;
}

function comparableValues(
  process: ProcessModel,
  shared: readonly NamedType[],
): readonly ComparedValue[] {
  const named = new Map(
    [...shared, ...process.types].map((type) => [type.name, type]),
  );
  return (["inputs", "outputs"] as const).flatMap((side) => {
    const schemas = process.schemas[side];
    if (!isJsonObject(schemas)) return [];
    const properties = schemas["properties"];
    return process[side].flatMap(({ name, type }) => {
      const schema = isJsonObject(properties) ? properties[name] : undefined;
      if (!isJsonObject(schema)) return [];
      return {
        process: process.id,
        pointer: `/${side}/${pointerToken(name)}/schema`,
        type,
        named,
        schema,
        definitions: schemas["$defs"],
      };
    });
  });
}

/** Whether both programs can say the same: the library has no runtime's types, and other ideas of tuples and index signatures. */
function isComparable(
  type: TypeExpression,
  named: ReadonlyMap<string, NamedType>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (isOwnKind(type)) return false;
  if (type.kind === "reference") {
    const target = named.get(type.name);
    if (target === undefined || seen.has(type.name)) return true;
    return isComparable(target.type, named, new Set([...seen, type.name]));
  }
  return innerTypes(type).every((inner) => isComparable(inner, named, seen));
}

function isOwnKind(type: TypeExpression): boolean {
  return (
    type.kind === "runtime" ||
    type.kind === "tuple" ||
    (type.kind === "object" &&
      type.additional !== undefined &&
      type.properties.length > 0)
  );
}

function innerTypes(type: TypeExpression): readonly TypeExpression[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "union":
      return type.members;
    case "object":
      return [
        ...type.properties.map((property) => property.type),
        ...(type.additional === undefined ? [] : [type.additional]),
      ];
    default:
      return [];
  }
}

/** The library executes and fetches what it is not told to leave alone. */
const SAFE: Partial<Options> = {
  additionalProperties: false,
  bannerComment: "",
  declareExternallyReferenced: true,
  enableConstEnums: false,
  format: false,
  ignoreMinAndMaxItems: true,
  strictIndexSignatures: false,
  unknownAny: true,
  unreachableDefinitions: false,
  $refOptions: { resolve: { external: false } },
};

async function compare(
  values: readonly ComparedValue[],
): Promise<readonly ComparedValue[]> {
  const [{ compile }, { Project, ts }] = await Promise.all([
    import("json-schema-to-typescript"),
    import("ts-morph"),
  ]);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      noLib: false,
    },
  });
  const sources = await Promise.all(
    values.map(async (value, index) => {
      const pseudonyms = new Pseudonyms();
      const theirs = await compile(
        theirSchema(value, pseudonyms),
        "Theirs",
        SAFE,
      );
      const text = [theirs, ...ourTypes(value, pseudonyms), ASSERTIONS];
      return project.createSourceFile(`value${index}.ts`, text.join("\n\n"));
    }),
  );
  return values.filter((_value, index) => {
    const source = sources[index];
    return source !== undefined && source.getPreEmitDiagnostics().length > 0;
  });
}

const ASSERTIONS = `declare const ours: Ours;
declare const theirs: Theirs["value"];
export const forth: Theirs["value"] = ours;
export const back: Ours = theirs;
`;

function theirSchema(value: ComparedValue, pseudonyms: Pseudonyms): JsonObject {
  const definitions = isJsonObject(value.definitions) ? value.definitions : {};
  return {
    type: "object",
    properties: { value: comparableSchema(value.schema, pseudonyms) },
    required: ["value"],
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([key, schema]) => [
        key,
        comparableSchema(schema, pseudonyms),
      ]),
    ),
  };
}

/** Our type and the named types that it needs, renamed so that none meets one of the library's. */
function ourTypes(
  value: ComparedValue,
  pseudonyms: Pseudonyms,
): readonly string[] {
  const needed = new Map<string, NamedType>();
  const visit = (type: TypeExpression): void => {
    for (const name of typeUses([type]).references) {
      const target = value.named.get(name);
      if (target === undefined || needed.has(name)) continue;
      needed.set(name, target);
      visit(target.type);
    }
  };
  visit(value.type);
  const declared = [
    { name: "Ours", type: value.type },
    ...[...needed.values()].map(({ name, type }) => ({
      name: `Our${name}`,
      type,
    })),
  ];
  return declared.map(({ name, type }) =>
    printLayout(
      namedTypeLayout({
        name,
        type: renameReferences(
          comparableType(type, pseudonyms),
          (reference) => `Our${reference}`,
        ),
        documentation: { tags: [] },
      }),
    ),
  );
}
