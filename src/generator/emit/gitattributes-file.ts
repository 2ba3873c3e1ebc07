import type { PackageContext } from "./package-context.js";
import { templateText } from "./template.js";

/** The text of `.gitattributes`, which tells GitHub and GitLab that the files are generated. */
export function gitattributesFile({ options }: PackageContext): string {
  return templateText(options.templates, "gitattributes");
}
