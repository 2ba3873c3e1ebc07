import { Ajv2020 } from "ajv/dist/2020.js";
import { generateSync, type JsonSchema } from "json-schema-faker";
import type {
  ProcessModel,
  ServiceModel,
  TypeExpression,
} from "../../src/generator/model/service-model.js";
import { closed } from "./closed.js";
import { expressible, STEPS } from "./expressible.js";
import { mutations, type Mutation } from "./mutations.js";
import { createRandom, type Random } from "../random.js";
import { NO_VALUE, sampleValue } from "./sample-values.js";
import type { Schema } from "./schema.js";

/** A typed value of a process: an input or an output. */
export interface TypedValue {
  readonly process: ProcessModel;
  readonly side: "inputs" | "outputs";
  readonly name: string;
  /** The schema that its type is made from. */
  readonly schema: Schema;
  /** Whether the server's own schema admits a value: it may say less than that of the type, which follows from untyped keywords too. */
  readonly isServed: (value: unknown) => boolean;
  /** Why the oracle cannot test it. */
  readonly leftOut?: string;
}

/** A value that the compiler must accept or reject. */
export interface ValueCase {
  readonly of: TypedValue;
  readonly value: unknown;
  readonly wanted: "accepted" | "rejected";
  readonly kind: Mutation["kind"] | "faker" | "sample";
  /** The value has properties that its open schema does not name. */
  readonly unnamed: boolean;
}

/** The cases of a value, and the mutations that a type cannot reject, by reason. */
export interface Cases {
  readonly accepted: readonly ValueCase[];
  readonly rejected: readonly ValueCase[];
  /** Mutations that the validator rejects and a type cannot, counted by reason. */
  readonly inexpressible: ReadonlyMap<string, number>;
}

const SAMPLES = 8;
const FAKED = 3;
const MUTATIONS = 8;

/** Every input and output of a model, with the schema that its type is made from. */
export function typedValues(model: ServiceModel): readonly TypedValue[] {
  const runtimeTypes = runtimeTypeNames(model);
  return model.processes.flatMap((process) =>
    (["inputs", "outputs"] as const).flatMap((side) => {
      return process[side].map((value): TypedValue => {
        const schemaOf = (role: "schemas" | "typeSchemas"): Schema => {
          const { properties = {}, $defs } = process[role][side] as Schema;
          const own = Object.hasOwn(properties, value.name)
            ? (properties[value.name] ?? {})
            : {};
          return {
            ...(value.many ? withoutOccurrences(own) : own),
            ...($defs === undefined ? {} : { $defs }),
          };
        };
        const known = [...runtimeTypes(value.type)].filter(
          (name) => name !== "BinaryInput",
        );
        const leftOut = known.includes("ResultFile")
          ? "outputs that the caller gets as a ResultFile, whatever form the server sends"
          : known.length > 0
            ? "types of the runtime (GeoJSON, links, bounding boxes): tested with values of their own, since the schema only tells them apart"
            : undefined;
        return {
          process,
          side,
          name: value.name,
          schema: schemaOf("typeSchemas"),
          isServed: (given) =>
            createValidators(schemaOf("schemas"))(0)(given) === true,
          ...(leftOut === undefined ? {} : { leftOut }),
        };
      });
    }),
  );
}

/** `minOccurs` and `maxOccurs` give an array type of any length: the type does not count inputs. */
function withoutOccurrences(schema: Schema): Schema {
  const { minItems: _least, maxItems: _most, ...rest } = schema;
  return rest;
}

/** Names of the runtime's types in a type, also through named types. */
function runtimeTypeNames(
  model: ServiceModel,
): (type: TypeExpression) => ReadonlySet<string> {
  const named = new Map(
    [...model.types, ...model.processes.flatMap(({ types }) => types)].map(
      ({ name, type }) => [name, type],
    ),
  );
  return (type) => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const visit = (part: unknown): void => {
      if (Array.isArray(part)) part.forEach(visit);
      if (typeof part !== "object" || part === null) return;
      const { kind, name } = part as { readonly kind?: string; name?: string };
      if (kind === "runtime" && name !== undefined) found.add(name);
      if (kind === "reference" && name !== undefined && !seen.has(name)) {
        seen.add(name);
        visit(named.get(name));
      }
      Object.values(part).forEach(visit);
    };
    visit(type);
    return found;
  };
}

