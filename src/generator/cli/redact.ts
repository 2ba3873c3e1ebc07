import { maskerOf } from "../../runtime/base/masker.js";
import { secretsOf } from "../../runtime/config/config-secrets.js";
import type { Settings } from "../define-config.js";

/** Removes secrets from a text. */
export type Redact = (text: string) => string;

/** Makes a function that masks the secrets of a run, of all its services, in whatever is printed, as the clients that are generated do. */
export function redactor(...services: readonly Settings[]): Redact {
  const secrets = services.flatMap(({ url: apiUrl, headers, ...settings }) =>
    secretsOf({ ...settings, apiUrl }, headers),
  );
  return maskerOf(secrets).text;
}
