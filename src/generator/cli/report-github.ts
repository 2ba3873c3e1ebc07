import type { Diagnostic } from "../diagnostic.js";
import type { GenerateResult } from "../result.js";
import { printableLine } from "./printable.js";
import { detailLines, type ErrorReport } from "./report-error.js";
import type { Redact } from "./redact.js";
import { placeText } from "./report.js";

/** GitHub shows this many annotations of each kind for a step; more would be lost without a word. */
const SHOWN = 10;

/** One annotation: a workflow command of GitHub Actions. */
interface Annotation {
  readonly kind: "error" | "warning";
  readonly title: string;
  readonly text: string;
}

/** What a run found, as annotations of a run on GitHub Actions. */
export interface Annotated {
  readonly diagnostics: readonly Diagnostic[];
  /** What a check found changed. Where a generation has written it, it is no finding. */
  readonly drift: GenerateResult["changes"];
}

/**
 * The workflow commands that make annotations on GitHub
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). A text of a server cannot end its
 * line, and so begins no command of its own.
 */
export function githubAnnotations(
  { diagnostics, drift }: Annotated,
  redact: Redact,
): string {
  const found: readonly Annotation[] = [
    ...drift.map(({ breaking, text }) => ({
      kind: breaking ? ("error" as const) : ("warning" as const),
      title: breaking
        ? "A process changed, which breaks callers"
        : "A process changed",
      text,
    })),
    ...diagnostics.flatMap(annotationOf),
  ];
  const kinds = ["error", "warning"] as const;
  return kinds
    .flatMap((kind) => limited(found.filter((one) => one.kind === kind)))
    .map((one) => command(one, redact))
    .join("");
}

/** The workflow command for an error that ended the run. */
export function githubError({ message, where, hint }: ErrorReport): string {
  const text = [message, ...detailLines(where, hint)].join("\n");
  return command({ kind: "error", title: "s2gos-codegen", text }, String);
}

function annotationOf(diagnostic: Diagnostic): readonly Annotation[] {
  const { severity, code, message, hint } = diagnostic;
  if (severity === "info") return [];
  const details = detailLines(placeText(diagnostic), hint);
  const text = [message, ...details].map(printableLine).join("\n");
  return [{ kind: severity, title: code, text }];
}

function limited(found: readonly Annotation[]): readonly Annotation[] {
  const [first] = found;
  const rest = found.length - SHOWN;
  if (first === undefined || rest <= 0) return found;
  const text = `and ${rest + 1} more, which the log of this step has`;
  return [
    ...found.slice(0, SHOWN - 1),
    { kind: first.kind, title: "s2gos-codegen", text },
  ];
}

function command({ kind, title, text }: Annotation, redact: Redact): string {
  const lines = text.split("\n").map((line) => printableLine(redact(line)));
  return `::${kind} title=${escapedProperty(title)}::${escapedData(lines.join("\n"))}\n`;
}

function escapedData(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
