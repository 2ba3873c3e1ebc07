import { maskValue } from "../../runtime/base/mask-value.js";
import type { InspectedService } from "../inspected-service.js";
import { releaseOf, type GenerateResult } from "../result.js";
import type { ExitCode } from "./exit-codes.js";
import { printableJson } from "./printable.js";
import type { Redact } from "./redact.js";
import type { ErrorReport } from "./report-error.js";

/** How a run ended. */
export type ReportOutcome =
  | { readonly result: GenerateResult }
  | { readonly service: InspectedService }
  | {
      readonly error: Omit<ErrorReport, "exitCode">;
      /** What was known when it failed, without secrets. */
      readonly found?: Readonly<Record<string, unknown>>;
    }
  /** What a command about jobs found: members of the report, without secrets. */
  | { readonly found: Readonly<Record<string, unknown>> };

/**
 * What `--json` prints: one object, for a result and for an error, as `report.schema.json` describes it.
 *
 * @param details - Under `--watch`, `time` says when; the object is one line then, since others follow.
 */
export function jsonReport(
  outcome: ReportOutcome,
  details: {
    readonly version: string;
    readonly exitCode: ExitCode;
    readonly out: string | undefined;
    readonly redact: Redact;
    readonly time?: Date;
  },
): string {
  const { redact, time } = details;
  const result = "result" in outcome ? outcome.result : undefined;
  const report = {
    ...(time === undefined ? {} : { time: time.toISOString() }),
    version: details.version,
    ok: details.exitCode === 0,
    exitCode: details.exitCode,
    output: result?.plan.root ?? details.out,
    ...("error" in outcome ? { error: errorObject(outcome.error) } : {}),
    ...("found" in outcome ? outcome.found : {}),
    ...(result === undefined ? {} : resultObject(result, redact)),
    ...("service" in outcome ? serviceObject(outcome.service, redact) : {}),
  };
  return `${printableJson(report, time === undefined ? 2 : 0)}\n`;
}

function errorObject(report: Omit<ErrorReport, "exitCode">): object {
  const { code, message, where, hint } = report;
  return { code, message, where, hint };
}

function resultObject(result: GenerateResult, redact: Redact): object {
  const { plan } = result;
  const masked = maskerOf(redact);
  return {
    plan: {
      create: plan.create,
      update: plan.update,
      delete: plan.delete,
      unchanged: plan.keep,
    },
    changes: masked(result.changes),
    release: releaseOf(result),
    processes: masked(result.processes),
    importExtension: result.imports,
    diagnostics: masked(result.diagnostics),
    timings: result.timings,
  };
}

function serviceObject(
  {
    title,
    description,
    types,
    processes,
    model,
    diagnostics,
  }: InspectedService,
  redact: Redact,
): object {
  const masked = maskerOf(redact);
  const { processes: models, types: named, ...others } = model;
  return {
    ...(maskValue({ title, description, types }, redact) as object),
    processes: masked(processes),
    model: {
      ...(maskValue(others, redact) as object),
      types: masked(named),
      processes: masked(models),
    },
    diagnostics: masked(diagnostics),
  };
}

/** Masks values one by one, because what is very large is masked whole. */
function maskerOf(
  redact: Redact,
): (values: readonly object[]) => readonly unknown[] {
  return (values) => values.map((value) => maskValue(value, redact));
}
