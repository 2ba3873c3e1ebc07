import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAssignable } from "../../../src/generator/drift/assignable.js";
import { BranchIndex } from "../../../src/generator/drift/branch-index.js";
import type { CompactType } from "../../../src/generator/drift/compact-model.js";
import { splitType } from "../../../src/generator/drift/type-parts.js";

const LEAF: fc.Arbitrary<CompactType> = fc.oneof(
  fc.constantFrom<CompactType>(
    "string",
    "number",
    "boolean",
    "null",
    "unknown",
  ),
  fc.record({
    enum: fc.uniqueArray(fc.constantFrom("a", "b", 1, 2, true), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

const NAMES = fc.constantFrom("x", "y");

const TYPE: fc.Arbitrary<CompactType> = fc.letrec<{ type: CompactType }>(
  (tie) => ({
    type: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      LEAF,
      fc.record({ array: tie("type") }),
      fc.record({ tuple: fc.array(tie("type"), { maxLength: 2 }) }),
      fc.record({
        union: fc.array(tie("type"), { minLength: 1, maxLength: 3 }),
      }),
      fc
        .record({
          required: fc.dictionary(NAMES, tie("type"), { maxKeys: 2 }),
          optional: fc.dictionary(NAMES, tie("type"), { maxKeys: 2 }),
        })
        .map(({ required, optional }) => ({
          required,
          optional: Object.fromEntries(
            Object.entries(optional).filter(([name]) => !(name in required)),
          ),
        })),
    ),
  }),
).type;

/** The same set of values as JSON Schema: the other opinion. */
function schema(of: CompactType): object | boolean {
  if (of === "unknown") return true;
  if (of === "never") return false;
  if (typeof of === "string") return { type: of };
  if ("enum" in of) return { enum: of.enum };
  if ("array" in of) return { type: "array", items: schema(of.array) };
  if ("union" in of) return { anyOf: of.union.map(schema) };
  if ("tuple" in of) {
    return {
      type: "array",
      ...(of.tuple.length > 0 ? { prefixItems: of.tuple.map(schema) } : {}),
      minItems: of.tuple.length,
      maxItems: of.tuple.length,
    };
  }
  if ("ref" in of || "runtime" in of || "tagged" in of)
    throw new Error("Not generated.");
  return {
    type: "object",
    required: Object.keys(of.required),
    properties: Object.fromEntries(
      Object.entries({ ...of.required, ...of.optional }).map(
        ([name, member]) => [name, schema(member)],
      ),
    ),
    additionalProperties: false,
  };
}

/** Values of a type. */
function values(of: CompactType): fc.Arbitrary<unknown> {
  if (of === "string") return fc.constantFrom("a", "b", "other");
  if (of === "number") return fc.constantFrom(1, 2, 0.5);
  if (of === "boolean") return fc.boolean();
  if (of === "null") return fc.constant(null);
  if (typeof of === "string") return fc.constantFrom("a", 1, null, [], {});
  if ("enum" in of) return fc.constantFrom(...of.enum);
  if ("array" in of) return fc.array(values(of.array), { maxLength: 2 });
  if ("tuple" in of) return fc.tuple(...of.tuple.map(values));
  if ("union" in of) return fc.oneof(...of.union.map(values));
  if ("ref" in of || "runtime" in of || "tagged" in of)
    throw new Error("Not generated.");
  const members = { ...of.required, ...of.optional };
  return fc.record(
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, values(member)]),
    ),
    { requiredKeys: Object.keys(of.required) },
  );
}

const CLOSED = {
  from: () => undefined,
  to: () => undefined,
  open: false,
} as const;

describe("whether one type is part of another", () => {
  it("holds of each type and itself, and of the whole of which it is a part", () => {
    fc.assert(
      fc.property(TYPE, TYPE, (one, other) => {
        expect(isAssignable(one, one, CLOSED)).toBe(true);
        expect(isAssignable(one, { union: [other, one] }, CLOSED)).toBe(true);
        expect(isAssignable(one, "unknown", CLOSED)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("is never said of a type with a value that ajv rejects for the other", () => {
    const ajv = new Ajv2020({ strict: false });
    let assignable = 0;
    fc.assert(
      fc.property(
        TYPE.chain((one) =>
          fc.tuple(fc.constant(one), TYPE, fc.array(values(one))),
        ).filter(([one, other]) => isAssignable(one, other, CLOSED)),
        ([, other, samples]) => {
          assignable += 1;
          const validate = ajv.compile(schema(other));
          for (const sample of samples) expect(validate(sample)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(assignable).toBeGreaterThanOrEqual(300);
  });

  it("is quickly said of a hundred thousand values", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => index);
    const from: CompactType = { enum: many };
    const to: CompactType = { enum: many.toReversed() };
    expect(isAssignable(from, to, CLOSED)).toBe(true);
    expect(isAssignable({ enum: [...many, -1] }, to, CLOSED)).toBe(false);
  });
});

describe("an index of the branches of a union", () => {
  it("leaves out none to which a type is assignable", () => {
    const scope = () => undefined;
    const seen = { candidates: 0, pairs: 0 };
    fc.assert(
      fc.property(fc.array(TYPE, { maxLength: 12 }), TYPE, (types, from) => {
        const parts = types.flatMap((to) => splitType(to, scope).others);
        const index = new BranchIndex(parts, scope, scope);
        for (const part of splitType(from, scope).others) {
          const candidates = index.candidates(part);
          seen.candidates += candidates.length;
          seen.pairs += parts.length;
          for (const branch of parts) {
            if (!isAssignable(part, branch, { ...CLOSED, open: true }))
              continue;
            expect(candidates).toContain(branch);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(seen.candidates).toBeLessThan(seen.pairs / 2);
  });

  it.each<[string, (index: number) => CompactType]>([
    [
      "a tag",
      (index) => ({
        required: { kind: { enum: [`k${index}`] }, x: "string" },
        optional: {},
      }),
    ],
    [
      "a property of its own",
      (index) => ({ required: { [`p${index}`]: "string" }, optional: {} }),
    ],
    [
      "a tag in a list",
      (index) => ({
        array: { required: { kind: { enum: [index] } }, optional: {} },
      }),
    ],
  ])("finds a branch by %s among thousands", (_name, branch) => {
    const scope = () => undefined;
    const branches = Array.from({ length: 6000 }, (_, index) => branch(index));
    const index = new BranchIndex(branches, scope, scope);
    expect(index.candidates(branch(17))).toEqual([branch(17)]);
  });
});
