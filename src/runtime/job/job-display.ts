import { escapeHtml } from "../base/html.js";
import type { MediaBundle } from "../base/notebook.js";
import { printable } from "../base/printable.js";
import type { JobErrorDetails } from "../errors/job-errors.js";

/** What a notebook shows of a job: its last known status, as lines and as a table. No request is made. */
export function jobDisplay({
  jobId,
  processId,
  lastStatus,
}: JobErrorDetails): MediaBundle {
  const { status = "unknown", progress, message } = lastStatus ?? {};
  const { created, started, finished } = lastStatus ?? {};
  const percent = progress === undefined ? undefined : `${String(progress)} %`;
  const rows = Object.entries({
    job: jobId,
    process: processId,
    status,
    progress: percent,
    message,
    created,
    started,
    finished,
  }).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, printable(value)]],
  );
  const lines = rows.map(([name = "", value = ""]) => `${name}: ${value}`);
  const cells = rows.map(
    ([name = "", value = ""]) =>
      `<tr><th>${name}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return {
    "text/plain": lines.join("\n"),
    "text/html": `<table>${cells.join("")}</table>`,
  };
}
