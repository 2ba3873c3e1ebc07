import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "../errors.js";
import type { SourceOptions } from "../options.js";
import { readRecording } from "./read-recording.js";
import { snapshotText } from "./snapshot.js";
import type { ServerSourceOptions, Source } from "./source.js";

/**
 * Reads descriptions from a server or a recording, as the options say.
 *
 * @param reading - Hears what is read, and has what is read already.
 * @throws UsageError where they name neither or both.
 */
export async function readSource(
  options: SourceOptions,
  reading: Pick<ServerSourceOptions, "known" | "notes"> = {},
): Promise<Source> {
  const { url, input } = options;
  if (url !== undefined && input !== undefined) {
    throw new UsageError("Both a server and recorded descriptions are given.", {
      hint: "Use either --url or --input.",
    });
  }
  if (input !== undefined)
    return readRecording(input, { ...options, ...reading });
  if (url !== undefined) {
    // Imported here because it loads the client's runtime, which takes as long as everything else.
    const { readServer } = await import("./read-server.js");
    return readServer({ ...options, ...reading, url });
  }
  throw new UsageError("There is nothing to generate from.", {
    hint: "Name a server with --url, or recorded descriptions with --input.",
  });
}

/** Writes descriptions to a file that `--input` reads; its folder is created. */
export async function saveSource(file: string, source: Source): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, snapshotText(source));
}
