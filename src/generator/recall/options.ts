import { hash } from "node:crypto";
import { resolve } from "node:path";
import { credentialSettings } from "../connection-options.js";
import { canonicalJson } from "../json.js";
import type { GenerateOptions } from "../generate-options.js";

/**
 * A hash of the options that decide what is generated: all but those that say how it is read and
 * whether it is written. Credentials and headers decide through what the server answers, and no
 * hash of a secret is kept.
 *
 * @returns undefined: a run with these options is not remembered. A URL may have a secret in its query, standard input can be
 * read only once, and nobody knows all that the code of an emitter follows from.
 */
export function optionsHash(options: GenerateOptions): string | undefined {
  const { emitters = [], url, input, saveInput } = options;
  const server = url === undefined ? undefined : withoutSecrets(url);
  if (
    emitters.length > 0 ||
    input === "-" ||
    (url !== undefined && server === undefined)
  ) {
    return undefined;
  }
  return hash(
    "sha256",
    canonicalJson({
      ...deciding(options),
      url: server,
      out: undefined,
      emitters: undefined,
      // Findings name the files of a recording as the user does.
      places: [input, saveInput].map((path) =>
        path === undefined ? null : [path, resolve(path)],
      ),
    }),
  );
}

/** An option that is not known here decides. */
function deciding(options: GenerateOptions): Readonly<Record<string, unknown>> {
  const connection = Object.keys(credentialSettings(options));
  const others = new Set<string>([...HOW_IT_RUNS, ...connection]);
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => !others.has(name) && value !== undefined,
    ),
  );
}

const HOW_IT_RUNS = [
  "concurrency",
  "headers",
  "mode",
  "onProgress",
  "signal",
  "timeoutMs",
] as const satisfies readonly (keyof GenerateOptions)[];

function withoutSecrets(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search } = new URL(url);
  return search === "" ? `${origin}${pathname}` : undefined;
}
