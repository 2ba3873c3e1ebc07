import type { ReadOptions } from "../options.js";
import type { CleaningOptions } from "../schema/clean-processes.js";

/**
 * How the options of a run let schemas be cleaned. External references are
 * read only from hosts that the user named. Progress counts the processes that
 * are cleaned.
 *
 * @param progress - how many processes there are, and how many need not be cleaned.
 * @param onExternal - hears that a document of another host is read.
 */
export async function cleaningOptions(
  options: ReadOptions,
  progress: { readonly done: number; readonly total: number },
  onExternal: () => void,
): Promise<CleaningOptions> {
  const { total } = progress;
  let { done } = progress;
  const onProcess = () => {
    done = Math.min(done + 1, total);
    options.onProgress?.({ phase: "model", done, total });
  };
  const { allowExternalRefs = [], signal, timeoutMs } = options;
  if (allowExternalRefs.length === 0) return { onProcess };
  const { externalReader } = await import("../source/external-references.js");
  const read = externalReader(allowExternalRefs, { signal, timeoutMs });
  return {
    onProcess,
    readExternal: (url) => {
      onExternal();
      return read(url);
    },
  };
}
