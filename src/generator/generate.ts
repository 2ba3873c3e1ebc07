import { readAssets } from "./assets.js";
import { hasErrors, type Diagnostic } from "./diagnostic.js";
import { compareModels, type Change } from "./drift/changes.js";
import {
  compactModel,
  isCompactModel,
  retainProcesses,
} from "./drift/compact-model.js";
import { emitPackage, type EmittedFile } from "./emit/emit.js";
import { GenerationError } from "./errors.js";
import { formatFiles } from "./format/format.js";
import { hasPrettierConfiguration } from "./format/project-style.js";
import { buildModel, type ModelResult } from "./model/build-model.js";
import type { GenerateOptions, GenerateResult } from "./options.js";
import { readEarlierFile } from "./output/earlier.js";
import { readManifest, type Manifest } from "./output/manifest.js";
import { planOutput } from "./output/plan.js";
import { writeOutput } from "./output/write.js";
import { readSource } from "./source/read-source.js";
import type { Source } from "./source/types.js";
import { verifyPackage } from "./verify/verify.js";
