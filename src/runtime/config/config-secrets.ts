import { secretsOfHeaders, secretsOfUrl } from "../base/carried-secrets.js";
import type { ClientConfig } from "./client-options.js";
import { CONNECTION_KEY_ENTRIES } from "./connection-keys.js";

/**
 * The texts of a configuration that must never be shown: credentials, alone and in the pairs that `Basic` is made of
 * (RFC 7617), what stands in its URLs, and its headers.
 */
export function secretsOf(
  config: ClientConfig,
  headers?: Readonly<Record<string, string>>,
): readonly string[] {
  const { username, password, clientId, clientSecret } = config;
  const named = CONNECTION_KEY_ENTRIES.flatMap(([key, { secret }]) => {
    const value = config[key];
    return secret === true && typeof value === "string" ? [value] : [];
  });
  const pairs = [
    [username, password],
    [clientId, clientSecret],
  ].flatMap((pair) => (pair[1] === undefined ? [] : [pair.join(":")]));
  return [
    ...named,
    ...pairs,
    ...secretsOfUrl(config.apiUrl),
    ...secretsOfUrl(config.authUrl),
    ...secretsOfHeaders(headers),
  ];
}
