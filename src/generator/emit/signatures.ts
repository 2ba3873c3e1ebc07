import type { ServiceModel } from "../model/service-model.js";
import { namedTypeText } from "./declarations.js";
import { fileText } from "./layout.js";
import { signatureText } from "./process-function.js";
import { interfaceTexts } from "./process-interfaces.js";

/** The interfaces and function types of all processes, as one text for readers. */
export function signatures(model: ServiceModel): string {
  return fileText([
    ...model.types.map(namedTypeText),
    ...model.processes.flatMap((process) => [
      ...interfaceTexts(process),
      ...process.types.map(namedTypeText),
      signatureText(process),
    ]),
  ]);
}
