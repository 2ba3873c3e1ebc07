import { readAssets } from "../../src/generator/assets.js";
import type { Diagnostic } from "../../src/generator/diagnostic.js";
import {
  emitPackage,
  type EmitOptions,
  type EmittedFile,
} from "../../src/generator/emit/emit.js";
import { buildModel } from "../generator/build-model.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import type { HostileService } from "./services.js";

/** The module that generated files import the runtime from, so that all packages of a campaign share it. */
export const RUNTIME_MODULE = "s2gos-runtime";

/** A generated package, without the runtime's files, and what it was generated from. */
export interface HostilePackage {
  readonly service: HostileService;
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly EmittedFile[];
}

/** The options with which all packages of a campaign are emitted. */
export async function emitOptions(): Promise<EmitOptions> {
  return {
    ...(await readAssets()),
    defaultUrl: "http://localhost:8008/",
    objectInputs: "plain",
    runtimeImport: { module: RUNTIME_MODULE, version: "0.0.0" },
  };
}

/** Generates the package of a service in memory. */
export async function generatePackage(
  service: HostileService,
  options: EmitOptions,
): Promise<HostilePackage> {
  const { model, diagnostics } = await buildModel(service);
  return { service, model, diagnostics, files: emitPackage(model, options) };
}
