import type { PackageContext } from "./package-context.js";
import { templateText } from "./template.js";

/** The text of `tsconfig.json`, by which the package is compiled for publishing. */
export function tsconfigFile({ options }: PackageContext): string {
  return templateText(options.templates, "tsconfig.json");
}
