import { secretsOfHeaders, secretsOfUrl } from "../base/carried-secrets.js";
import { maskValue } from "../base/mask-value.js";
import { maskerOf, type Masker } from "../base/masker.js";
import type {
  ClientOptions,
  ResolvedConfig,
} from "../config/client-options.js";
import { secretsOf } from "../config/config-secrets.js";
import { S2gosError } from "../errors/errors.js";
import { maskError } from "../errors/mask-error.js";

/** A request, as far as it carries secrets of its own. */
export interface SentRequest {
  readonly url?: URL | string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a connection knows its secrets by. */
export interface SecretsOwner {
  readonly config: ResolvedConfig;
  readonly options: ClientOptions;
  /** Headers that a hook has added, by name. */
  readonly hookHeaders: Readonly<Record<string, string>>;
  /** Secrets that were learned since the start; see `Authenticator.secrets`. */
  readonly learned: () => readonly string[];
}

/** Masks any value; an error of this package in place, anything else as a copy. */
export type Mask = <T>(value: T, sent?: SentRequest) => T;

/** Makes what masks the secrets of one connection, and those of single requests. */
export function maskOf(owner: SecretsOwner): Mask {
  const { config, options, hookHeaders, learned } = owner;
  const { headers } = options;
  const fixed = secretsOf(
    config,
    typeof headers === "function" ? undefined : headers,
  );
  let known: { readonly key: string; readonly masker: Masker } | undefined;
  return (value, sent) => {
    const secrets = [
      ...fixed,
      ...learned(),
      ...secretsOfHeaders(hookHeaders),
      ...secretsOfHeaders(sent?.headers),
      ...secretsOfUrl(sent?.url),
    ];
    const key = secrets.join("\n");
    if (known?.key !== key) known = { key, masker: maskerOf(secrets) };
    const { masker } = known;
    if (!(value instanceof S2gosError)) {
      return maskValue(value, masker.text) as typeof value;
    }
    maskError(value, masker);
    return value;
  };
}
