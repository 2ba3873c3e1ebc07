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

it("appends, and replaces what it appended itself", async () => {
  writeFileSync(path, "of another step\n");
  const summary = summaryFile(path, io());
  await summary.write("first");
  expect(readFileSync(path, "utf8")).toBe("of another step\nfirst\n");
  await summary.write("second");
  await summary.write("third");
  expect(readFileSync(path, "utf8")).toBe("of another step\nthird\n");
});

it("leaves what others appended meanwhile", async () => {
  const summary = summaryFile(path, io());
  await summary.write("first");
  appendFileSync(path, "of another step\n");
  await summary.write("second");
  await summary.write("third");
  expect(readFileSync(path, "utf8")).toBe("first\nof another step\nthird\n");
});

it("begins again where the file was removed", async () => {
  const summary = summaryFile(path, io());
  await summary.write("first");
  rmSync(path);
  await summary.write("second");
  expect(readFileSync(path, "utf8")).toBe("second\n");
});

it.each([
  ["that of a step of GitHub Actions", "step.md", "step.md"],
  ["none", "", undefined],
])("writes without a name %s", async (_, name, wanted) => {
  const step = name === "" ? "" : join(folder, name);
  await summaryFile(undefined, io({ GITHUB_STEP_SUMMARY: step })).write("x");
  if (wanted !== undefined) {
    expect(readFileSync(join(folder, wanted), "utf8")).toBe("x\n");
  }
  expect(said).toBe("");
});

it("says where it cannot write, and goes on", async () => {
  await summaryFile(join(folder, "none", "x.md"), io()).write("x");
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
