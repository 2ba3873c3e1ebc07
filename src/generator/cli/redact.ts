import { maskerOf } from "../../runtime/base/masker.js";
import { secretsOf } from "../../runtime/config/config-secrets.js";
import type { Settings } from "../define-config.js";

/** Removes secrets from a text. */
export type Redact = (text: string) => string;

/** Makes a function that masks the run's secrets in whatever is printed, as the clients that are generated do. */
export function redactor({
  url: apiUrl,
  headers,
  ...settings
}: Settings): Redact {
  return maskerOf(secretsOf({ ...settings, apiUrl }, headers)).text;
}