/** Makes the cases of a value; the same seed gives the same cases. */
export function casesOf(of: TypedValue, seed: number): Cases {
  const random = createRandom(seed);
  const validators = createValidators(of.schema);
  const isNamed = AJV.compile(closed(of.schema));
  const values = new Map<
    string,
    { value: unknown; kind: "faker" | "sample" }
  >();
  for (const { value, kind } of [
    ...samples(of.schema, random),
    ...faked(of.schema, random),
  ]) {
    if (validators(0)(value) === true)
      values.set(JSON.stringify(value), { value, kind });
  }
  const inexpressible = new Map<string, number>();
  const rejected = new Map<string, ValueCase>();
  for (const { value } of values.values()) {
    for (const mutation of mutations(value, random, MUTATIONS)) {
      const expressed = validators(STEPS.length)(mutation.value);
      if (validators(0)(mutation.value) !== false || expressed === undefined) {
        continue;
      }
      const step = expressed
        ? STEPS.findIndex((_step, index) =>
            validators(index + 1)(mutation.value),
          )
        : -1;
      const reason = STEPS[step];
      if (reason === undefined) {
        rejected.set(JSON.stringify(mutation.value), {
          of,
          wanted: "rejected",
          unnamed: false,
          ...mutation,
        });
      } else inexpressible.set(reason, (inexpressible.get(reason) ?? 0) + 1);
    }
  }
  return {
    accepted: [...values.values()].map((sample) => ({
      of,
      wanted: "accepted",
      unnamed: !isNamed(sample.value),
      ...sample,
    })),
    rejected: [...rejected.values()],
    inexpressible,
  };
}

/** Returns undefined if the validator itself fails. */
type Validator = (value: unknown) => boolean | undefined;

const AJV = new Ajv2020({
  strict: false,
  validateSchema: false,
  validateFormats: false,
  ownProperties: true,
  logger: false,
});

/** Validators of a schema after a number of steps, each compiled when it is first asked for. */
function createValidators(schema: Schema): (steps: number) => Validator {
  const compiled = new Map<number, Validator>();
  return (steps) => {
    const known = compiled.get(steps);
    if (known !== undefined) return known;
    const relaxed = steps === 0 ? schema : expressible(schema, steps);
    const validate = AJV.compile(relaxed);
    AJV.removeSchema(relaxed);
    const validator = (value: unknown): boolean | undefined => {
      try {
        return validate(value);
      } catch {
        // It compares values by `toString`, which may be a property of the value.
        return undefined;
      }
    };
    compiled.set(steps, validator);
    return validator;
  };
}

function* samples(
  schema: Schema,
  random: Random,
): Generator<{ value: unknown; kind: "sample" }> {
  for (let count = 0; count < SAMPLES; count += 1) {
    const value = sampleValue(schema, schema.$defs ?? {}, random);
    if (value !== NO_VALUE) yield { value, kind: "sample" };
  }
}

/** Values from json-schema-faker, which interprets schemas independently. */
function* faked(
  schema: Schema,
  random: Random,
): Generator<{ value: unknown; kind: "faker" }> {
  for (let count = 0; count < FAKED; count += 1) {
    const value = fakedValue(schema, random.below(1e9));
    if (value !== undefined) yield { value, kind: "faker" };
  }
}

function fakedValue(schema: Schema, seed: number): unknown {
  try {
    const value = generateSync(schema as JsonSchema, {
      seed,
      maxDepth: 6,
      fillProperties: false,
    });
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    // It throws for schemas that contradict themselves.
    return undefined;
  }
}
