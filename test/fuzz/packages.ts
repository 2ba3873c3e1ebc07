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

/** Where generated files take the runtime from, so that all packages of a campaign share one. */
export const RUNTIME_MODULE = "s2gos-runtime";

/** What became of a service, without the runtime's files. */
export interface HostilePackage {
  readonly service: HostileService;
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly EmittedFile[];
}

/** The options of every emission of a campaign. */
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
