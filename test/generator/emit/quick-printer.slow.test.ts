import fc from "fast-check";
import { util } from "prettier";
import { describe, expect, it } from "vitest";
import { bracketed } from "../../../src/generator/emit/bracketed.js";
import {
  continued,
  DOC,
  fitsOnLine,
  printed,
  printedByPrettier,
  WIDTH,
  type Doc,
} from "../../../src/generator/emit/layout.js";
import {
  hasPlainWidths,
  quickText,
} from "../../../src/generator/emit/quick-printer.js";
import { stringLiteral } from "../../../src/generator/emit/text.js";
import { typeAfter } from "../../../src/generator/emit/type-layout.js";
import { typeText } from "../../../src/generator/emit/type-text.js";
import {
  memberLayout,
  objectLayout,
  valueLayout,
} from "../../../src/generator/emit/value-layout.js";
import type { Json } from "../../../src/generator/json.js";
import type {
  PropertyModel,
  TypeExpression,
} from "../../../src/generator/model/service-model.js";

/** Words of many lengths, so that lines end near the last column. */
const WORD = fc
  .tuple(fc.constantFrom("n", "é", "–", "ж"), fc.integer({ min: 1, max: 45 }))
  .map(([character, length]) => character.repeat(length));

const SCALAR: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: WORD, weight: 2 },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -99_999, max: 99_999 }),
  fc.constantFrom(true, null, "", 'a "b"', "\u2028"),
);

const VALUE = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    SCALAR,
    fc.array(fc.integer({ max: 2_000 }), { maxLength: 40 }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(WORD, tie("value"), { maxKeys: 5 }),
  ),
})).value;

const NAME = WORD.filter((word) => !word.includes("–"));

const TYPE = fc.letrec<{ type: TypeExpression; property: PropertyModel }>(
  (tie) => ({
    type: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constant<TypeExpression>({ kind: "keyword", name: "string" }),
      NAME.map((name): TypeExpression => ({ kind: "reference", name })),
      fc
        .oneof(WORD, fc.integer())
        .map((value): TypeExpression => ({ kind: "literal", value })),
      tie("type").map((element): TypeExpression => ({
        kind: "array",
        element,
      })),
      fc
        .array(tie("type"), { minLength: 2, maxLength: 5 })
        .map((members): TypeExpression => ({ kind: "union", members })),
      fc
        .tuple(fc.array(tie("type"), { maxLength: 4 }), tie("type"))
        .map(([elements, rest]): TypeExpression => ({
          kind: "tuple",
          elements,
          required: Math.min(2, elements.length),
          rest,
        })),
      tie("type").map((additional): TypeExpression => ({
        kind: "object",
        properties: [],
        additional,
      })),
      fc
        .array(tie("property"), { maxLength: 3 })
        .map((properties): TypeExpression => ({ kind: "object", properties })),
    ),
    property: fc.record({
      name: WORD,
      type: tie("type"),
      optional: fc.boolean(),
      documentation: fc.constantFrom(
        { tags: [] },
        { title: "Title", tags: [] },
        { title: "Title", description: "Text.", tags: [] },
      ),
    }),
  }),
).type;

const INDENT = fc.constantFrom(0, 2, 4);

function expectSame(makeLayout: () => Doc, indent: number): void {
  const text = quickText(makeLayout(), { indent, width: WIDTH });
  expect(hasPlainWidths(text)).toBe(true);
  expect(text).toBe(printedByPrettier(makeLayout(), indent));
}

describe("the quick printer breaks lines as Prettier's engine does", () => {
  it("in values", () => {
    fc.assert(
      fc.property(WORD, VALUE, INDENT, (name, value, indent) => {
        expectSame(() => [name, " = ", valueLayout(value), ";"], indent);
      }),
      { numRuns: 2_000 },
    );
  });

  it("in values whose place is known", () => {
    fc.assert(
      fc.property(WORD, VALUE, INDENT, (name, value, indent) => {
        const start = `${name} = `;
        const place = { indent, used: indent + start.length, after: 1 };
        const text = printed([start, valueLayout(value, place), ";"], indent);
        const layout = [start, valueLayout(value), ";"];
        expect(text).toBe(printedByPrettier(layout, indent));
      }),
      { numRuns: 2_000 },
    );
  });

  it("in types of one line", () => {
    fc.assert(
      fc.property(WORD, TYPE, (name, type) => {
        const text = typeText(type);
        const line = `${name}: ${text ?? ""};`;
        if (text === undefined || !fitsOnLine(line, 2)) return;
        const layout = [name, typeAfter(":", type), ";"];
        expect(line).toBe(printedByPrettier(layout, 2));
      }),
      { numRuns: 1_000 },
    );
  });

  it("in types", () => {
    fc.assert(
      fc.property(WORD, TYPE, INDENT, (name, type, indent) => {
        for (const mark of [":", " ="] as const) {
          expectSame(() => [name, typeAfter(mark, type), ";"], indent);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("in objects of layouts, and in code", () => {
    fc.assert(
      fc.property(WORD, VALUE, (name, value) => {
        expectSame(
          () => [
            "f(",
            objectLayout([
              memberLayout(name, value),
              ["m: ", stringLiteral(name)],
            ]),
            ");",
          ],
          2,
        );
      }),
    );
  });
});

/** Words some of whose characters take two columns, or none. */
const ANY_WORD = fc
  .tuple(fc.constantFrom("n", "漢", "e\u0301"), fc.integer({ min: 1, max: 45 }))
  .map(([character, length]) => character.repeat(length));

describe("texts that are printed without a layout break as layouts do", () => {
  it("in two parts", () => {
    fc.assert(
      fc.property(ANY_WORD, ANY_WORD, INDENT, (start, rest, indent) => {
        const layout = DOC.group([start, DOC.indent([DOC.line, rest])]);
        expect(continued(start, rest, indent)).toBe(
          printedByPrettier(layout, indent),
        );
      }),
    );
  });

  it("in brackets", () => {
    const items = fc.array(ANY_WORD, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(items, fc.boolean(), INDENT, (words, spaces, indent) => {
        const edge = spaces ? DOC.line : DOC.softline;
        const layout = DOC.group([
          "f(",
          DOC.indent([edge, DOC.join([",", DOC.line], words)]),
          DOC.ifBreak(","),
          edge,
          ");",
        ]);
        const options = { indent, spaces, lastComma: true };
        expect(bracketed("f(", words, ");", options)).toBe(
          printedByPrettier(layout, indent),
        );
      }),
    );
  });
});

describe("columns of characters", () => {
  it("are one for each unit where the quick printer counts them", () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      if (character === "\n" || !hasPlainWidths(character)) continue;
      expect(util.getStringWidth(character), `U+${code.toString(16)}`).toBe(1);
    }
  });

  it.each([
    ["wide characters", "数".repeat(10)],
    ["emoji", "😀".repeat(10)],
    ["characters that combine", "e\u0301".repeat(10)],
    ["parts of emoji", "\u{1f468}\u200d\u{1f469}".repeat(10)],
  ])("of %s are counted by Prettier's engine", (_name, text) => {
    expect(hasPlainWidths(text)).toBe(false);
    for (let length = 20; length < WIDTH; length += 1) {
      const layout = () => valueLayout([text, "n".repeat(length)]);
      expect(printed(layout())).toBe(printedByPrettier(layout(), 0));
    }
  });
});
