import { describe, expect, it } from "vitest";
import {
  markdownError,
  markdownSummary,
  type SummaryDetails,
} from "../../../src/generator/cli/report-summary.js";
import type { GenerateResult } from "../../../src/generator/result.js";

const DETAILS: SummaryDetails = {
  out: "src/gen",
  mode: "check",
  redact: (text) => text.replaceAll("s3cret", "***"),
};

function result(
  changed: boolean,
  parts: Partial<GenerateResult> = {},
): GenerateResult {
  const update = changed ? ["index.ts"] : [];
  return {
    plan: { root: "/x", create: [], update, delete: [], keep: [] },
    changes: [],
    diagnostics: [],
    ...parts,
  } as unknown as GenerateResult;
}

describe("a summary in Markdown", () => {
  it.each<[string, GenerateResult, Partial<SummaryDetails>, string]>([
    ["of nothing", result(false), {}, "## `src/gen` is up to date\n"],
    [
      "of files that changed without their processes",
      result(true),
      {},
      "## `src/gen` is out of date: no process changed for callers\n",
    ],
    [
      "of a generation that was written",
      result(true, {
        changes: [
          {
            kind: "added",
            breaking: false,
            class: "additive",
            text: "+ process b",
          },
        ],
      }),
      { mode: "write" },
      "## `src/gen` was generated: 1 change of processes; next release: minor\n\n### Breaks nobody\n\n- `+ process b`\n",
    ],
    [
      "of breaking drift and findings, in which a server's text is nothing but text",
      result(true, {
        changes: [
          {
            kind: "added",
            breaking: false,
            class: "additive",
            text: "+ process <b>`x`</b>",
          },
          {
            kind: "removed",
            breaking: true,
            class: "compile-time",
            text: "- process s3cret",
          },
        ],
        diagnostics: [
          {
            severity: "warning",
            code: "odd",
            process: "p",
            message: "# @all\n[x](http://x/) ``",
          },
          { severity: "info", code: "i", message: "By the way." },
        ],
      }),
      {},
      "## `src/gen` is out of date: 2 changes of processes; next release: major\n\n### Breaks callers\n\n- `- process ***`\n\n### Breaks nobody\n\n- `` + process <b>`x`</b> ``\n\n### Findings\n\n- ``` warning: # @all [x](http://x/) `` (process p) ```\n",
    ],
  ])("%s", (_name, given, details, wanted) => {
    expect(markdownSummary(given, { ...DETAILS, ...details })).toBe(wanted);
  });

  it("tells why a run ended", () => {
    expect(
      markdownError({
        exitCode: 1,
        code: "x",
        message: "No.",
        hint: "Yes.",
      }),
    ).toBe(
      "## The processes could not be generated\n\n- `No.`\n- `hint: Yes.`\n",
    );
  });
});
