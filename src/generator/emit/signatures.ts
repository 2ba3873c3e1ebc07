import type { ProcessModel, ServiceModel } from "../model/service-model.js";
import { namedTypeText } from "./declarations.js";
import { fileText } from "./layout.js";
import { signatureText } from "./process-function.js";
import { interfaceTexts } from "./process-interfaces.js";

/** The interfaces and function types of all processes, as one text for readers. */
export function signatures(model: ServiceModel): string {
  return fileText([
    ...model.types.map(namedTypeText),
    ...model.processes.flatMap(processTexts),
  ]);
}

/** The declarations of one process. Types that several processes use are not among them. */
export function processSignatures(process: ProcessModel): string {
  return fileText(processTexts(process));
}

/** The declarations of the types that several processes use. */
export function sharedSignatures({ types }: ServiceModel): string {
  return fileText(types.map(namedTypeText));
}

function processTexts(process: ProcessModel): readonly string[] {
  return [
    ...interfaceTexts(process),
    ...process.types.map(namedTypeText),
    signatureText(process),
  ];
}
