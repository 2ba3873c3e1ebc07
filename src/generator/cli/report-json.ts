import { maskValue } from "../../runtime/base/mask-value.js";
import type { GenerateResult } from "../result.js";
import type { ExitCode } from "./exit-codes.js";
import { printableJson } from "./printable.js";
import type { Redact } from "./redact.js";
import type { ErrorReport } from "./report-error.js";

/** What `--json` prints: one object, for a result and for an error. */
export function jsonReport(
  outcome:
    { readonly result: GenerateResult } | { readonly error: ErrorReport },
  details: {
    readonly version: string;
    readonly exitCode: ExitCode;
    readonly out: string | undefined;
    readonly redact: Redact;
  },
): string {
  const result = "result" in outcome ? outcome.result : undefined;
  return `${printableJson({
    version: details.version,
    ok: details.exitCode === 0,
    exitCode: details.exitCode,
    output: result?.plan.root ?? details.out,
    ...("error" in outcome ? { error: errorObject(outcome.error) } : {}),
    ...(result === undefined ? {} : resultObject(result, details.redact)),
  })}\n`;
}

function errorObject(report: ErrorReport): object {
  const { code, message, where, hint } = report;
  return { code, message, where, hint };
}

function resultObject(result: GenerateResult, redact: Redact): object {
  const { plan } = result;
  // One by one, because what is very large is masked whole.
  const masked = (values: readonly object[]): readonly unknown[] =>
    values.map((value) => maskValue(value, redact));
  return {
    plan: {
      create: plan.create,
      update: plan.update,
      delete: plan.delete,
      unchanged: plan.keep,
    },
    changes: masked(result.changes),
    processes: masked(result.processes),
    importExtension: result.imports,
    diagnostics: masked(result.diagnostics),
    timings: result.timings,
  };
}
