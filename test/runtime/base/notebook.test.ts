import { expect, it } from "vitest";
import { showInNotebooks } from "../../../src/runtime/base/notebook.js";

it("is asked by the kernel, and is no other member", async () => {
  const shown: Record<symbol, unknown> & { a: number } = { a: 1 };
  showInNotebooks(shown, () => Promise.resolve({ "text/plain": "one" }));
  const display = shown[Symbol.for("Jupyter.display")] as () => unknown;

  expect(await display()).toEqual({ "text/plain": "one" });
  expect({ ...shown }).toEqual({ a: 1 });
  expect(JSON.stringify(shown)).toBe('{"a":1}');
});
