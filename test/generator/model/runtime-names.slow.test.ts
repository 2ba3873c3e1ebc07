import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  RUNTIME_EXPORTED_TYPES,
  RUNTIME_VALUES,
} from "../../../src/generator/model/runtime-names.js";
import * as runtime from "../../../src/runtime/index.js";
import { STRICT_OPTIONS } from "../../types/compile.js";

const ENTRY: string = fileURLToPath(
  new URL("../../../src/runtime/index.ts", import.meta.url),
);

/** All names that the runtime's entry point exports, types among them. */
function exportedNames(): readonly string[] {
  const program = ts.createProgram([ENTRY], STRICT_OPTIONS);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ENTRY);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error("The runtime exports nothing.");
  return checker.getExportsOfModule(module).map(({ name }) => name);
}

describe("the names that no generated type or function may have", () => {
  const values = Object.keys(runtime).sort();
  const types = exportedNames()
    .filter((name) => !values.includes(name))
    .sort();

  it("are the types that the runtime exports", () => {
    expect([...RUNTIME_EXPORTED_TYPES].sort()).toEqual(types);
  });

  it("are the values that the runtime exports", () => {
    expect([...RUNTIME_VALUES].sort()).toEqual(values);
  });
});
