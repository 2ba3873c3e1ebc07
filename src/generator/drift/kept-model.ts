import { isJsonArray, isJsonObject } from "../json.js";
import type { CompactModel } from "./compact-model.js";

/** Whether a manifest's model has the form that this version compares. */
export function isCompactModel(value: unknown): value is CompactModel {
  if (!isJsonObject(value) || !isTypes(value["types"])) return false;
  const { processes } = value;
  return (
    isJsonObject(processes) && Object.values(processes).every(isCompactProcess)
  );
}

function isCompactProcess(process: unknown): boolean {
  if (!isJsonObject(process)) return false;
  const { function: name, interfaces, inputs, outputs, types, terms } = process;
  return (
    (terms === undefined || isProcessTerms(terms)) &&
    typeof name === "string" &&
    isJsonArray(interfaces) &&
    interfaces.every((interfaceName) => typeof interfaceName === "string") &&
    isJsonObject(inputs) &&
    isCompactType(inputs) &&
    "required" in inputs &&
    isTypes(outputs) &&
    isTypes(types)
  );
}

function isTypes(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every(isCompactType);
}

function isCompactType(type: unknown): boolean {
  if (typeof type === "string") return true;
  if (!isJsonObject(type)) return false;
  const { rest, additional } = type;
  if (rest !== undefined && !isCompactType(rest)) return false;
  if (additional !== undefined && !isCompactType(additional)) return false;
  if ("enum" in type) return isJsonArray(type["enum"]);
  if ("array" in type) return isCompactType(type["array"]);
  if ("tuple" in type) return areTypes(type["tuple"]);
  if ("union" in type) return areTypes(type["union"]);
  if ("tagged" in type) {
    return (
      isCompactType(type["tagged"]) &&
      typeof type["property"] === "string" &&
      isCompactType(type["value"])
    );
  }
  if ("ref" in type) return typeof type["ref"] === "string";
  if ("runtime" in type) return typeof type["runtime"] === "string";
  return isTypes(type["required"]) && isTypes(type["optional"]);
}

function areTypes(value: unknown): boolean {
  return isJsonArray(value) && value.every(isCompactType);
}

/** Whether what a manifest keeps has the form of terms. The terms of a value may be any object: comparing expects nothing of them. */
function isProcessTerms(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { jobControlOptions = [], outputTransmission = [], texts = {} } = value;
  return (
    [jobControlOptions, outputTransmission].every(isTextList) &&
    isJsonObject(texts) &&
    isValueTerms(value["inputs"]) &&
    isValueTerms(value["outputs"])
  );
}

function isTextList(value: unknown): boolean {
  return isJsonArray(value) && value.every((one) => typeof one === "string");
}

function isValueTerms(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { values = {}, definitions = {} } = value;
  return [values, definitions].every(
    (members) =>
      isJsonObject(members) && Object.values(members).every(isJsonObject),
  );
}
