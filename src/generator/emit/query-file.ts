import { BANNER } from "./banner.js";
import type { PackageContext } from "./package-context.js";
import { fillTemplate, templateText } from "./template.js";
import { stringLiteral } from "./text.js";

/** The text of `query.ts`, the options for data libraries; undefined where they are not wanted. */
export function queryFile({
  options,
  pathOf,
  runtime,
}: PackageContext): string | undefined {
  if (options.query !== true) return undefined;
  // The template has the quotes, so that it is TypeScript itself.
  const module = (path: string): string => stringLiteral(path).slice(1, -1);
  const code = fillTemplate(templateText(options.templates, "query.ts"), {
    client: module(pathOf("./client")),
    runtime: module(runtime.fromRoot),
  });
  // What the first part exports needs the second one: its jobs, and when these are polled.
  const jobs = templateText(options.templates, "query-jobs.ts");
  return `${BANNER}\n\n${code}\n${jobs}`;
}
