import type { ServiceModel } from "../model/types.js";
import { namedTypeLayout } from "./declarations.js";
import { blocks, doc, printLayout } from "./layout.js";
import {
  inputsLayout,
  outputsLayout,
  signatureLayout,
} from "./process-file.js";

/** The interfaces and function types of all processes, as one text for people to read. */
export function signatures(model: ServiceModel): string {
  return printLayout([
    blocks([
      ...model.types.map(namedTypeLayout),
      ...model.processes.flatMap((process) => [
        inputsLayout(process),
        outputsLayout(process),
        ...process.types.map(namedTypeLayout),
        signatureLayout(process),
      ]),
    ]),
    doc.hardline,
  ]);
}
