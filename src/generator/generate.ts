import { readAssets, runtimeVersion } from "./assets.js";
import { hasErrors, type Diagnostic } from "./diagnostic.js";
import { compareModels } from "./drift/changes.js";
import {
  compactModel,
  isCompactModel,
  retainProcesses,
  type CompactModel,
} from "./drift/compact-model.js";
import {
  emitPackage,
  type EmitOptions,
  type EmittedFile,
} from "./emit/emit.js";
import { GenerationError } from "./errors.js";
import { formatFiles, type FormattedFile } from "./format/format.js";
import { hasPrettierConfiguration } from "./format/project-style.js";
import type { ModelResult } from "./model/build-model.js";
import { modelOf } from "./model-of-source.js";
import type {
  GenerateOptions,
  GenerateResult,
  ProcessOutcome,
  SourceOptions,
} from "./options.js";
import { readEarlierFile } from "./output/earlier.js";
import { readManifest, type Manifest } from "./output/manifest.js";
import { planOutput } from "./output/plan.js";
import { writeOutput } from "./output/write.js";
import { retainedProcess, retainedProcesses } from "./retained-processes.js";
import { readSource, saveSource } from "./source/read-source.js";
import type { Source } from "./source/source.js";

/** Where clients of a package without any server's URL look: the default of the reference server. */
const FALLBACK_URL = "http://localhost:8008/";

/**
 * Generates a package: the stages in their order. Nothing is written before all
 * of it is generated, and verified where that is wanted.
 *
 * @throws GenerationError where there is nothing to generate from, or nothing may be written.
 */
export async function generate(
  options: GenerateOptions,
): Promise<GenerateResult> {
  const timer = startTimer();
  const { source, built } = await readModel(options, timer);
  const manifest = await readManifest(options.out);
  const before = isCompactModel(manifest?.model) ? manifest.model : undefined;
  const retained = retainedProcesses(source, built, manifest);
  const emitted = await emit(
    source,
    built,
    earlierOutput(retained, manifest, before, options.out),
    options,
  );
  timer.lap("emit");
  const formatted = await format(emitted, manifest, options);
  timer.lap("format");
  const checked =
    options.verify === true
      ? await verify(formatted.files, built, options)
      : [];
  timer.lap("verify");
  const after = retainProcesses(
    before ?? NO_MODEL,
    compactModel(built.model),
    retained,
  );
  const { plan, diagnostics } = await planOutput(options.out, formatted.files, {
    force: options.force,
    retained: retained.flatMap((id) => manifest?.processes[id] ?? []),
    processes: filesByProcess(emitted),
    model: after,
  });
  const mode = options.mode ?? "write";
  if (mode === "write") {
    await writeOutput(plan);
    if (options.saveInput !== undefined) {
      await saveSource(options.saveInput, source);
    }
  }
  timer.lap("write");
  return {
    plan,
    diagnostics: [
      ...source.diagnostics,
      ...built.diagnostics,
      ...formatted.diagnostics,
      ...checked,
      ...diagnostics,
    ],
    changes: before === undefined ? [] : compareModels(before, after),
    processes: outcomes(source, built),
    timings: timer.laps,
  };
}

/** Descriptions are large, and nothing needs them after the model, unless they are saved. */
async function readModel(
  options: GenerateOptions,
  timer: Timer,
): Promise<{ readonly source: Source; readonly built: ModelResult }> {
  const source = await readSource(options);
  timer.lap("fetch");
  const built = await modelOf(source, options);
  timer.lap("model");
  const processes = source.processes.map(({ id }) => ({ id, document: null }));
  return {
    built,
    source:
      options.saveInput === undefined
        ? { ...source, processes, unselected: [] }
        : source,
  };
}

/** The typed signatures of a source's processes, as the declarations that a package would have. */
export async function inspectSource(options: SourceOptions): Promise<string> {
  const source = await readSource(options);
  const built = await modelOf(source, options);
  const { signatures } = await import("./emit/signatures.js");
  return signatures(built.model);
}

const NO_MODEL: CompactModel = { types: {}, processes: {} };

