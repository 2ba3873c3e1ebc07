import { expect, it } from "vitest";
import { choice } from "../../src/server/choice.js";

it("is what the name stands for", () => {
  expect(choice("letter", { a: 1, b: 2 }, "b")).toBe(2);
});

it.each(["c", "toString", "__proto__"])(
  "%s, which is none, is a RangeError with what there is",
  (name) => {
    expect(() => choice("letter", { a: 1, b: 2 }, name)).toThrow(
      new RangeError(`There is no letter "${name}"; choose a, b.`),
    );
  },
);
