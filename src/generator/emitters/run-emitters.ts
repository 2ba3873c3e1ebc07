import type { Diagnostic } from "../diagnostic.js";
import { BANNER } from "../emit/banner.js";
import type { EmittedFile } from "../emit/emit.js";
import { GenerationError, UsageError } from "../errors.js";
import { isJsonArray, isJsonObject } from "../json.js";
import type { ServiceModel } from "../model/service-model.js";
import { settled } from "../settled.js";
import { requireOwnPaths } from "./emitter-paths.js";
import { emitterTools, type PackageImportOptions } from "./emitter-tools.js";
import type { Emitter, EmitterFile } from "./emitter.js";
import { formattedText } from "./formatted-text.js";

/** What the emitters of a generation made. */
export interface EmittersResult {
  /** Each with the name of its emitter. */
  readonly files: readonly EmittedFile[];
  /** Packages that the files import, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** The name and version of a package, as package.json lists them. */
const PACKAGE = /^(?:@[a-z0-9._~-]+\/)?[a-z0-9._~-]+$/;

/**
 * Runs emitters one after the other. Each gets a copy of the model of its own, so that none can change what others see.
 *
 * @throws UsageError where an emitter is none, or two have the same name or want different versions of a package.
 * @throws GenerationError where an emitter throws, or makes what cannot be written; it says the emitter's name.
 */
export async function runEmitters(
  emitters: readonly Emitter[],
  model: ServiceModel,
  imports: PackageImportOptions,
): Promise<EmittersResult> {
  requireEmitters(emitters);
  const dependencies = dependenciesOf(emitters);
  const ids = new Set(model.processes.map(({ id }) => id));
  const diagnostics: Diagnostic[] = [];
  const files: (EmittedFile & { readonly emitter: string })[] = [];
  for (const emitter of emitters) {
    const { name } = emitter;
    const tools = emitterTools(
      imports,
      (message, { process, pointer, hint } = {}) => {
        diagnostics.push({
          severity: "warning",
          code: "emitter-warning",
          ...(process === undefined ? {} : { process }),
          ...(pointer === undefined ? {} : { pointer }),
          message: `${name}: ${message}`,
          ...(hint === undefined ? {} : { hint }),
        });
      },
    );
    let made: unknown;
    try {
      made = await settled(emitter.emit(structuredClone(model), tools));
    } catch (error) {
      throw failed(name, messageOf(error), error);
    }
    files.push(...filesOf(made, name, ids));
  }
  requireOwnPaths(files);
  const formatted: EmittedFile[] = [];
  for (const file of files) {
    const text = await formattedText(file).catch((error: unknown) => {
      throw failed(
        file.emitter,
        `${file.path} cannot be parsed: ${messageOf(error)}`,
        error,
      );
    });
    formatted.push({ ...file, text: withBanner(file.path, text) });
  }
  return { files: formatted, dependencies, diagnostics };
}

/** What is no emitter comes from a configuration in JavaScript, which no compiler has checked. */
function requireEmitters(emitters: unknown): void {
  if (!isJsonArray(emitters)) {
    throw new UsageError('"emitters" is no list of emitters.', {
      hint: "Write [zod()], also for one.",
    });
  }
  const names = new Set<string>();
  for (const [index, emitter] of emitters.entries()) {
    const name = isEmitter(emitter) ? emitter.name : undefined;
    if (name === undefined || !NAME.test(name)) {
      throw new UsageError(`Number ${index + 1} of "emitters" is no emitter.`, {
        hint: 'An emitter is an object with a "name" of lower case letters, digits and hyphens, and a function "emit". Was a function that makes one not called?',
      });
    }
    if (names.has(name)) {
      throw new UsageError(`Two emitters have the name ${name}.`, {
        hint: "Give each a name of its own, or leave one out.",
      });
    }
    names.add(name);
  }
}

function isEmitter(value: unknown): value is Emitter {
  return (
    isJsonObject(value) &&
    typeof value["name"] === "string" &&
    typeof value["emit"] === "function"
  );
}

/** The packages that emitters import; two that import one have to agree on its version. */
function dependenciesOf(
  emitters: readonly Emitter[],
): Readonly<Record<string, string>> {
  const owners = new Map<string, { version: string; emitter: string }>();
  for (const { name: emitter, dependencies = {} } of emitters) {
    for (const [name, version] of Object.entries<unknown>(dependencies)) {
      if (!PACKAGE.test(name) || typeof version !== "string") {
        throw new UsageError(
          `The emitter ${emitter} has a dependency that is none: ${JSON.stringify(name)}.`,
          {
            hint: 'Write the name of a package and its version: { zod: "^4.0.0" }.',
          },
        );
      }
      const other = owners.get(name);
      if (other !== undefined && other.version !== version) {
        throw new UsageError(
          `The emitters ${other.emitter} and ${emitter} want ${name} in the versions ${other.version} and ${version}.`,
          { hint: "Let both want the same." },
        );
      }
      owners.set(name, { version, emitter });
    }
  }
  return Object.fromEntries(
    [...owners].map(([name, { version }]) => [name, version]),
  );
}

function filesOf(
  made: unknown,
  emitter: string,
  ids: ReadonlySet<string>,
): readonly (EmitterFile & { readonly emitter: string })[] {
  if (!isJsonArray(made)) {
    throw failed(emitter, "it returned no list of files");
  }
  return made.map((file: unknown) => {
    const { path, text, process } = isJsonObject(file) ? file : {};
    if (typeof path !== "string" || typeof text !== "string") {
      throw failed(
        emitter,
        'it returned a file without a text as its "path" and its "text"',
      );
    }
    if (LONE_SURROGATE.test(text)) {
      throw failed(
        emitter,
        `${path} has half a surrogate pair, which no file can hold; print texts of the server with tools.stringLiteral or tools.docText`,
      );
    }
    if (process === undefined) return { path, text, emitter };
    if (typeof process !== "string" || !ids.has(process)) {
      throw failed(
        emitter,
        `${path} belongs to the process ${JSON.stringify(process)}, which is not in the model`,
      );
    }
    return { path, text, process, emitter };
  });
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function withBanner(path: string, text: string): string {
  return path.endsWith(".ts") ? `${BANNER}\n\n${text}` : text;
}

function failed(
  emitter: string,
  message: string,
  cause?: unknown,
): GenerationError {
  return new GenerationError(
    "emitter-failed",
    `The emitter ${emitter} failed: ${message.replace(/\.$/, "")}.`,
    {
      where: `emitter ${emitter}`,
      hint: "Nothing was written. Correct the emitter, or leave it out; --verbose prints where it failed.",
      cause,
    },
  );
}

/** The first line of what was thrown. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}