async function emit(
  source: Source,
  built: ModelResult,
  earlier: Pick<EmitOptions, "earlierTypes" | "retained">,
  options: GenerateOptions,
): Promise<readonly EmittedFile[]> {
  const assets = await readAssets();
  return emitPackage(built.model, {
    defaultUrl: options.defaultUrl ?? source.url ?? FALLBACK_URL,
    objectInputs: options.objectInputs ?? knownObjectInputs(source),
    ...(options.packageName === undefined
      ? {}
      : { packageName: options.packageName }),
    ...(options.packageVersion === undefined
      ? {}
      : { packageVersion: options.packageVersion }),
    ...(options.runtimeImport === undefined
      ? {}
      : {
          runtimeImport: {
            module: options.runtimeImport,
            version: await runtimeVersion(options.runtimeImport),
          },
        }),
    ...assets,
    ...earlier,
  });
}

/** What the files that stay need of the package around them; usually none do. */
function earlierOutput(
  retained: readonly string[],
  manifest: Manifest | undefined,
  before: CompactModel | undefined,
  out: string,
): Pick<EmitOptions, "earlierTypes" | "retained"> {
  if (retained.length === 0) return {};
  const types = readEarlierFile(out, manifest, "types.ts");
  return {
    retained: retained.flatMap((id) => retainedProcess(id, manifest, before)),
    ...(types === undefined ? {} : { earlierTypes: types.text }),
  };
}

/** Servers that follow Requirement 20 of OGC 18-062r2 to the letter, and can be told apart. */
function knownObjectInputs(source: Source): "plain" | "qualified" {
  return source.server === "weaver" || source.server === "zoo"
    ? "qualified"
    : "plain";
}

async function format(
  files: readonly EmittedFile[],
  manifest: Manifest | undefined,
  options: GenerateOptions,
): Promise<{
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  options.onProgress?.({ phase: "format", done: 0, total: files.length });
  return formatFiles(
    options.out,
    files,
    (path) => readEarlierFile(options.out, manifest, path),
    hasPrettierConfiguration(options.out),
  );
}

/** Type-checks the package, and compares its types with those of a second program. */
async function verify(
  files: readonly FormattedFile[],
  built: ModelResult,
  options: GenerateOptions,
): Promise<readonly Diagnostic[]> {
  options.onProgress?.({ phase: "verify", done: 0, total: files.length });
  const [{ verifyPackage }, { crossCheck }] = await Promise.all([
    import("./verify/verify.js"),
    import("./verify/cross-check.js"),
  ]);
  const findings = await verifyPackage(files);
  if (!hasErrors(findings)) return (await crossCheck(built.model)).diagnostics;
  const [first] = findings;
  throw new GenerationError(
    "verify-failed",
    `The generated package does not compile (${findings.length} findings): ${first?.message ?? ""}`,
    { hint: first?.hint },
  );
}

function filesByProcess(
  files: readonly EmittedFile[],
): Readonly<Record<string, readonly string[]>> {
  const paths = new Map<string, string[]>();
  for (const { process, path } of files) {
    if (process === undefined) continue;
    paths.set(process, [...(paths.get(process) ?? []), path]);
  }
  return Object.fromEntries(paths);
}

function outcomes(
  source: Source,
  built: ModelResult,
): readonly ProcessOutcome[] {
  const names = new Map(
    built.model.processes.map(({ id, functionName }) => [id, functionName]),
  );
  return [...source.processes, ...source.failures].map(({ id }) => {
    const functionName = names.get(id);
    return functionName === undefined
      ? { id, status: "failed" }
      : { id, functionName, status: "generated" };
  });
}

/** Milliseconds between laps, by name. */
interface Timer {
  readonly laps: Record<string, number>;
  lap(name: string): void;
}

function startTimer(): Timer {
  const laps: Record<string, number> = {};
  let last = performance.now();
  return {
    laps,
    lap(name) {
      const now = performance.now();
      laps[name] = Math.round((now - last) * 10) / 10;
      last = now;
    },
  };
}
