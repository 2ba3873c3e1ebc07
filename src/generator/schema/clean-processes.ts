import type { DescribedProcess } from "../description/describe-processes.js";
import type { ProcessDescription } from "../description/process-description.js";
import type { Diagnostic } from "../diagnostic.js";
import { createSchemaCleaner } from "./clean-schema.js";
import type { CleanSchema } from "./json-schema.js";
import type { SchemaLimits } from "./limits.js";
import type { ReadExternal } from "../source/external-references.js";
import { prepareReferences } from "./references.js";
import { withinLimits } from "./within-limits.js";

/** The clean schemas of one process. */
export interface CleanedSchemas {
  /** Schemas of the inputs, in the order of the description. */
  readonly inputs: readonly CleanSchema[];
  /** Schemas of the outputs, in the order of the description. */
  readonly outputs: readonly CleanSchema[];
  /** What these schemas refer to, by key. */
  readonly definitions: ReadonlyMap<string, CleanSchema>;
  /** The names that the server gives definitions, by key, for those that have one. */
  readonly definitionNames: ReadonlyMap<string, string>;
  /** Findings about the schemas. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A process whose schemas are clean: all that its model is built from. */
export interface CleanedProcess {
  /** The id under which the server lists the process. */
  readonly id: string;
  /** Absent where the process cannot be generated: then a diagnostic tells why. */
  readonly description?: ProcessDescription;
  /** Absent where the process cannot be generated: then a diagnostic tells why. */
  readonly schemas?: CleanedSchemas;
  /** Findings about the description, without those about the schemas. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How schemas are cleaned. */
export interface CleaningOptions {
  /** Default: DEFAULT_LIMITS. */
  readonly limits?: SchemaLimits | undefined;
  /** Reads the documents that external references lead to. Default: these are not followed. */
  readonly readExternal?: ReadExternal | undefined;
  /** Called after each process. */
  readonly onProcess?: (() => void) | undefined;
}

/**
 * The stage between description and model: resolves the references of every
 * process and cleans its schemas. A process that exceeds a limit gets an error;
 * the others go on. Processes are cleaned one after another, so that a server
 * of external schemas gets the requests of one process at a time.
 */
export async function cleanProcesses(
  processes: readonly DescribedProcess[],
  options: CleaningOptions = {},
): Promise<readonly CleanedProcess[]> {
  const cleaned: CleanedProcess[] = [];
  for (const process of processes) {
    cleaned.push(await cleanProcess(process, options));
    options.onProcess?.();
  }
  return cleaned;
}

async function cleanProcess(
  { id, description, diagnostics }: DescribedProcess,
  { limits, readExternal }: CleaningOptions,
): Promise<CleanedProcess> {
  if (description === undefined) return { id, diagnostics };
  const resolver = await prepareReferences(description.document, readExternal);
  const cleaner = createSchemaCleaner(id, resolver, limits);
  const { value, excess } = withinLimits(id, () => ({
    inputs: description.inputs.map(({ schema, schemaPointer }) =>
      cleaner.clean(schema, schemaPointer),
    ),
    outputs: description.outputs.map(({ schema, schemaPointer }) =>
      cleaner.clean(schema, schemaPointer),
    ),
  }));
  if (excess !== undefined)
    return { id, diagnostics: [...diagnostics, excess] };
  return {
    id,
    description,
    schemas: {
      ...value,
      definitions: cleaner.definitions,
      definitionNames: cleaner.definitionNames,
      diagnostics: cleaner.diagnostics,
    },
    diagnostics,
  };
}
