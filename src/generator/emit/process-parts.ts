import { defined } from "../json.js";
import type { ProcessModel } from "../model/service-model.js";
import { processExports } from "./index-file.js";
import type { PrintingContext, ProcessParts } from "./package-context.js";
import { processSection } from "./readme-file.js";
import { schemasConstant } from "./schemas-files.js";

/** Prints what the files of the whole package say of one process. */
export function processParts(
  process: ProcessModel,
  context: PrintingContext,
): ProcessParts {
  const { documentation, fileName, functionName, id } = process;
  return defined({
    id,
    functionName,
    fileName,
    title: documentation.title,
    exports: processExports(process, context),
    schemas: schemasConstant(process),
    section: processSection(process, context),
  });
}
