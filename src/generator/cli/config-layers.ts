import type { Settings } from "../define-config.js";
import { UsageError } from "../errors.js";

/**
 * Joins settings of several sources. Headers of all are taken. `url` and `input` exclude each other, so the one of
 * higher precedence is taken.
 *
 * @param layers - Lowest precedence first.
 * @throws UsageError where one source gives both a URL and an input.
 */
export function joinedSettings(layers: readonly Settings[]): Settings {
  const headers = layers.map((layer) => layer.headers ?? {});
  const settings = Object.assign(
    {},
    ...layers,
    headers.some((layer) => Object.keys(layer).length > 0)
      ? { headers: Object.assign({}, ...headers) as Record<string, string> }
      : {},
  ) as Settings;
  return oneSource(settings, layers);
}

function oneSource(settings: Settings, layers: readonly Settings[]): Settings {
  const layer = layers.findLast(
    ({ url, input }) => url !== undefined || input !== undefined,
  );
  if (layer?.url !== undefined && layer.input !== undefined) {
    throw new UsageError("There are two sources: a URL and recorded input.", {
      hint: "Give either --url or --input.",
    });
  }
  if (layer === undefined) return settings;
  const others = Object.entries(settings).filter(
    ([name]) => name !== "url" && name !== "input",
  );
  return {
    ...Object.fromEntries(others),
    ...(layer.url === undefined ? {} : { url: layer.url }),
    ...(layer.input === undefined ? {} : { input: layer.input }),
  };
}
