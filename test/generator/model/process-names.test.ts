import { describe, expect, it } from "vitest";
import { nameProcesses } from "../../../src/generator/model/process-names.js";
import { RUNTIME_VALUES } from "../../../src/generator/model/runtime-names.js";

describe("the names of a process", () => {
  it.each([
    ["mtr_demo_generation", "mtrDemoGeneration", "mtr-demo-generation"],
    ["218", "process218", "218"],
    // Code that awaits the import of a module calls its export `then`.
    ["then", "thenProcess", "then"],
    ["client", "clientProcess", "client"],
    ["class", "classProcess", "class"],
    ["constructor", "constructorProcess", "constructor"],
    ["__proto__", "proto", "proto"],
    ["defineProcess", "defineProcess2", "define-process"],
    ["ApiError", "apiError2", "api-error"],
    ["con", "con", "con-process"],
    ["COM1", "com1", "com1-process"],
    ["index", "index", "index-process"],
    ["../../etc/passwd", "etcPasswd", "etc-passwd"],
    ["a\u0000b", "aB", "a-b"],
    ["*/ evil(); /*", "evil", "evil"],
    ["x".repeat(300), "x".repeat(80), "x".repeat(80)],
    ["数据", "数据", "process-5440f742"],
    ["a\u088f", "a", "a"],
    ["𝒳Client", "clientProcess", "x-client"],
    ["a\u200d\u202eb", "aB", "a-b"],
    ["", "processE3B0C442", "process-e3b0c442"],
  ])("%j", (id, functionName, fileName) => {
    const { names } = nameProcesses([id], RUNTIME_VALUES);
    expect(names.get(id)).toMatchObject({ functionName, fileName });
  });

  it("warn where another process has the name, but not where the runtime has it", () => {
    const { diagnostics } = nameProcesses(
      ["a_b", "a-b", "createClient", "defineProcess", "class"],
      RUNTIME_VALUES,
    );
    expect(
      diagnostics.map(({ severity, process, message }) => ({
        severity,
        process,
        message,
      })),
    ).toEqual([
      {
        severity: "info",
        process: "createClient",
        message:
          "The name createClient is taken; the function is called createClient2.",
      },
      {
        severity: "info",
        process: "defineProcess",
        message:
          "The name defineProcess is taken; the function is called defineProcess2.",
      },
      {
        severity: "warning",
        process: "a-b",
        message:
          'The process "a_b" has the name aB; the function is called aB2.',
      },
    ]);
  });

  it("differ by more than case, for file systems that ignore case", () => {
    const ids = ["a-b", "a_b", "A_B", "aB"];
    const { names } = nameProcesses(ids, RUNTIME_VALUES);
    const files = [...names.values()].map(({ fileName }) => fileName);
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(4);
  });
});
