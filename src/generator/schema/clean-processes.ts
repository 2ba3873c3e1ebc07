import type { DescribedProcess } from "../description/describe-processes.js";
import type { ReadExternal } from "../source/external-references.js";
import { cleanDescription, type CleanedProcess } from "./clean-description.js";
import type { SchemaLimits } from "./limits.js";
import { prepareReferences } from "./prepare-references.js";
import { pointerResolver } from "./references.js";

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
  process: DescribedProcess,
  { limits, readExternal }: CleaningOptions,
): Promise<CleanedProcess> {
  const { description } = process;
  if (description === undefined) return process;
  const { document, refers } = description;
  const resolver = refers
    ? await prepareReferences(document, readExternal)
    : pointerResolver(document);
  return cleanDescription(process, resolver, limits);
}
