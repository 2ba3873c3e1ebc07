import { expect, it } from "vitest";
import { jsonReport } from "../../../src/generator/cli/report-json.js";
import type { InspectedService } from "../../../src/generator/inspected-service.js";
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
      class: "run-time",
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
        class: "run-time",
        text: "~ p: ***",
      },
    ],
    release: "major",
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

it("masks a secret in the model of a service, and nothing else of a model that is very large", () => {
  const said = (text: string) => {
    const processes = Array.from({ length: 200 }, (_, index) => ({
      id: `p${index}`,
      text,
      // More objects together than a walk looks at.
      inputs: Array.from({ length: 600 }, (__, input) => ({ name: input })),
    }));
    return {
      title: "Service",
      description: text,
      types: text,
      processes,
      model: { title: text, types: [{ name: text }], processes },
      diagnostics: [],
    };
  };
  const text = jsonReport(
    { service: said(SAID) as unknown as InspectedService },
    {
      version: "1.2.3",
      exitCode: 0,
      out: undefined,
      redact: (given) => given.replaceAll(SAID, "***"),
    },
  );
  expect(JSON.parse(text)).toMatchObject(said("***"));
});
