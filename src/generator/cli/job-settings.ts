import { UsageError } from "../errors.js";
import type { ServerOptions } from "../execution/connection.js";
import type { Settings } from "../define-config.js";
import { sourceOptions } from "./options.js";

/**
 * Turns settings into the options of a server whose processes are called. What the settings say of the package, such as
 * which processes it has, means nothing here.
 *
 * @throws UsageError where they name no server.
 */
export function serverOptions(
  settings: Settings,
  signal: AbortSignal,
): ServerOptions {
  const {
    input: _input,
    include: _include,
    exclude: _exclude,
    process: _process,
    ...own
  } = settings;
  const url = settings.url ?? settings.defaultUrl;
  if (url === undefined) {
    throw new UsageError("There is no server.", {
      hint: "Give its landing page with --url, in S2GOS_URL or in the configuration file.",
    });
  }
  const { allowExternalRefs, objectInputs } = settings;
  return {
    ...sourceOptions({ ...own, url }, { signal }),
    url,
    ...(allowExternalRefs === undefined ? {} : { allowExternalRefs }),
    ...(objectInputs === undefined ? {} : { objectInputs }),
  };
}
