import { readAssets } from "../../src/generator/assets.js";
import { emitPackage } from "../../src/generator/emit/emit.js";
import type { ServiceModel } from "../../src/generator/model/service-model.js";
import type { VirtualFile } from "./compile.js";

/** The files of a model's package, with a copy of the runtime, below `package/`. */
export async function packageFiles(
  model: ServiceModel,
): Promise<readonly VirtualFile[]> {
  const files = emitPackage(model, {
    defaultUrl: "http://localhost:8008/",
    objectInputs: "plain",
    query: true,
    ...(await readAssets()),
  });
  return files.map(({ path, text }) => ({ path: `package/${path}`, text }));
}
