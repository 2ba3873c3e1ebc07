import { expect, it } from "vitest";
import { jsonReport } from "../../../src/generator/cli/report-json.js";
import type { GenerateResult } from "../../../src/generator/result.js";

const SAID = "s3cret";

/** A result in which every text of a server holds a secret. */
const RESULT = {
  plan: { root: "/x/gen", create: [], update: [], delete: [], keep: [] },
  changes: [
    {
      kind: "changed",
      process: `p-${SAID}`,
      breaking: true,
      text: `~ p: ${SAID}`,
    },
  ],
  processes: [{ id: `p-${SAID}`, function: "p" }],
  diagnostics: [
    {
      severity: "warning",
      code: "schema-format",
      process: `p-${SAID}`,
      pointer: `/inputs/${SAID}`,
      message: `about ${SAID}`,
      hint: `without ${SAID}`,
    },
  ],
  imports: "js",
  timings: {},
} as unknown as GenerateResult;

it("masks secrets in every member that a server may have said", () => {
  const text = jsonReport(
    { result: RESULT },
    {
      version: "1.2.3",
      exitCode: 0,
      out: "gen",
      redact: (said) => said.replaceAll(SAID, "***"),
    },
  );
  expect(JSON.parse(text)).toEqual({
    version: "1.2.3",
    ok: true,
    exitCode: 0,
    output: "/x/gen",
    plan: { create: [], update: [], delete: [], unchanged: [] },
    changes: [
      {
        kind: "changed",
        process: "p-***",
        breaking: true,
        text: "~ p: ***",
      },
    ],
    processes: [{ id: "p-***", function: "p" }],
    importExtension: "js",
    diagnostics: [
      {
        severity: "warning",
        code: "schema-format",
        process: "p-***",
        pointer: "/inputs/***",
        message: "about ***",
        hint: "without ***",
      },
    ],
    timings: {},
  });
});
