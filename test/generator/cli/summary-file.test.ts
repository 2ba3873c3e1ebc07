import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Io } from "../../../src/generator/cli/io.js";
import {
  requireSummary,
  summaryFile,
} from "../../../src/generator/cli/summary-file.js";

let folder: string;
let path: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "s2gos-summary-"));
  path = join(folder, "summary.md");
  said = "";
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function io(environment: Io["environment"] = {}): Io {
  return {
    stdout: () => undefined,
    stderr: (text) => {
      said += text;
    },
    environment,
    folder,
    isTerminal: false,
    isOutputTerminal: false,
  };
}

it("appends, and replaces what it appended itself", () => {
  writeFileSync(path, "of another step\n");
  const summary = summaryFile(path, io());
  summary.write("first");
  expect(readFileSync(path, "utf8")).toBe("of another step\nfirst\n");
  summary.write("second");
  summary.write("third");
  expect(readFileSync(path, "utf8")).toBe("of another step\nthird\n");
});

it("leaves what others appended meanwhile", () => {
  const summary = summaryFile(path, io());
  summary.write("first");
  appendFileSync(path, "of another step\n");
  summary.write("second");
  summary.write("third");
  expect(readFileSync(path, "utf8")).toBe("third\nof another step\n");
});

it("replaces a report of its own beside those of the other services", () => {
  const [one, two] = [summaryFile(path, io()), summaryFile(path, io())];
  one.write("## one");
  two.write("### one");
  for (const round of ["a", "b", "c"]) {
    one.write(`## one ${round}`);
    two.write(`## two ${round}`);
  }
  expect(readFileSync(path, "utf8")).toBe("## one c\n## two c\n");
});

it("begins again where the file was removed", () => {
  const summary = summaryFile(path, io());
  summary.write("first");
  rmSync(path);
  summary.write("second");
  expect(readFileSync(path, "utf8")).toBe("second\n");
});

it.each([
  ["that of a step of GitHub Actions", "step.md", "step.md"],
  ["none", "", undefined],
])("writes without a name %s", (_, name, wanted) => {
  const step = name === "" ? "" : join(folder, name);
  summaryFile(undefined, io({ GITHUB_STEP_SUMMARY: step })).write("x");
  if (wanted !== undefined) {
    expect(readFileSync(join(folder, wanted), "utf8")).toBe("x\n");
  }
  expect(said).toBe("");
});

it("says where it cannot write, and goes on", () => {
  summaryFile(join(folder, "none", "x.md"), io()).write("x");
  expect(said).toMatch(/^warning: The summary cannot be written: ENOENT.*\n$/);
});

it("is checked before the run, where it is named", async () => {
  await requireSummary(undefined);
  await requireSummary(path);
  expect(readFileSync(path, "utf8")).toBe("");
  await expect(requireSummary(join(folder, "none", "x.md"))).rejects.toThrow(
    "The summary cannot be written.",
  );
});
